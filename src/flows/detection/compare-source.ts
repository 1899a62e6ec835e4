import type { Verdict } from '../../contracts/detection.ts';
import { stableId } from '../../kit/ids.ts';
import { insertAlert, insertChange, loadRecentAlerts } from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { claimBudgetNotice } from '../../store/model-spend.ts';
import {
  advanceObserved,
  type Follower,
  loadFollowers,
  loadMemory,
  saveMemory,
  setBaseline,
} from '../../store/pointers.ts';
import { loadRederived, loadVersions, type StoredVersion } from '../../store/versions.ts';
import type { VolatilityMemory } from './engine/volatility.ts';
import { findSameEvent, joinWindowMs } from './join-event.ts';
import { silent } from './judge/judge-by-rules.ts';
import { type Judged, judgeComparison } from './judge-comparison.ts';
import type { DetectionDeps } from './ports.ts';

export interface CompareRequest {
  workspaceId: string;
  sourceId: string;
  versionId: string;
}

interface Task {
  follower: Follower;
  before: StoredVersion;
  /** Where the pointer stands: `before` itself, or what an older extractor made of it. */
  observedVersionId: string | null;
  lastAlerted: StoredVersion | undefined;
}

interface Loaded {
  version: StoredVersion;
  memory: VolatilityMemory | undefined;
  tasks: Task[];
}

/** An edited or new monitor starts from this version in silence; a living one is compared with what it last saw. */
async function loadAndBaseline(deps: DetectionDeps, request: CompareRequest): Promise<Loaded | null> {
  const { workspaceId, sourceId, versionId } = request;
  return await deps.database.tenant(workspaceId, async (tx) => {
    const followers = await loadFollowers(tx, sourceId);
    const wanted = followers.flatMap(({ pointer }) => [
      pointer?.observedVersionId,
      pointer?.alertedVersionId,
    ]);
    const versions = await loadVersions(tx, [
      versionId,
      ...wanted.filter((id) => id !== null && id !== undefined),
    ]);
    const version = versions.get(versionId);
    if (!version) return null;
    const rederived = await loadRederived(tx, [...versions.keys()], version.extractor);
    /** The version as the same extractor read it: only like is compared with like. */
    const alike = (id: string | null | undefined): StoredVersion | undefined => {
      const known = id ? versions.get(id) : undefined;
      return known && known.extractor !== version.extractor ? rederived.get(known.versionId) : known;
    };
    const tasks: Task[] = [];
    for (const follower of followers) {
      const { pointer } = follower;
      const before = alike(pointer?.observedVersionId);
      if (!pointer || !before || pointer.requestVersion !== follower.requestVersion) {
        const newest = before && !isNewer(version, before) ? before.versionId : versionId;
        await setBaseline(tx, {
          workspaceId,
          monitorId: follower.monitorId,
          sourceId,
          requestVersion: follower.requestVersion,
          versionId: newest,
        });
      } else if (before.versionId === versionId) {
        await advanceObserved(tx, follower.monitorId, sourceId, pointer.observedVersionId, versionId);
      } else if (follower.state === 'watching' && isNewer(version, before)) {
        tasks.push({
          follower,
          before,
          observedVersionId: pointer.observedVersionId,
          lastAlerted: alike(pointer.alertedVersionId),
        });
      }
    }
    const memory = (await loadMemory(tx, sourceId)) as VolatilityMemory | null;
    return { version, memory: memory ?? undefined, tasks };
  });
}

/** A late job about an old version must not take a monitor back in time. */
const isNewer = (version: StoredVersion, before: StoredVersion): boolean =>
  version.versionId !== before.versionId && version.observedAt >= before.observedAt;

const mute = (follower: Follower, verdict: Verdict): Verdict =>
  verdict.outcome === 'alert' && follower.mutedKinds.includes(verdict.kind)
    ? { ...verdict, outcome: 'silent', reason: 'muted_kind' }
    : verdict;

