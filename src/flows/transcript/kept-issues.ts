import { ExtractedAction, type IssueBrief } from '../../contracts/transcript.ts';
import type { Tx } from '../../store/database.ts';
import { findIssue } from '../../store/linear-issues.ts';
import { lockTranscript } from '../../store/transcripts.ts';
import { loadItems } from '../../store/work-items.ts';
import { comparableWords } from './identity/comparable-words.ts';

/** An issue that an undo left in Linear, with what was read in the meeting for it. */
export interface KeptIssue {
  extracted: ExtractedAction;
  issue: IssueBrief;
}

/** What is left in Linear of work that was taken back, as it is now; nothing when the work stands or is gone. */
export async function loadKeptIssues(tx: Tx, earlierId: string | null): Promise<KeptIssue[]> {
  if (earlierId === null) return [];
  const earlier = await lockTranscript(tx, earlierId);
  if (earlier?.state !== 'undone') return [];
  const kept: KeptIssue[] = [];
  for (const item of await loadItems(tx, earlierId)) {
    if (item.state !== 'linked' || item.issue_id === null) continue;
    const issue = await findIssue(tx, item.issue_id);
    if (issue && !issue.archived)
      kept.push({ extracted: ExtractedAction.parse(item.extracted), issue: issue.brief });
  }
  return kept;
}

export interface MetIssue {
  issue: IssueBrief;
  /** The same words were read at the same place: it is that issue. Else a person says whether it is. */
  certain: boolean;
}

/** Which kept issue each action of the same meeting, read again, is; each issue once. */
export function meetKeptIssues(
  actions: readonly ExtractedAction[],
  kept: readonly KeptIssue[],
): (MetIssue | null)[] {
  const left = new Set(kept);
  const take = (fits: (one: KeptIssue) => boolean): IssueBrief | null => {
    const found = [...left].find(fits);
    if (!found) return null;
    left.delete(found);
    return found.issue;
  };
  const certain = actions.map((action) => take(({ extracted }) => isSame(action, extracted)));
  return actions.map((action, at) => {
    const same = certain[at];
    if (same) return { issue: same, certain: true };
    const near = take(({ extracted }) => extracted.citation.turn === action.citation.turn);
    return near && { issue: near, certain: false };
  });
}

/** A page may have grown since, so that the same words stand further down. */
const isSame = (left: ExtractedAction, right: ExtractedAction): boolean =>
  comparableWords(left.title).join(' ') === comparableWords(right.title).join(' ') &&
  (left.citation.turn === right.citation.turn ||
    (left.citation.quote !== '' && left.citation.quote === right.citation.quote));
