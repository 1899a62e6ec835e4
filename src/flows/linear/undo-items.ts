import { codeOf, humanMessageOf, isTransient } from '../../kit/errors.ts';
import { type CreationItem, loadCreationPlan } from '../../store/creation-items.ts';
import {
  forgetRefusals,
  issuesMadeFor,
  type KnownIssue,
  markArchived,
  noteRefusal,
} from '../../store/linear-issues.ts';
import { withLinear } from './access.ts';
import { isRefusal } from './create-once.ts';
import { issueIdOf, subissueIdOf } from './issue-ids.ts';
import type { LinearDeps } from './ports.ts';
import { type Made, workedOnSince } from './worked-on.ts';

/**
 * Archives what was made for a transcript: by the ids that creation uses, so that an issue is found whose row was never
 * written. A linked issue has an id of Linear's own and is never among them. Sub-issues go before their parents. What
 * somebody has worked on since stays, with all that belongs to it, and is named.
 */
export async function undoItems(
  deps: LinearDeps,
  job: { workspaceId: string; transcriptId: string },
): Promise<void> {
  const { workspaceId, transcriptId } = job;
  const { items, rows } = await deps.database.tenant(workspaceId, async (tx) => {
    const plan = await loadCreationPlan(tx, transcriptId);
    const mine = (plan?.items ?? []).filter((item) => item.state !== 'linked');
    return {
      items: mine,
      rows: await issuesMadeFor(
        tx,
        mine.map((item) => item.itemId),
      ),
    };
  });
  const made = madeFor(items, rows);
  const problems = new Map<string, string>();
  let worked = new Map<string, string>();
  const archived: string[] = [];
  try {
    if (made.length > 0) {
      await withLinear(deps, workspaceId, async (client) => {
        const found = new Map(
          (await client.issuesById(made.map((one) => one.issueId))).map((issue) => [issue.issueId, issue]),
        );
        worked = await workedOnSince(client, items, made, found);
        for (const { itemId, issueId } of made) {
          if (worked.has(itemId)) continue;
          const issue = found.get(issueId);
          try {
            if (issue && !issue.archived) await client.archiveIssue(issueId);
            archived.push(issueId);
          } catch (error) {
            if (!isRefusal(error)) throw error;
            problems.set(itemId, humanMessageOf(error));
          }
        }
      });
    }
  } catch (error) {
    if (isTransient(error)) throw error;
    deps.log.warn({ err: error, code: codeOf(error), transcriptId }, 'issues were not archived');
    for (const { itemId } of rows.filter((row) => !row.archived).map((row) => ({ itemId: row.itemId })))
      if (itemId) problems.set(itemId, humanMessageOf(error));
  }
  await deps.database.tenant(workspaceId, async (tx) => {
    await markArchived(tx, archived);
    await forgetRefusals(
      tx,
      items.map((item) => item.itemId).filter((itemId) => !problems.has(itemId) && !worked.has(itemId)),
    );
    const at = deps.clock.now();
    for (const [itemId, problem] of problems) await noteRefusal(tx, { workspaceId, itemId, problem, at });
    for (const [itemId, problem] of worked)
      await noteRefusal(tx, { workspaceId, itemId, problem, at, stays: true });
    await deps.queue.enqueue(tx, 'transcript.advance', job);
  });
}

function madeFor(items: readonly CreationItem[], rows: readonly KnownIssue[]): Made[] {
  const made = new Map<string, Made>();
  const add = (itemId: string, issueId: string) => made.set(issueId, { itemId, issueId });
  for (const { itemId, fields } of items) {
    for (let n = 0; n < fields.subtasks.length; n += 1) add(itemId, subissueIdOf(itemId, n));
    // Sub-issues that were made before somebody changed the list.
    for (const row of rows) if (row.noteKey?.endsWith(itemId)) add(itemId, row.brief.issueId);
    add(itemId, issueIdOf(itemId));
  }
  return [...made.values()];
}
