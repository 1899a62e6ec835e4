import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useWorkspace } from '../state/workspace.tsx';
import type { DateView } from './format-date.ts';

const NowContext = createContext(0);
/** "4 minutes ago" has to move on by itself; half a minute is as fine as the words are. */
const TICK_MS = 30_000;

export function NowProvider({ children }: { children: ReactNode }) {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <NowContext value={nowMs}>{children}</NowContext>;
}

const browserHour12 =
  new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;

/** How the person looking reads dates: their zone as the workspace knows it, their browser's clock form. */
export function useDateView(): DateView {
  const { meUser } = useWorkspace();
  const nowMs = useContext(NowContext);
  const timeZone = meUser?.tz ?? 'UTC';
  return useMemo(() => ({ timeZone, nowMs, hour12: browserHour12 }), [timeZone, nowMs]);
}
