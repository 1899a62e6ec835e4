import { type Batcher, createBatcher } from '../../kit/batcher.ts';
import { leaseSource, readAfterLease, releaseLease } from '../../store/claims.ts';
import { followersOf, loadReadableSources, type ReadableSource } from '../../store/readings.ts';
import type { ContentDeps } from './ports.ts';
import { readSource } from './read-source.ts';
import { type Checked, recordOutcomes } from './record-outcomes.ts';
import { rederiveVersion } from './rederive-version.ts';

export interface CheckRequest {
  workspaceId: string;
  sourceId: string;
  reason: 'due' | 'asked' | 'baseline';
}

/** A lease outlives the job's own deadline, so that nobody else starts while it still may run. */
export const leaseMs = 240_000;
const groupSize = 100;

interface WorkspaceBatches {
  load: Batcher<string, ReadableSource | undefined>;
  record: Batcher<Checked, undefined>;
}

/**
 * Checks sources: one run of a source at a time, however many ask; loads and records shared by all that
 * are ready at the same moment, so that a check costs a fraction of a transaction.
 */
export function createChecker(
  deps: ContentDeps,
): (request: CheckRequest, signal: AbortSignal) => Promise<void> {
  const batches = new Map<string, WorkspaceBatches>();
  /** What is being read in this process; true once it was read. */
  const running = new Map<string, Promise<boolean>>();

  const batchesOf = (workspaceId: string): WorkspaceBatches => {
    const known = batches.get(workspaceId);
    if (known) return known;
    const made: WorkspaceBatches = {
      load: createBatcher(groupSize, async (ids) => {
        const sources = await deps.database.tenant(workspaceId, (tx) => loadReadableSources(tx, ids));
        return ids.map((id) => sources.get(id));
      }),
      record: createBatcher(groupSize, async (group) => {
        await recordOutcomes(deps, workspaceId, group);
        return group.map(() => undefined);
      }),
    };
    batches.set(workspaceId, made);
    return made;
  };

  /** False when another process reads the source at this moment, or was killed while it did. */
  const lease = async ({ workspaceId, sourceId }: CheckRequest): Promise<boolean> => {
    const now = deps.clock.now();
    return await deps.database.tenant(workspaceId, async (tx) => {
      const isMine = await leaseSource(tx, sourceId, now, new Date(now.getTime() + leaseMs));
      if (!isMine) await readAfterLease(tx, sourceId);
      return isMine;
    });
  };

  const run = async (request: CheckRequest, signal: AbortSignal): Promise<boolean> => {
    const { workspaceId, sourceId, reason } = request;
    if (reason === 'asked' && !(await lease(request))) return false;
    const source = await batchesOf(workspaceId).load.add(sourceId);
    if (!source) return false;
    if (reason === 'due' && !isDue(source, deps.clock.now())) {
      // Paused, planned anew or read by somebody else since it was claimed.
      await deps.database.tenant(workspaceId, (tx) => releaseLease(tx, sourceId));
      return false;
    }
    const current = await rederiveVersion(deps, workspaceId, source);
    const outcome = await readSource(deps, current, signal);
    deps.metrics.checks.inc({ outcome: outcome.kind });
    await batchesOf(workspaceId).record.add({
      source: current,
      outcome,
      at: deps.clock.now(),
      baseline: reason === 'baseline',
    });
    return true;
  };

  return async (request, signal) => {
    const key = `${request.workspaceId} ${request.sourceId}`;
    for (let current = running.get(key); current; current = running.get(key)) {
      if (!(await current.catch(() => false))) continue;
      // Read a moment ago: that reading serves this request too.
      if (request.reason === 'baseline') await shareReading(deps, request);
      return;
    }
    const mine = run(request, signal);
    running.set(key, mine);
    try {
      await mine;
    } finally {
      running.delete(key);
    }
  };
}

const isDue = ({ cadences, nextDueAt }: ReadableSource, now: Date): boolean =>
  cadences.length > 0 && nextDueAt !== null && nextDueAt <= now;

/** Hands the newest version to monitors that came while it was being read. */
async function shareReading(deps: ContentDeps, { workspaceId, sourceId }: CheckRequest): Promise<void> {
  await deps.database.tenant(workspaceId, async (tx) => {
    const versionId = (await loadReadableSources(tx, [sourceId])).get(sourceId)?.observedVersionId;
    if (versionId) {
      const again = { workspaceId, sourceId, versionId, previousGoodAt: null };
      await deps.queue.enqueue(tx, 'detection.compare', again);
    }
    const followers = await followersOf(tx, [sourceId]);
    await deps.queue.enqueueMany(
      tx,
      'notification.card',
      followers.map(({ monitorId }) => ({ workspaceId, monitorId })),
    );
  });
}
