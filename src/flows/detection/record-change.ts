import type { Hunk, Verdict } from '../../contracts/detection.ts';
import { stableId } from '../../kit/ids.ts';
import { deleteChange, insertAlert, insertChange } from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { advanceObserved, doubtVersion } from '../../store/pointers.ts';
import { type EventVector, saveEventVector } from '../../store/told-events.ts';
import { engineVersion } from './engine-version.ts';
import { findToldEvent } from './find-told-event.ts';
import type { CompareRequest, Task } from './load-tasks.ts';
import type { DetectionDeps } from './ports.ts';

/** A judged comparison as it is stored. */
export interface Finding {
  hunks: Hunk[];
  verdict: Verdict;
  /** What it is about, when it is to be told and there is an embedder. */
  vector?: EventVector;
}

type ToRecord = CompareRequest & Finding & { task: Task };

const changeIdOf = ({ sourceId, task: { follower, before } }: ToRecord, versionId: string): string =>
  stableId('change', follower.monitorId, sourceId, before.versionId, versionId);

/**
 * Moves the pointer and writes the change with its verdict; an alert with it, or beside it when the same event is
 * being told or was. Does nothing when this comparison is already recorded.
 */
export async function recordChange(deps: DetectionDeps, tx: Tx, finding: ToRecord): Promise<void> {
  const { workspaceId, sourceId, versionId, task, hunks, vector } = finding;
  const { monitorId, channelId, mode, requestVersion } = task.follower;
  const moved = await advanceObserved(tx, monitorId, sourceId, task.observedVersionId, {
    versionId,
    engineVersion,
  });
  if (!moved) return;
  const now = deps.clock.now();
  const changeId = changeIdOf(finding, versionId);
  const told = await toldAs(deps, tx, finding, changeId);
  const { verdict, alertId } = told;
  // A doubted reading was the same news, now that it is confirmed.
  if (task.doubtedVersionId !== null && verdict.outcome === 'alert')
    await deleteChange(tx, changeIdOf(finding, task.doubtedVersionId));
  if (alertId) {
    const { sentence, kind, severity } = verdict;
    await insertAlert(tx, {
      alertId,
      workspaceId,
      monitorId,
      channelId,
      sentence,
      kind,
      severity,
      createdAt: now,
    });
  }
  await insertChange(tx, {
    changeId,
    workspaceId,
    monitorId,
    sourceId,
    fromVersionId: task.before.versionId,
    toVersionId: versionId,
    requestVersion,
    hunks,
    verdict,
    alertId,
    toldBy: told.toldBy,
    engineVersion,
    detectedAt: now,
  });
  if (!alertId) return;
  if (vector && channelId) await saveEventVector(tx, { workspaceId, changeId, channelId, vector, at: now });
  await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId });
  if (mode === 'once') await deps.queue.enqueue(tx, 'monitor.done', { workspaceId, monitorId });
}

/** As a new alert named after the change, so that a repeat finds it; in one that is open; or not again. */
async function toldAs(
  deps: DetectionDeps,
  tx: Tx,
  { sourceId, task, hunks, verdict, vector }: ToRecord,
  changeId: string,
): Promise<{ verdict: Verdict; alertId: string | null; toldBy: string | null }> {
  if (verdict.outcome === 'silent') return { verdict, alertId: null, toldBy: null };
  const { monitorId, channelId } = task.follower;
  const event = channelId
    ? await findToldEvent(deps, tx, { monitorId, channelId, sourceId, hunks, verdict, vector })
    : null;
  if (event?.isRecent === false)
    return {
      verdict: { ...verdict, outcome: 'silent', reason: 'already_told' },
      alertId: null,
      toldBy: event.alertId,
    };
  return { verdict, alertId: event?.alertId ?? stableId('alert', changeId), toldBy: null };
}

/**
 * Keeps a change whose values look like a mistake of the page until a second reading, asked for at once, agrees. The
 * pointer stays; the change is on record as unconfirmed.
 */
export async function holdChange(deps: DetectionDeps, tx: Tx, finding: ToRecord): Promise<void> {
  const { workspaceId, sourceId, versionId, task } = finding;
  const { monitorId, requestVersion } = task.follower;
  if (!(await doubtVersion(tx, monitorId, sourceId, task.observedVersionId, versionId))) return;
  await insertChange(tx, {
    changeId: changeIdOf(finding, versionId),
    workspaceId,
    monitorId,
    sourceId,
    fromVersionId: task.before.versionId,
    toVersionId: versionId,
    requestVersion,
    hunks: finding.hunks,
    verdict: { ...finding.verdict, outcome: 'silent', reason: 'unconfirmed' },
    alertId: null,
    toldBy: null,
    engineVersion,
    detectedAt: deps.clock.now(),
  });
  await deps.queue.enqueue(tx, 'content.schedule', { workspaceId, sourceId, read: 'baseline' });
}
