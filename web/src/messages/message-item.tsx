import { memo } from 'react';
import { api } from '../api/client.ts';
import type { Message } from '../api/types.ts';
import { displayName, useWorkspace } from '../state/workspace.tsx';
import { DateText } from '../text/mentions.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { MoreIcon, ReplyIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';
import { MessageBody } from './message-body.tsx';

interface MessageItemProps {
  message: Message;
  channel: string;
  /** Follows a message by the same author closely: no head of its own. */
  compact?: boolean;
  /** Absent inside a thread, where one is already. */
  onOpenThread?: (ts: string) => void;
}

function Replies({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const { userById } = useWorkspace();
  const count = message.reply_count ?? 0;
  return (
    <button type="button" className="replies" onClick={onOpen} data-testid="open-thread">
      {(message.reply_users ?? []).slice(0, 4).map((id) => (
        <Avatar key={id} user={userById.get(id)} name={userById.get(id)?.name ?? '?'} />
      ))}
      <span>
        {count} {count === 1 ? 'reply' : 'replies'}
      </span>
      {message.latest_reply ? (
        <small className="muted">
          last <DateText timestamp={Number(message.latest_reply)} format="{ago}" />
        </small>
      ) : null}
    </button>
  );
}

function HoverActions({ message, channel, onOpenThread }: Omit<MessageItemProps, 'compact'>) {
  const { me, shortcuts } = useWorkspace();
  const toast = useToast();
  const own = shortcuts.filter((shortcut) => shortcut.type === 'message');
  const items = own.map((shortcut) => ({
    key: shortcut.callback_id,
    label: shortcut.name,
    onSelect: () => {
      const call = { user: me, callback_id: shortcut.callback_id, channel, message_ts: message.ts };
      api.shortcut(call).catch(toast.error);
    },
  }));
  return (
    <div className="message-actions">
      {onOpenThread ? (
        <button
          type="button"
          className="btn btn-icon"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => onOpenThread(message.thread_ts ?? message.ts)}
        >
          <ReplyIcon />
        </button>
      ) : null}
      {items.length > 0 ? <Menu label="More actions" icon={<MoreIcon />} items={items} /> : null}
    </div>
  );
}

export const MessageItem = memo(function MessageItem({
  message,
  channel,
  compact,
  onOpenThread,
}: MessageItemProps) {
  const { userById } = useWorkspace();
  const author = message.user ? userById.get(message.user) : undefined;
  const name = message.username ?? (author ? displayName(author) : (message.user ?? 'App'));
  const headId = `head-${message.ts}`;
  return (
    <article
      className={`message${compact ? ' message-compact' : ''}${message.ephemeral ? ' message-ephemeral' : ''}`}
      aria-labelledby={headId}
      data-testid="message"
      data-ts={message.ts}
    >
      {compact ? <span className="message-gutter" /> : <Avatar user={author} name={name} />}
      <div className="message-main">
        {message.ephemeral ? <p className="only-you">Only visible to you</p> : null}
        <header id={headId} className={compact ? 'visually-hidden' : 'message-head'}>
          <span className="author">{name}</span>
          {author?.is_bot || message.bot_id ? <span className="badge">app</span> : null}
          {author?.guest ? <span className="badge">guest</span> : null}
          <span className="muted">
            <DateText timestamp={Number(message.ts)} format="{time}" />
          </span>
        </header>
        <ErrorBoundary what="This message">
          <MessageBody message={message} channel={channel} />
        </ErrorBoundary>
        {message.edited ? <small className="muted"> (edited)</small> : null}
        {onOpenThread && (message.reply_count ?? 0) > 0 ? (
          <Replies message={message} onOpen={() => onOpenThread(message.ts)} />
        ) : null}
      </div>
      {message.ephemeral ? null : (
        <HoverActions message={message} channel={channel} onOpenThread={onOpenThread} />
      )}
    </article>
  );
});
