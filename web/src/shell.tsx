import { type KeyboardEvent, useEffect, useState } from 'react';
import { useEventStream } from './api/use-event-stream.ts';
import { AppTabs, AppView } from './home/app-view.tsx';
import { LinearPanel } from './linear/linear-panel.tsx';
import { ChannelView } from './messages/channel-view.tsx';
import { ThreadPanel } from './messages/thread-panel.tsx';
import { ModalStack } from './modal/modal-stack.tsx';
import { NotionPanel } from './notion/notion-panel.tsx';
import { type PanelName, toggleId } from './panels/panel-names.ts';
import { PanelSwitch } from './panels/panel-switch.tsx';
import { Rail } from './rail/rail.tsx';
import { SitePanel } from './site/site-panel.tsx';
import { openAtStart, useNavigate, usePlace } from './state/navigation.tsx';
import type { Place } from './state/route.ts';
import { useSandboxSignals } from './state/signals.tsx';
import { useNarrow } from './state/use-narrow.ts';
import { channelLabel, displayName, useWorkspace } from './state/workspace.tsx';
import { MenuIcon } from './ui/icons.tsx';

/** The route with the start, and channels one cannot see, replaced by the first channel there is. */
function useOpenPlace(onPage: (page: string) => void) {
  const route = usePlace(onPage);
  const { channels, channelById, app, appChannel } = useWorkspace();
  if (route.kind === 'app' && app) {
    return { route, channel: route.tab === 'messages' ? appChannel : undefined, title: displayName(app) };
  }
  const asked = route.kind === 'channel' ? channelById.get(route.channel) : undefined;
  const channel = asked ?? channels[0];
  const shown: Place = asked ? route : channel ? { kind: 'channel', channel: channel.id } : { kind: 'start' };
  return { route: shown, channel };
}

export function Shell({ onSwitchUser }: { onSwitchUser: (user: string) => void }) {
  const workspace = useWorkspace();
  const { me } = workspace;
  const { onEvent } = useSandboxSignals();
  const connected = useEventStream(me, onEvent);
  const navigate = useNavigate();
  const narrow = useNarrow();
  const [railOpen, setRailOpen] = useState(false);
  const [panel, setPanel] = useState<PanelName | undefined>(narrow ? undefined : 'web');
  const [page, setPage] = useState<string>();
  const { route, channel, title } = useOpenPlace((asked) => {
    setPage(asked);
    setPanel('notion');
  });

  const thread =
    route.kind === 'start'
      ? undefined
      : route.kind === 'app' && route.tab === 'home'
        ? undefined
        : route.thread;
  const openThread = (ts: string) => {
    if (narrow) setPanel(undefined);
    if (route.kind !== 'start') navigate({ ...route, thread: ts });
  };
  const closeThread = () => {
    if (route.kind === 'channel') navigate({ kind: 'channel', channel: route.channel });
    else navigate({ kind: 'app', tab: 'messages' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setRailOpen(false);
  };
  // The address names what is open from the start, so that the rail marks it and a reload returns to it.
  const start = route.kind === 'channel' ? route.channel : undefined;
  useEffect(() => {
    if (start) openAtStart(start);
  }, [start]);
  const leaveSite = () => {
    if (narrow) setPanel(undefined);
  };
  const closePanel = () => {
    if (panel) document.getElementById(toggleId(panel))?.focus();
    setPanel(undefined);
  };

  return (
    <div className="shell">
      <p className="banner" role="note" data-testid="banner">
        This is a sandbox: a forged Slack workspace on your machine. Nothing leaves it.
      </p>
      {connected ? null : (
        <p className="offline" role="status">
          The sandbox does not answer. Trying again…
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu from anywhere */}
      <div className="panes" onKeyDown={onKeyDown}>
        <Rail open={railOpen} onGo={() => setRailOpen(false)} onSwitchUser={onSwitchUser} />
        {railOpen ? (
          <button
            type="button"
            className="scrim"
            aria-label="Close the menu"
            onClick={() => setRailOpen(false)}
          />
        ) : null}
        <main className="main">
          <header className="pane-head">
            <button
              type="button"
              className="btn btn-bare only-narrow"
              aria-label="Channels and people"
              aria-expanded={railOpen}
              aria-controls="rail"
              onClick={() => setRailOpen(!railOpen)}
            >
              <MenuIcon />
            </button>
            <h2>{title ?? (channel ? channelLabel(channel, workspace) : 'Welcome')}</h2>
            {route.kind === 'app' ? <AppTabs current={route.tab} /> : null}
            <PanelSwitch open={panel} onOpen={setPanel} />
          </header>
          {route.kind === 'app' ? (
            <AppView tab={route.tab} onOpenThread={openThread} />
          ) : channel ? (
            <ChannelView key={channel.id} channel={channel} onOpenThread={openThread} />
          ) : (
            <p className="muted home-empty">There is no channel yet.</p>
          )}
        </main>
        {channel && thread ? (
          <ThreadPanel key={thread} channel={channel} ts={thread} onClose={closeThread} />
        ) : null}
        {panel === 'web' ? <SitePanel onClose={closePanel} onLeave={leaveSite} /> : null}
        {panel === 'linear' ? <LinearPanel onClose={closePanel} /> : null}
        {panel === 'notion' ? <NotionPanel chosen={page} onChoose={setPage} onClose={closePanel} /> : null}
      </div>
      <ModalStack />
    </div>
  );
}
