import type { WhyReport } from '../../contracts/detection.ts';
import { labelOfReason, Reason } from '../../contracts/reasons.ts';
import { LookoutError } from '../../kit/errors.ts';
import { countForWhy, loadSilentChanges } from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { monitorExists } from '../../store/monitor-lookup.ts';

const dayMs = 86_400_000;
const recentShown = 5;

/**
 * Why a monitor spoke or was silent in the last days, with the suppressed changes a person may want to see.
 * Throws not_found.
 */
export async function explainSilence(
  tx: Tx,
  monitorId: string,
  sinceDays: number,
  now: Date,
): Promise<WhyReport> {
  if (!(await monitorExists(tx, monitorId))) throw new LookoutError('not_found', 'There is no such monitor.');
  const since = new Date(now.getTime() - sinceDays * dayMs);
  const { checks, groups } = await countForWhy(tx, monitorId, since);
  const silentGroups = groups.filter((group) => group.outcome === 'silent');
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  return {
    monitorId,
    sinceDays,
    checks,
    pageChanges: total,
    alerts: total - silentGroups.reduce((sum, group) => sum + group.count, 0),
    groups: silentGroups.map(({ reason, count }) => {
      const code = Reason.parse(reason);
      return { reason: code, label: labelOfReason(code), count };
    }),
    recent: await loadSilentChanges(tx, monitorId, since, recentShown),
  };
}
