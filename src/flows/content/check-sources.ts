import { type Batcher, createBatcher } from '../../kit/batcher.ts';
import { leaseSource, loadReadableSources, type ReadableSource } from '../../store/readings.ts';
import type { ContentDeps } from './ports.ts';
import { type Outcome, readSource } from './read-source.ts';
import { type Checked, recordOutcomes } from './record-outcomes.ts';

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
export function createChecker(deps: ContentDeps): (request: CheckRequest, signal: AbortSignal) => Promise<void> {
  const batches = new Map<string, WorkspaceBatches>();
  const running = new Map<string, Promise<{ source: ReadableSource; outcome: Outcome } | null>>();

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

  const run = async ({ workspaceId, sourceId, reason }: CheckRequest, signal: AbortSignal) => {
    const source = await batchesOf(workspaceId).load.add(sourceId);
    if (!source || (reason === 'due' && source.cadences.length === 0)) return null;
    const outcome = await readSource(deps, source, signal);
    deps.metrics.checks.inc({ outcome: outcome.kind });
    await batchesOf(workspaceId).record.add({ source, outcome, at: deps.clock.now(), baseline: reason === 'baseline' });
    return { source, outcome };
  };

  return async (request, signal) => {
    const key = `${request.workspaceId} ${request.sourceId}`;
    const current = running.get(key);
    if (current) {
      await current.catch(() => undefined);
      if (request.reason !== 'baseline') return;
    }
    if (request.reason === 'asked') {
      const now = deps.clock.now();
      const free = await deps.database.tenant(request.workspaceId, (tx) =>
        leaseSource(tx, request.sourceId, now, new Date(now.getTime() + leaseMs)),
      );
      if (!free) return; // another process reads it at this moment
    }
    const mine = run(request, signal);
    running.set(key, mine);
    try {
      await mine;
    } finally {
      if (running.get(key) === mine) running.delete(key);
    }
  };
}
