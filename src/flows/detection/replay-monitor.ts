import type { Condition, ReplayReport } from '../../contracts/detection.ts';
import { LookoutError } from '../../kit/errors.ts';
import { loadMarks, type MarkRow } from '../../store/monitor-cases.ts';
import { loadHistories, loadToldVersions, loadWatched } from '../../store/monitor-history.ts';
import { toMark } from './mark-change.ts';
import type { DetectionDeps, JudgingDeps } from './ports.ts';
import { replayCases } from './replay-cases.ts';
import { replaySource } from './replay-source.ts';

export interface ReplayRequest {
  workspaceId: string;
  monitorId: string;
  request?: string | undefined;
  condition?: Condition | null | undefined;
  sinceDays: number;
}

const dayMs = 86_400_000;
/** Versions looked at of one page, the newest; some minutes of a page that changes all day. */
const versionsMost = 400;

/** `lookout eval replay` has no more of the room. */
export type ReplayDeps = JudgingDeps & Pick<DetectionDeps, 'database'>;

/** The rules alone: a replay may judge hundreds of comparisons, and nobody is told. */
export const withoutModel = ({ model: _, ...deps }: ReplayDeps): JudgingDeps => deps;

/**
 * What a monitor would have been told of the stored history of its pages under this or another request: versions in
 * order, with the page's memory and the pointers moving as they do live. Stores and spends nothing. Throws not_found.
 */
export async function replayMonitor(deps: ReplayDeps, asked: ReplayRequest): Promise<ReplayReport> {
  const { workspaceId, monitorId } = asked;
  const since = new Date(deps.clock.now().getTime() - asked.sinceDays * dayMs);
  const stored = await deps.database.tenant(workspaceId, async (tx) => ({
    monitor: await loadWatched(tx, monitorId),
    histories: await loadHistories(tx, monitorId, since, versionsMost),
    told: await loadToldVersions(tx, monitorId),
    marks: (await loadMarks(tx, [monitorId])).get(monitorId) ?? [],
  }));
  const { monitor } = stored;
  if (!monitor) throw new LookoutError('not_found', 'There is no such monitor.');
  const request = asked.request ?? monitor.request;
  const own = request === monitor.request ? monitor.condition : null;
  const condition = asked.condition === undefined ? own : asked.condition;
  const judging = withoutModel(deps);
  const wish = {
    workspaceId,
    request,
    condition,
    mutedKinds: monitor.mutedKinds,
    marks: marksUnder(request, stored.marks).map(toMark),
  };
  const replays = [];
  for (const history of stored.histories)
    replays.push(await replaySource(judging, deps.database, wish, history, stored.told, since));
  const changes = replays.flat().sort((one, other) => one.at.localeCompare(other.at));
  return {
    request,
    compared: changes.length,
    wouldAlert: changes.filter(({ verdict }) => verdict.outcome === 'alert').length,
    toldThen: changes.filter((change) => change.toldThen).length,
    changes,
    cases: await replayCases(judging, deps.database, wish, stored.marks),
  };
}

/** Marks were made about one request; other words speak for themselves. */
const marksUnder = (request: string, marks: readonly MarkRow[]): MarkRow[] =>
  marks.filter((mark) => mark.request === request);
