import type { ReactNode } from 'react';
import { useNavigate } from '../state/navigation.tsx';
import { formatRoute, readAddress } from '../state/route.ts';
import { displayName, useWorkspace } from '../state/workspace.tsx';
import { safeUrl } from './entities.ts';
import { formatDateTokens } from './format-date.ts';
import { useDateView } from './view-context.tsx';

export function TextLink({ url, children }: { url: string; children: ReactNode }) {
  const href = safeUrl(url);
  if (!href) return children;
  const own = readAddress(href);
  if (own) return <a href={formatRoute(own)}>{children}</a>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

export function UserMention({ id, label }: { id: string; label?: string }) {
  const { userById, me } = useWorkspace();
  const user = userById.get(id);
  return (
    <span className={id === me ? 'mention mention-me' : 'mention'}>
      @{user ? displayName(user) : (label ?? id)}
    </span>
  );
}

export function ChannelMention({ id, label }: { id: string; label?: string }) {
  const { channelById } = useWorkspace();
  const navigate = useNavigate();
  const name = channelById.get(id)?.name ?? label ?? id;
  return (
    <button
      type="button"
      className="mention mention-channel"
      onClick={() => navigate({ kind: 'channel', channel: id })}
    >
      #{name}
    </button>
  );
}

export function BroadcastMention({ range }: { range: string }) {
  return <span className="mention mention-me">@{range}</span>;
}

interface DateTextProps {
  timestamp: number;
  format: string;
  fallback?: string;
  url?: string;
}

export function DateText({ timestamp, format, fallback, url }: DateTextProps) {
  const view = useDateView();
  const text = formatDateTokens(timestamp, format, view);
  if (text === undefined) return fallback ?? '';
  const full = formatDateTokens(timestamp, '{date_long} at {time_secs}', view);
  const time = (
    <time dateTime={new Date(timestamp * 1000).toISOString()} title={`${full} (${view.timeZone})`}>
      {text}
    </time>
  );
  return url ? <TextLink url={url}>{time}</TextLink> : time;
}
