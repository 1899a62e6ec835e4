import type { IssueChange } from '../../contracts/linear.ts';
import type { IssueBrief } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';
import {
  findChange,
  type IssueState,
  insertChange,
  noteChanged,
  noteUndone,
} from '../../store/issue-changes.ts';
import { markArchived } from '../../store/linear-issues.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';
import { withLinear } from './access.ts';
import { bringInStep, noSuchIssue, requireOnBoards } from './change-issue.ts';
import type { LinearDeps } from './ports.ts';
import { briefOf } from './remember-issue.ts';
import { stays, whoTouched } from './worked-on.ts';

export const changeIdOf = (workspaceId: string, key: string): string =>
  stableId('issue change', workspaceId, key);

/**
 * Changes an issue on somebody's order, once per key. How it was is stored first: a repeat after a crash finishes the
 * same change and still knows what Undo restores.
 */
export async function changeIssue(
  deps: LinearDeps,
  workspaceId: string,
  order: { identifier: string; change: IssueChange; key: string; by: string },
): Promise<{ changeId: string; before: IssueBrief; after: IssueBrief }> {
  const { tenant } = deps.database;
  const changeId = changeIdOf(workspaceId, order.key);
  const earlier = await tenant(workspaceId, (tx) => findChange(tx, changeId));
  if (earlier?.before && earlier.after)
    return { changeId, before: earlier.before.brief, after: earlier.after.brief };
  return await withLinear(deps, workspaceId, async (client) => {
    const issue = await client.issueByIdentifier(order.identifier);
    if (issue?.isPrivate !== false) throw noSuchIssue(order.identifier);
    requireOnBoards(issue);
    const before = earlier?.before ?? stateOf(issue);
    await tenant(workspaceId, (tx) =>
      insertChange(tx, {
        changeId,
        workspaceId,
        key: order.key,
        issueId: issue.issueId,
        kind: 'changed',
        before,
        by: order.by,
        at: deps.clock.now(),
      }),
    );
    const after = stateOf(await bringInStep(deps, workspaceId, client, issue, order.change, order.by));
    await tenant(workspaceId, (tx) => noteChanged(tx, changeId, after));
    return { changeId, before: before.brief, after: after.brief };
  });
}

/** An issue that was made on somebody's order, so that Undo finds it. */
export async function noteCreated(
  deps: LinearDeps,
  workspaceId: string,
  { issueId, key, by }: { issueId: string; key: string; by: string },
): Promise<string> {
  const changeId = changeIdOf(workspaceId, key);
  const at = deps.clock.now();
  await deps.database.tenant(workspaceId, (tx) =>
    insertChange(tx, { changeId, workspaceId, key, issueId, kind: 'created', before: null, by, at }),
  );
  return changeId;
}

/** Takes an order back. Throws not_found, or conflict when the issue is not as the order left it. */
export async function undoChange(
  deps: LinearDeps,
  workspaceId: string,
  { changeId, by }: { changeId: string; by: string },
): Promise<{ kind: 'created' | 'changed'; issue: IssueBrief }> {
  const { tenant } = deps.database;
  const change = await tenant(workspaceId, (tx) => findChange(tx, changeId));
  if (!change) throw gone();
  return await withLinear(deps, workspaceId, async (client) => {
    const [issue] = await client.issuesById([change.issueId]);
    if (!issue) throw gone();
    const { kind, before, after } = change;
    if (change.undoneAt) return { kind, issue: briefOf(issue) };
    if (kind === 'created') {
      if (!issue.archived) {
        const by = (await whoTouched(client, [issue.issueId])).get(issue.issueId);
        if (by !== undefined)
          throw new LookoutError('conflict', 'the issue was changed since', {
            humanMessage: stays(issue, by),
          });
        await client.archiveIssue(issue.issueId);
      }
      await tenant(workspaceId, async (tx) => {
        await markArchived(tx, [issue.issueId]);
        await noteUndone(tx, changeId, deps.clock.now());
      });
      return { kind, issue: briefOf(issue) };
    }
    if (!before || !after) throw gone();
    const restored = await bringInStep(
      deps,
      workspaceId,
      client,
      issue,
      earlierValues(issue, before, after),
      by,
    );
    await tenant(workspaceId, (tx) => noteUndone(tx, changeId, deps.clock.now()));
    return { kind, issue: briefOf(restored) };
  });
}

const fields = ['title', 'state', 'due', 'priority', 'assigneeId'] as const;

/** What differed, as it was; throws when somebody changed the same since. */
function earlierValues(issue: LinearIssue, before: IssueState, after: IssueState): IssueChange {
  const now = stateOf(issue);
  const changed = fields.filter((field) => before[field] !== after[field]);
  const overtaken = changed.filter((field) => now[field] !== after[field] && now[field] !== before[field]);
  if (overtaken.length > 0) {
    throw new LookoutError('conflict', 'the issue was changed since', {
      humanMessage: `${issue.identifier} was changed by somebody since, so nothing was undone.`,
    });
  }
  return Object.fromEntries(changed.map((field) => [field, before[field]]));
}

const stateOf = (issue: LinearIssue): IssueState => ({
  brief: briefOf(issue),
  assigneeId: issue.assignee?.id ?? null,
  title: issue.title,
  state: issue.state.name,
  due: issue.due,
  priority: issue.priority,
});

const gone = (): LookoutError =>
  new LookoutError('not_found', 'no such change', {
    humanMessage: 'This can no longer be undone: the issue is gone.',
  });
