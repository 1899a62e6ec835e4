import type { Tx } from '../../store/database.ts';
import { loadMarks } from '../../store/monitor-cases.ts';
import {
  advanceObserved,
  type Follower,
  loadFollowers,
  loadMemory,
  loadPendingTold,
  setBaseline,
} from '../../store/pointers.ts';
import { loadQuotesTold } from '../../store/told-events.ts';
import { loadRederived, loadVersions, type StoredVersion } from '../../store/versions.ts';
import type { VolatilityMemory } from './engine/volatility.ts';
import { engineVersion } from './engine-version.ts';
import type { Background } from './judge/narrow-candidates.ts';
import { toMark } from './mark-change.ts';
import type { DetectionDeps } from './ports.ts';

export interface CompareRequest {
  workspaceId: string;
  sourceId: string;
  versionId: string;
  /** When the page was read well before this version. */
  previousGoodAt: string | null;
}

/** One monitor for which a new version is to be judged. */
export interface Task {
  follower: Follower;
  before: StoredVersion;
  /** Where the pointer stands: `before` itself, or what an older extractor made of it. */
  observedVersionId: string | null;
  /** A version whose values were doubted; this one decides. */
  doubtedVersionId: string | null;
  background: Background;
}

export interface Loaded {
  version: StoredVersion;
  memory: VolatilityMemory | undefined;
  tasks: Task[];
}

/** How far back a page is remembered to have gone back and forth, in milliseconds. */
export const backAndForthMs = 7 * 86_400_000;

/** Versions by id, and each as the newest one's extractor read it: only like is compared with like. */
type Alike = (id: string | null | undefined) => StoredVersion | undefined;

/** An edited or new monitor starts from this version in silence; a living one is compared with what it last saw. */
export async function loadTasks(deps: DetectionDeps, request: CompareRequest): Promise<Loaded | null> {
  const { workspaceId, sourceId, versionId } = request;
  return await deps.database.tenant(workspaceId, async (tx) => {
    const followers = await loadFollowers(tx, sourceId);
    const isNew = followers.every(({ pointer }) => pointer === null);
    const pending = isNew ? new Map<string, string>() : await loadPendingTold(tx, sourceId);
    const { version, alike } = await loadAlike(tx, versionId, [
      ...followers.flatMap(({ pointer }) => [pointer?.observedVersionId, pointer?.alertedVersionId]),
      ...pending.values(),
    ]);
    if (!version) return null;
    const tasks: Omit<Task, 'background'>[] = [];
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
          engineVersion,
        });
      } else if (before.versionId === versionId) {
        await advanceObserved(tx, follower.monitorId, sourceId, pointer.observedVersionId, {
          versionId,
          engineVersion,
        });
      } else if (follower.state === 'watching' && isNewer(version, before)) {
        const { observedVersionId, doubtedVersionId } = pointer;
        tasks.push({ follower, before, observedVersionId, doubtedVersionId });
      }
    }
    await leaveRechecks(
      deps,
      tx,
      workspaceId,
      followers.filter(({ pointer }) => pointer && pointer.engineVersion !== engineVersion),
    );
    const memory = (await loadMemory(tx, sourceId)) as VolatilityMemory | null;
    return {
      version,
      memory: memory ?? undefined,
      tasks: await addBackground(deps, tx, sourceId, tasks, (follower) =>
        newer(alike(follower.pointer?.alertedVersionId), alike(pending.get(follower.monitorId))),
      ),
    };
  });
}

/** A newer engine announces nothing; what people marked is tried with it, once. */
async function leaveRechecks(
  { queue }: DetectionDeps,
  tx: Tx,
  workspaceId: string,
  followers: readonly Follower[],
): Promise<void> {
  const marks = await loadMarks(
    tx,
    followers.map(({ monitorId }) => monitorId),
  );
  for (const monitorId of marks.keys()) {
    const key = `recheck:${monitorId}:${engineVersion}`;
    await queue.enqueue(tx, 'detection.recheck', { workspaceId, monitorId, engineVersion }, { key });
  }
}

async function loadAlike(
  tx: Tx,
  versionId: string,
  others: readonly (string | null | undefined)[],
): Promise<{ version: StoredVersion | undefined; alike: Alike }> {
  const known = await loadVersions(tx, [versionId, ...others.filter((id) => typeof id === 'string')]);
  const version = known.get(versionId);
  const rederived = version ? await loadRederived(tx, [...known.keys()], version.extractor) : new Map();
  return {
    version,
    alike: (id) => {
      const one = id ? known.get(id) : undefined;
      return one && one.extractor !== version?.extractor ? rederived.get(one.versionId) : one;
    },
  };
}

/** Adds what people were told and what they marked; nothing is asked when nobody is to be judged for. */
async function addBackground(
  { clock }: DetectionDeps,
  tx: Tx,
  sourceId: string,
  tasks: readonly Omit<Task, 'background'>[],
  lastToldOf: (follower: Follower) => StoredVersion | undefined,
): Promise<Task[]> {
  if (tasks.length === 0) return [];
  const since = new Date(clock.now().getTime() - backAndForthMs);
  const told = await loadQuotesTold(tx, sourceId, since);
  const marks = await loadMarks(
    tx,
    tasks.map(({ follower }) => follower.monitorId),
  );
  return tasks.map((task) => {
    const { monitorId, request } = task.follower;
    const lastTold = lastToldOf(task.follower);
    const isOther = lastTold && lastTold.versionId !== task.before.versionId;
    return {
      ...task,
      background: {
        sourceId,
        ...(isOther ? { lastAlerted: lastTold.extraction.blocks } : {}),
        marks: (marks.get(monitorId) ?? []).filter((mark) => mark.request === request).map(toMark),
        toldLately: told.get(monitorId) ?? [],
      },
    };
  });
}

/** A late job about an old version must not take a monitor back in time. */
const isNewer = (version: StoredVersion, before: StoredVersion): boolean =>
  version.versionId !== before.versionId && version.observedAt >= before.observedAt;

const newer = (
  one: StoredVersion | undefined,
  other: StoredVersion | undefined,
): StoredVersion | undefined =>
  one && other ? (other.observedAt > one.observedAt ? other : one) : (one ?? other);
