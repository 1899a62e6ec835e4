import type { Condition, ReplayReport, Verdict } from '../../contracts/detection.ts';
import type { Database } from '../../store/database.ts';
import type { HistoryEntry, SourceHistory } from '../../store/monitor-history.ts';
import { loadVersions, type StoredVersion } from '../../store/versions.ts';
import type { VolatilityMemory } from './engine/volatility.ts';
import type { Mark } from './judge/marks.ts';
import { judgeComparison } from './judge-comparison.ts';
import { backAndForthMs } from './load-tasks.ts';
import { muteKinds } from './mute-kinds.ts';
import type { JudgingDeps } from './ports.ts';

export interface Wish {
  workspaceId: string;
  request: string;
  condition: Condition | null;
  mutedKinds: readonly string[];
  marks: readonly Mark[];
}

/** Versions unpacked at once; a long page takes some megabytes. */
const batchSize = 20;

/** What is carried from one comparison to the next, as the pointers and the page's memory are live. */
interface Carried {
  before?: StoredVersion;
  lastTold?: StoredVersion;
  memory?: VolatilityMemory;
  told: { at: Date; quotes: Verdict['quotes'] }[];
}

/** The differing pairs of a page's history under a wish, oldest first. */
export async function replaySource(
  deps: JudgingDeps,
  database: Database,
  wish: Wish,
  { sourceId, url, versions }: SourceHistory,
  toldThen: ReadonlySet<string>,
  since: Date,
): Promise<ReplayReport['changes']> {
  const changes: ReplayReport['changes'] = [];
  const carried: Carried = { told: [] };
  for (let from = 0; from < versions.length; from += batchSize) {
    for (const version of await unpack(database, wish.workspaceId, versions.slice(from, from + batchSize))) {
      const verdict = await step(deps, wish, sourceId, carried, version);
      if (!verdict || version.observedAt < since) continue;
      const { versionId, observedAt } = version;
      changes.push({
        sourceId,
        url,
        at: observedAt.toISOString(),
        toldThen: toldThen.has(versionId),
        verdict,
      });
    }
  }
  return changes;
}

async function unpack(
  database: Database,
  workspaceId: string,
  entries: readonly HistoryEntry[],
): Promise<StoredVersion[]> {
  const ids = entries.map(({ versionId }) => versionId);
  const loaded = await database.tenant(workspaceId, (tx) => loadVersions(tx, ids));
  return ids.flatMap((id) => loaded.get(id) ?? []);
}

/** One new version: the verdict on it, or null where it is a first one or says the same as before. */
async function step(
  deps: JudgingDeps,
  wish: Wish,
  sourceId: string,
  carried: Carried,
  version: StoredVersion,
): Promise<Verdict | null> {
  const { before } = carried;
  carried.before = version;
  if (before?.extractor !== version.extractor) {
    carried.lastTold = version; // another extractor's readings are not alike: begin anew, in silence
    return null;
  }
  const { lastTold } = carried;
  const lately = version.observedAt.getTime() - backAndForthMs;
  const judged = await judgeComparison(deps, {
    workspaceId: wish.workspaceId,
    request: wish.request,
    condition: wish.condition,
    before: before.extraction.blocks,
    after: version.extraction.blocks,
    ...(carried.memory ? { memory: carried.memory } : {}),
    background: {
      sourceId,
      ...(lastTold && lastTold !== before ? { lastAlerted: lastTold.extraction.blocks } : {}),
      marks: wish.marks,
      toldLately: carried.told.filter(({ at }) => at.getTime() >= lately).map(({ quotes }) => quotes),
    },
  });
  carried.memory = judged.memory;
  if (judged.hunks.length === 0) return null;
  const { verdict } = muteKinds(wish.mutedKinds, judged, sourceId, wish.marks);
  if (verdict.outcome === 'alert') {
    carried.lastTold = version;
    carried.told.unshift({ at: version.observedAt, quotes: verdict.quotes });
  }
  return verdict;
}
