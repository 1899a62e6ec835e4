import type { Channel } from '../api/types.ts';
import { ChannelView } from '../messages/channel-view.tsx';
import { placeOf, useDrafts } from '../state/drafts.tsx';
import { useNavigate } from '../state/navigation.tsx';
import { useWorkspace } from '../state/workspace.tsx';
import { AppHome, useAppOpened } from './app-home.tsx';

const TABS = [
  { tab: 'home', label: 'Home' },
  { tab: 'messages', label: 'Messages' },
] as const;

export function AppTabs({ current }: { current: 'home' | 'messages' }) {
  const navigate = useNavigate();
  return (
    <nav className="tabs" aria-label="App tabs">
      {TABS.map(({ tab, label }) => (
        <button
          key={tab}
          type="button"
          aria-current={tab === current ? 'page' : undefined}
          onClick={() => navigate({ kind: 'app', tab })}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

function Suggestions({ channel }: { channel: Channel }) {
  const { suggestedPrompts } = useWorkspace();
  const drafts = useDrafts();
  if (suggestedPrompts.length === 0) return null;
  return (
    <fieldset className="suggestions">
      <legend className="visually-hidden">Suggestions</legend>
      {suggestedPrompts.map((prompt) => (
        <button
          key={prompt.title}
          type="button"
          className="btn"
          onClick={() => drafts.fill(placeOf(channel.id), prompt.message)}
        >
          {prompt.title}
        </button>
      ))}
    </fieldset>
  );
}

interface AppViewProps {
  tab: 'home' | 'messages';
  onOpenThread: (ts: string) => void;
}

export function AppView({ tab, onOpenThread }: AppViewProps) {
  const { appChannel } = useWorkspace();
  useAppOpened('messages', tab === 'messages');
  if (tab === 'home') return <AppHome />;
  if (!appChannel) return <p className="muted home-empty">There is no direct message with the app yet.</p>;
  return (
    <ChannelView
      channel={appChannel}
      onOpenThread={onOpenThread}
      above={<Suggestions channel={appChannel} />}
    />
  );
}
