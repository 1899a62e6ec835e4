import { Fragment, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Message } from '../api/types.ts';
import { useWorkspace } from '../state/workspace.tsx';
import { formatDateTokens, formatDay } from '../text/format-date.ts';
import { useDateView } from '../text/view-context.tsx';
import { groupMessages } from './group-messages.ts';
import { MessageItem } from './message-item.tsx';

interface MessageListProps {
  label: string;
  channel: string;
  messages: Message[];
  /** Above the first message. */
  intro?: ReactNode;
  /** Below the last: the app's status line. */
  status?: ReactNode;
  onOpenThread?: (ts: string) => void;
}

/** Follows new messages as long as the reader is at the end, and always after the reader's own. */
function useStickToEnd(messages: Message[], me: string) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = messages.at(-1);
  const lastTs = useRef<string>(undefined);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const mine = last?.user === me && last.ts !== lastTs.current;
    lastTs.current = last?.ts;
    if (atEnd.current || mine) element.scrollTop = element.scrollHeight;
  });
  const onScroll = () => {
    const element = list.current;
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
  };
  return { list, onScroll };
}

export function MessageList({ label, channel, messages, intro, status, onOpenThread }: MessageListProps) {
  const { me } = useWorkspace();
  const view = useDateView();
  const { list, onScroll } = useStickToEnd(messages, me);
  const dayOf = (seconds: number) => formatDateTokens(seconds, '{date_num}', view) ?? '';
  return (
    <div
      ref={list}
      className="message-list"
      role="log"
      aria-live="polite"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="message-list-space" />
      {intro}
      {groupMessages(messages, dayOf).map(({ message, compact, startsDay }) => (
        <Fragment key={`${message.ts}${message.ephemeral ? '-e' : ''}`}>
          {startsDay ? (
            <div className="day">
              <span>{formatDay(Number(message.ts) * 1000, view)}</span>
            </div>
          ) : null}
          <MessageItem message={message} channel={channel} compact={compact} onOpenThread={onOpenThread} />
        </Fragment>
      ))}
      {status}
    </div>
  );
}
