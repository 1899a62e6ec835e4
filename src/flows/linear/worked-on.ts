import { cleanText, oneLine } from '../../kit/text.ts';
import type { CreationItem } from '../../store/creation-items.ts';
import type { LinearClient } from '../../vendors/linear/linear-client.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';
import { issueIdOf } from './issue-ids.ts';

/** An issue made for an item: its own, or one of its sub-issues. */
export interface Made {
  itemId: string;
  issueId: string;
}

/**
 * Items of which an issue is no longer as it was made, with the sentence for a person: somebody changed it or wrote on
 * it. Linear is asked who did; with a person's key, that person's own hand shows by what the issue says.
 */
export async function workedOnSince(
  client: LinearClient,
  items: readonly CreationItem[],
  made: readonly Made[],
  found: ReadonlyMap<string, LinearIssue>,
): Promise<Map<string, string>> {
  const live = made.flatMap(({ itemId, issueId }) => {
    const issue = found.get(issueId);
    return issue && !issue.archived ? [{ itemId, issue }] : [];
  });
  const touched = await whoTouched(
    client,
    live.map(({ issue }) => issue.issueId),
  );
  const wanted = new Map(items.map((item) => [item.itemId, item]));
  const worked = new Map<string, string>();
  for (const { itemId, issue } of live) {
    const by = touched.get(issue.issueId);
    const item = wanted.get(itemId);
    if (by !== undefined || (item && !isAsMade(issue, item))) worked.set(itemId, stays(issue, by));
  }
  return worked;
}

/** Issues that somebody else than whose connection this is changed or wrote on, with a name. */
export const whoTouched = async (
  client: LinearClient,
  issueIds: readonly string[],
): Promise<Map<string, string>> =>
  new Map((await client.touchedByOthers(issueIds)).map(({ issueId, by }) => [issueId, by]));

/** What a person is told of an issue that an undo leaves. */
export const stays = ({ identifier }: Pick<LinearIssue, 'identifier'>, by: string | undefined): string =>
  `${identifier} was changed since${by ? ` by ${by}` : ''} and stays; archive it in Linear.`;

const begun: readonly LinearIssue['state']['type'][] = ['started', 'completed', 'canceled', 'duplicate'];

/** Descriptions are not compared: Linear writes their markdown in its own way. */
function isAsMade(issue: LinearIssue, { itemId, fields }: CreationItem): boolean {
  if (begun.includes(issue.state.type)) return false;
  if (issue.issueId !== issueIdOf(itemId)) return true;
  return (
    oneLine(issue.title) === oneLine(cleanText(fields.title)) &&
    issue.due === (fields.due?.slice(0, 10) ?? null) &&
    issue.priority === fields.priority &&
    // Made without its owner where they cannot be in the team.
    (issue.assignee === null || issue.assignee.id === fields.assigneeId)
  );
}