async function record(
  deps: DetectionDeps,
  tx: Tx,
  request: CompareRequest,
  task: Task,
  judged: Judged,
): Promise<void> {
  const { workspaceId, sourceId, versionId } = request;
  const { follower, before } = task;
  const moved = await advanceObserved(tx, follower.monitorId, sourceId, task.observedVersionId, versionId);
  if (!moved) return; // this comparison is already recorded
  const verdict = mute(follower, judged.verdict);
  const changeId = stableId('change', follower.monitorId, sourceId, before.versionId, versionId);
  const now = deps.clock.now();
  const alertId =
    verdict.outcome === 'alert' ? await chooseAlert(deps, tx, request, follower, judged, changeId) : null;
  if (alertId) {
    await insertAlert(tx, {
      alertId,
      workspaceId,
      monitorId: follower.monitorId,
      channelId: follower.channelId,
      sentence: verdict.sentence,
      kind: verdict.kind,
      severity: verdict.severity,
      createdAt: now,
    });
  }
  await insertChange(tx, {
    changeId,
    workspaceId,
    monitorId: follower.monitorId,
    sourceId,
    fromVersionId: before.versionId,
    toVersionId: versionId,
    requestVersion: follower.requestVersion,
    hunks: judged.hunks,
    verdict,
    alertId,
    detectedAt: now,
  });
  if (alertId) {
    await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId });
    if (follower.mode === 'once')
      await deps.queue.enqueue(tx, 'monitor.done', { workspaceId, monitorId: follower.monitorId });
  }
}

/** An open alert that tells the same event, or a new one named after the change, so that a repeat finds it. */
async function chooseAlert(
  deps: DetectionDeps,
  tx: Tx,
  request: CompareRequest,
  follower: Follower,
  judged: Judged,
  changeId: string,
) {
  const { monitorId, channelId } = follower;
  const now = deps.clock.now();
  const since = new Date(now.getTime() - joinWindowMs);
  const open = channelId ? await loadRecentAlerts(tx, { channelId, monitorId, since, now }) : [];
  const change = {
    monitorId,
    sourceId: request.sourceId,
    hunks: judged.hunks,
    verdict: judged.verdict,
  };
  return findSameEvent(change, open) ?? stableId('alert', changeId);
}

/** How many differences of a change are kept for the record; a rewritten page has thousands. */
const hunksKept = 500;

/**
 * A source has a new version: tells every monitor that follows it what that means for its own request.
 * Comparing happens outside the transactions; recording is refused when the pointer has moved meanwhile,
 * so a job that runs twice changes nothing the second time.
 */
export async function compareSource(
  deps: DetectionDeps,
  request: CompareRequest,
  signal: AbortSignal,
): Promise<void> {
  const loaded = await loadAndBaseline(deps, request);
  if (!loaded) return;
  let learnt: VolatilityMemory | undefined;
  for (const task of loaded.tasks) {
    const judged = await judgeComparison(deps, {
      workspaceId: request.workspaceId,
      request: task.follower.request,
      condition: task.follower.condition,
      before: task.before.extraction.blocks,
      after: loaded.version.extraction.blocks,
      signal,
      ...(loaded.memory ? { memory: loaded.memory } : {}),
      ...(task.lastAlerted ? { lastAlerted: task.lastAlerted.extraction.blocks } : {}),
    });
    const kept: Judged =
      judged.hunks.length === 0
        ? { ...judged, verdict: silent('no_difference', []) }
        : { ...judged, hunks: [...judged.hunks].sort(byRelevance).slice(0, hunksKept) };
    await deps.database.tenant(request.workspaceId, async (tx) => {
      await record(deps, tx, request, task, kept);
      if (judged.overBudget) await tellOfBudget(deps, tx, request.workspaceId, task.follower);
    });
    learnt ??= judged.memory;
  }
  if (learnt) {
    const memory = learnt;
    await deps.database.tenant(request.workspaceId, (tx) =>
      saveMemory(tx, request.workspaceId, request.sourceId, memory),
    );
  }
}

/** Told once a month, in the first thread that would have asked the model. */
async function tellOfBudget(
  deps: DetectionDeps,
  tx: Tx,
  workspaceId: string,
  { monitorId, channelId }: Follower,
): Promise<void> {
  const now = deps.clock.now();
  if (!channelId || !(await claimBudgetNotice(tx, workspaceId, now))) return;
  const key = `budget:${workspaceId}:${now.toISOString().slice(0, 7)}`;
  const text =
    '▲ The budget for the language model is used up for this month. Until it ends, rules alone decide what is told.';
  await deps.queue.enqueue(
    tx,
    'notification.say',
    { workspaceId, channelId, threadTs: null, monitorId, text, key },
    { key },
  );
}

const byRelevance = (
  one: { relevance?: number | undefined },
  other: { relevance?: number | undefined },
): number => (other.relevance ?? 0) - (one.relevance ?? 0);
