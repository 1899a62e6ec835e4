import type { MonitorView } from '../../contracts/monitor.ts';
import { describeCadence } from '../../kit/schedule.ts';
import { type Asker, callsFor, type Door } from './door.ts';

export type MonitorAct = 'start' | 'pause' | 'resume' | 'stop' | 'check' | 'useBrowser';

/** One act of a person on a monitor; doing it twice changes nothing the second time. */
export async function actOnMonitor(
  door: Door,
  asker: Asker,
  act: MonitorAct,
  monitorId: string,
): Promise<MonitorView> {
  const { monitor } = callsFor(door, asker);
  const input = { monitorId, by: asker.userId };
  switch (act) {
    case 'start':
      return await monitor.start(input);
    case 'pause':
      return await monitor.pause(input);
    case 'resume':
      return await monitor.resume(input);
    case 'stop':
      return await monitor.stop(input);
    case 'check':
      return await monitor.checkNow(input);
    case 'useBrowser':
      // biome-ignore lint/correctness/useHookAtTopLevel: an act on a monitor, not a React hook
      return await monitor.useBrowser(input);
  }
}

/** What was done, as one sentence. */
export function doneSentence(act: MonitorAct | 'cadence', monitor: Pick<MonitorView, 'cadence'>): string {
  const sentences: Record<MonitorAct | 'cadence', string> = {
    start: 'Watching.',
    pause: 'Paused.',
    resume: 'Watching again.',
    stop: 'Stopped.',
    check: 'Checking now; this thread hears of it when something changed.',
    useBrowser: 'Its pages are read with a browser from now on.',
    cadence: `Checked ${describeCadence(monitor.cadence)} from now on.`,
  };
  return sentences[act];
}
