import type { JobPayload } from '../../contracts/jobs.ts';
import { loadMarks, noteReplayed } from '../../store/monitor-cases.ts';
import { loadWatched } from '../../store/monitor-history.ts';
import type { DetectionDeps } from './ports.ts';
import { replayCases } from './replay-cases.ts';
import { withoutModel } from './replay-monitor.ts';

/** Replays what people marked with this engine and notes what it no longer gets right. Nobody is told. */
export async function recheckMarks(
  deps: DetectionDeps,
  { workspaceId, monitorId, engineVersion }: JobPayload<'detection.recheck'>,
): Promise<void> {
  const { database, log } = deps;
  const { monitor, marks } = await database.tenant(workspaceId, async (tx) => ({
    monitor: await loadWatched(tx, monitorId),
    marks: (await loadMarks(tx, [monitorId])).get(monitorId) ?? [],
  }));
  if (!monitor) return;
  const { request, condition } = monitor;
  const { marked, failing } = await replayCases(
    withoutModel(deps),
    database,
    { workspaceId, request, condition },
    marks,
  );
  const failed = failing.map(({ changeId }) => changeId);
  await database.tenant(workspaceId, (tx) => noteReplayed(tx, monitorId, engineVersion, failed));
  if (failed.length > 0)
    log.warn(
      { monitorId, engineVersion, marked, failed: failed.length },
      'marked changes come out otherwise with this engine',
    );
}
