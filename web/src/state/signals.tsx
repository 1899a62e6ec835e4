import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { SandboxEvent } from '../api/types.ts';
import { findPrice } from '../site/find-price.ts';

/** Where an answer of the app was last seen, for the guide's third step. */
interface SeenAt {
  channel: string;
  thread: string;
}

interface Signals {
  /** "is looking…" by place, as the app set it; empty when it is done. */
  statusOf: (channel: string, thread?: string) => string | undefined;
  sentRequest: boolean;
  editedPage: boolean;
  alertSeen: SeenAt | undefined;
  onSent: (text: string) => void;
  onPageSaved: (content: string) => void;
  onEvent: (event: SandboxEvent) => void;
}

const SignalsContext = createContext<Signals | undefined>(undefined);

/** Small facts that no query holds: the app's status lines and how far a newcomer has come. */
export function SignalsProvider({ appUserId, children }: { appUserId?: string; children: ReactNode }) {
  const [statuses, setStatuses] = useState<Record<string, string>>({});
  const [sentRequest, setSent] = useState(false);
  /** What the edited page says the price is; an answer that names it is the alert. */
  const [newPrice, setNewPrice] = useState<string>();
  const editedPage = newPrice !== undefined;
  const [alertSeen, setAlert] = useState<SeenAt>();

  const onEvent = useCallback(
    (event: SandboxEvent) => {
      const { channel } = event;
      const thread_ts = event.thread_ts ?? event.message?.thread_ts;
      const place = `${channel}/${thread_ts ?? ''}`;
      if (event.type === 'status') setStatuses((now) => ({ ...now, [place]: event.status ?? '' }));
      const byApp = appUserId !== undefined && event.message?.user === appUserId;
      if (event.type !== 'message' || !byApp) return;
      setStatuses((now) => (now[place] ? { ...now, [place]: '' } : now));
      const namesPrice = newPrice !== undefined && JSON.stringify(event.message).includes(newPrice);
      if (namesPrice && channel && thread_ts) setAlert({ channel, thread: thread_ts });
    },
    [appUserId, newPrice],
  );

  const value = useMemo<Signals>(
    () => ({
      statusOf: (channel, thread) => statuses[`${channel}/${thread ?? ''}`] || undefined,
      sentRequest,
      editedPage,
      alertSeen,
      onSent: (text) => setSent((now) => now || /https?:\/\//.test(text)),
      onPageSaved: (content) => {
        const price = findPrice(content);
        setNewPrice(price ? content.slice(price.start, price.end) : '');
        setAlert(undefined);
      },
      onEvent,
    }),
    [statuses, sentRequest, editedPage, alertSeen, onEvent],
  );
  return <SignalsContext value={value}>{children}</SignalsContext>;
}

export function useSandboxSignals(): Signals {
  const signals = useContext(SignalsContext);
  if (!signals) throw new Error('useSandboxSignals outside SignalsProvider');
  return signals;
}
