import type { ReactNode } from 'react';
import { useMessages } from '../api/queries.ts';
import type { Channel } from '../api/types.ts';
import { Composer } from '../composer/composer.tsx';
import { channelLabel, useWorkspace } from '../state/workspace.tsx';
import { MessageList } from './message-list.tsx';
import { StatusLine } from './status-line.tsx';

interface ChannelViewProps {
  channel: Channel;
  onOpenThread: (ts: string) => void;
  /** Shown above the composer: the app's suggestions in its own channel. */
  above?: ReactNode;
}

function Intro({ channel, label }: { channel: Channel; label: string }) {
  return (
    <div className="intro">
      <h2>{label}</h2>
      <p className="muted">
        {channel.is_im ? `This is where you and ${label} talk.` : `This is the very beginning of ${label}.`}
      </p>
    </div>
  );
}

export function ChannelView({ channel, onOpenThread, above }: ChannelViewProps) {
  const workspace = useWorkspace();
  const { data: messages = [], error } = useMessages(workspace.me, channel.id);
  const label = channelLabel(channel, workspace);
  return (
    <>
      <MessageList
        label={`Messages in ${label}`}
        channel={channel.id}
        messages={messages}
        onOpenThread={onOpenThread}
        intro={error ? <p className="notice">{error.message}</p> : <Intro channel={channel} label={label} />}
        status={<StatusLine channel={channel.id} />}
      />
      {above}
      <Composer channel={channel.id} label={`Message ${label}`} />
    </>
  );
}
