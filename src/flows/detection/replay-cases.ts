import type { CaseResults } from '../../contracts/detection.ts';
import { loadChange } from '../../store/changes.ts';
import { loadComparedVersions } from '../../store/compared-versions.ts';
import type { Database } from '../../store/database.ts';
import type { MarkRow } from '../../store/monitor-cases.ts';
import { judgeComparison } from './judge-comparison.ts';
import type { JudgingDeps } from './ports.ts';
import type { Wish } from './replay-source.ts';

/**
 * Judges every marked change again, by the request and the engine alone: what a mark teaches would make its own case
 * come out right. Cases whose readings are gone are left out.
 */
export async function replayCases(
  deps: JudgingDeps,
  database: Database,
  wish: Pick<Wish, 'workspaceId' | 'request' | 'condition'>,
  marks: readonly MarkRow[],
): Promise<CaseResults> {
  const results: CaseResults = { marked: 0, kept: 0, failing: [] };
  for (const { changeId, expected } of marks) {
    const [change, versions] = await database.tenant(wish.workspaceId, async (tx) => [
      await loadChange(tx, changeId),
      await loadComparedVersions(tx, changeId),
    ]);
    if (!change || !versions) continue;
    const { verdict } = await judgeComparison(deps, {
      ...wish,
      before: versions.before.extraction.blocks,
      after: versions.after.extraction.blocks,
    });
    results.marked++;
    if (verdict.outcome === expected) results.kept++;
    else
      results.failing.push({
        changeId,
        url: change.url,
        expected,
        sentence: change.verdict.sentence,
        verdict,
      });
  }
  return results;
}
