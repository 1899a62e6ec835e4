import type { ChangeView, Verdict } from '../../contracts/detection.ts';
import { LookoutError } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';
import {
  attachToAlert,
  clearRating,
  insertAlert,
  loadChange,
  loadChangesOfAlert,
  rateAlert,
} from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { deleteMark, loadMarks, type MarkRow, saveMark } from '../../store/monitor-cases.ts';
import { loadWatched } from '../../store/monitor-history.ts';
import { findMonitorChannel } from '../../store/monitor-lookup.ts';
import { type Mark, type Place, placesOf } from './judge/marks.ts';
import type { DetectionDeps } from './ports.ts';

export interface Acting {
  tx: Tx;
  workspaceId: string;
  by: string;
}

/** A mark as it was stored, in the form the judge reads. */
export const toMark = ({ expected, places }: MarkRow): Mark => ({ expected, places: places as Place[] });

const noChange = () => new LookoutError('not_found', 'There is no such change.');

async function mark(
  { clock }: DetectionDeps,
  { tx, workspaceId, by }: Acting,
  change: ChangeView,
  expected: Verdict['outcome'],
): Promise<void> {
  const monitor = await loadWatched(tx, change.monitorId);
  if (!monitor) return;
  await saveMark(tx, {
    workspaceId,
    monitorId: change.monitorId,
    changeId: change.id,
    expected,
    request: monitor.request,
    places: placesOf(change.sourceId, change.hunks, change.verdict),
    by,
    at: clock.now(),
  });
}

/**
 * "You should have told me": the suppressed change becomes an alert, once, whoever asks again, and changes like it are
 * told from now on. Throws not_found.
 */
export async function promoteChange(
  deps: DetectionDeps,
  acting: Acting,
  changeId: string,
): Promise<{ alertId: string }> {
  const { tx, workspaceId } = acting;
  const change = await loadChange(tx, changeId);
  if (!change) throw noChange();
  if (change.alertId) return { alertId: change.alertId };
  await mark(deps, acting, change, 'alert');
  const alertId = stableId('alert', changeId);
  const verdict: Verdict = { ...change.verdict, outcome: 'alert', reason: 'promoted', judgedBy: 'person' };
  await insertAlert(tx, {
    alertId,
    workspaceId,
    monitorId: change.monitorId,
    channelId: await findMonitorChannel(tx, change.monitorId),
    sentence: verdict.sentence,
    kind: verdict.kind,
    severity: verdict.severity,
    createdAt: deps.clock.now(),
  });
  await attachToAlert(tx, changeId, alertId, verdict);
  await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId });
  return { alertId };
}

/**
 * "Useful" or "Not useful": kept with the alert. What was not useful is not told again from the same place; "Useful"
 * takes that back. Throws not_found.
 */
export async function rateAlertOf(
  deps: DetectionDeps,
  acting: Acting,
  alertId: string,
  useful: boolean,
): Promise<void> {
  const { tx, workspaceId, by } = acting;
  if (!(await rateAlert(tx, alertId, useful, by)))
    throw new LookoutError('not_found', 'There is no such alert.');
  for (const change of await loadChangesOfAlert(tx, alertId)) {
    if (!useful) await mark(deps, acting, change, 'silent');
    else if (await isMarkedSilent(tx, change)) await deleteMark(tx, change.id);
  }
  await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId }); // the message shows who said so
}

const isMarkedSilent = async (tx: Tx, { id, monitorId }: ChangeView): Promise<boolean> =>
  ((await loadMarks(tx, [monitorId])).get(monitorId) ?? []).some(
    ({ changeId, expected }) => changeId === id && expected === 'silent',
  );

/** Takes back what a mark taught, and the rating of the alert that came with it. Throws not_found for an unknown change. */
export async function forgetMark(
  deps: DetectionDeps,
  { tx, workspaceId }: Acting,
  changeId: string,
): Promise<{ changeId: string; forgotten: boolean }> {
  const change = await loadChange(tx, changeId);
  if (!change) throw noChange();
  const wasMarked = await deleteMark(tx, changeId);
  const { alertId } = change;
  const wasRated = alertId !== null && (await clearRating(tx, alertId));
  if (wasRated) await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId });
  return { changeId, forgotten: wasMarked || wasRated };
}
