import type { WhyReport } from '../../contracts/detection.ts';
import { LookoutError } from '../../kit/errors.ts';
import { countForWhy, loadSilentChanges } from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { monitorExists } from '../../store/monitor-lookup.ts';

/** What a reason code means to a person. */
const reasonLabels: Record<string, string> = {
  no_difference: "only the page's markup",
  noise_only: 'counters, "… ago" and other flicker',
  furniture_only: 'menus and banners',
  moved_only: 'lines that only changed places',
  learnt: 'parts that alternate on this page',
  not_about_request: 'not about the request',
  condition_not_met: 'the condition was not met',
  muted_kind: 'a kind of change that is muted',
};

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
    groups: silentGroups.map(({ reason, count }) => ({
      reason,
      count,
      label: reasonLabels[reason] ?? reason.replaceAll('_', ' '),
    })),
    recent: await loadSilentChanges(tx, monitorId, since, recentShown),
  };
}
