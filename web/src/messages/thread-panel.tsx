import { type KeyboardEvent, useEffect } from 'react';
import { useThread } from '../api/queries.ts';
import type { Channel } from '../api/types.ts';
import { Composer } from '../composer/composer.tsx';
import { composerId, placeOf } from '../state/drafts.tsx';
import { channelLabel, useWorkspace } from '../state/workspace.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { MessageList } from './message-list.tsx';
import { StatusLine } from './status-line.tsx';

interface ThreadPanelProps {
  channel: Channel;
  ts: string;
  onClose: () => void;
}

export function ThreadPanel({ channel, ts, onClose }: ThreadPanelProps) {
  const workspace = useWorkspace();
  const { data: messages = [], error } = useThread(workspace.me, channel.id, ts);
  const label = channelLabel(channel, workspace);

  useEffect(() => {
    document.getElementById(composerId(placeOf(channel.id, ts)))?.focus();
  }, [channel.id, ts]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // Escape in a dialog opened from here reaches this handler through React, but is not meant for it.
    if ((event.target as HTMLElement).closest('dialog')) return;
    onClose();
  };

  return (
    <section className="thread" aria-label="Thread" onKeyDown={onKeyDown}>
      <header className="pane-head">
        <h2>
          Thread <span className="muted">{label}</span>
        </h2>
        <button type="button" className="btn btn-bare" aria-label="Close thread" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <MessageList
        label="Replies"
        channel={channel.id}
        messages={messages}
        intro={error ? <p className="notice">{error.message}</p> : null}
        status={<StatusLine channel={channel.id} thread={ts} />}
      />
      <Composer channel={channel.id} thread={ts} label="Reply" />
    </section>
  );
}
