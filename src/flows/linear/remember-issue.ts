import type { IssueBrief } from '../../contracts/transcript.ts';
import type { Tx } from '../../store/database.ts';
import { belongsToItem, type IssueNow, lockIssue, saveIssue } from '../../store/linear-issues.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';
import type { LinearDeps } from './ports.ts';

/** Linear's issue in the words of the contract. */
export const briefOf = (issue: LinearIssue): IssueBrief => ({
  issueId: issue.issueId,
  identifier: issue.identifier,
  url: issue.url,
  title: issue.title,
  state: issue.state.name,
  stateType: issue.state.type,
  assignee: issue.assignee?.name ?? null,
  due: issue.due,
  priority: issue.priority,
});

/** As the store keeps it. `gone`: out of Linear's boards although the issue itself does not say so. */
export const issueNow = (issue: LinearIssue, gone = false, deleted = issue.trashed): IssueNow => ({
  brief: briefOf(issue),
  description: issue.description,
  isPrivate: issue.isPrivate,
  assigneeId: issue.assignee?.id ?? null,
  archived: issue.archived || gone,
  deleted,
  updatedAt: issue.updatedAt,
});

/**
 * Takes an issue as Linear has it. Older than what is known, or the same: nothing happens, which is how the echoes
 * of our own changes end. Otherwise the row follows, and when an item of a review stands on the issue and something
 * people see is different, the transcript room hears of it. `reworded`: it needs a vector.
 */
export async function rememberIssue(
  deps: LinearDeps,
  tx: Tx,
  workspaceId: string,
  now: IssueNow,
  by: string | null,
): Promise<'same' | 'changed' | 'reworded'> {
  const { issueId } = now.brief;
  const before = await lockIssue(tx, issueId);
  if (before && before.updatedAt >= now.updatedAt && before.archived === now.archived) return 'same';
  if (before && before.updatedAt > now.updatedAt) return 'same';
  await saveIssue(tx, workspaceId, now);
  const isReworded = before?.brief.title !== now.brief.title || before.description !== now.description;
  const told = isReworded ? 'reworded' : 'same';
  if (before && isSame(before.brief, now.brief) && before.archived === now.archived) return told;
  if (before?.itemId || (await belongsToItem(tx, issueId))) {
    await deps.queue.enqueue(
      tx,
      'transcript.issueChanged',
      { workspaceId, issue: now.brief, exists: !now.archived, archived: now.archived && !now.deleted, by },
      { key: `${workspaceId} ${issueId} ${now.updatedAt.toISOString()} ${now.archived}` },
    );
  }
  return isReworded ? 'reworded' : 'changed';
}

const isSame = (left: IssueBrief, right: IssueBrief): boolean =>
  (Object.keys(right) as (keyof IssueBrief)[]).every((field) => left[field] === right[field]);
