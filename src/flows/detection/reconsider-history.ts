import type { ReplayReport } from '../../contracts/detection.ts';
import type { JobPayload } from '../../contracts/jobs.ts';
import { plural } from '../../kit/text.ts';
import { loadWatched } from '../../store/monitor-history.ts';
import type { DetectionDeps } from './ports.ts';
import { replayMonitor } from './replay-monitor.ts';

const daysLookedBack = 90;

/**
 * After an edit: says once in the thread what the new request would have done on history. Silent when there is no
 * history yet or the request was edited again meanwhile.
 */
export async function reconsiderHistory(
  deps: DetectionDeps,
  { workspaceId, monitorId, requestVersion }: JobPayload<'detection.reconsider'>,
): Promise<void> {
  const { tenant } = deps.database;
  const monitor = await tenant(workspaceId, (tx) => loadWatched(tx, monitorId));
  if (!monitor?.channelId || monitor.requestVersion !== requestVersion) return;
  const report = await replayMonitor(deps, { workspaceId, monitorId, sinceDays: daysLookedBack });
  if (report.compared === 0) return;
  const { channelId, threadTs } = monitor;
  const key = `reconsidered:${monitorId}:${requestVersion}`;
  await tenant(workspaceId, (tx) =>
    deps.queue.enqueue(
      tx,
      'notification.say',
      { workspaceId, channelId, threadTs, monitorId, text: inWords(report), key },
      { key },
    ),
  );
}

/** "Of 14 page changes in the last 90 days, the new request would have told 2; 5 were told then." */
export function inWords({ compared, wouldAlert, toldThen, cases }: ReplayReport): string {
  const history = `Of ${plural(compared, 'page change')} in the last ${daysLookedBack} days, this request would have told ${wouldAlert || 'none'}; ${toldThen || 'none'} ${toldThen === 1 ? 'was' : 'were'} told then.`;
  if (cases.marked === 0) return history;
  const marked =
    cases.kept === cases.marked
      ? `${cases.marked === 1 ? 'The change' : `All ${cases.marked} changes`} people marked would come out as marked.`
      : `Of ${plural(cases.marked, 'change')} people marked, ${cases.kept || 'none'} would come out as marked.`;
  return `${history} ${marked}`;
}
