import { codeOf, type ErrorCode, humanMessageOf } from '../../kit/errors.ts';
import type { IssueInput, LinearClient } from '../../vendors/linear/linear-client.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';

/** What became of one wish: the issue, made now or by an earlier try, or a sentence for a person. */
export type Outcome = { issue: LinearIssue } | { refused: string };

/** Linear's limit for one call, which makes all of them or none. */
const atOnce = 50;
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['vendor_refused', 'not_allowed', 'bad_input']);

/** A refusal is about this wish alone; anything else (Linear is down, asks to wait, has ended the connection) is about all. */
export const isRefusal = (error: unknown): boolean => refusals.has(codeOf(error));

/**
 * Makes the issues that are not there yet, by their ids, and answers for each of them. Asks first: an earlier try may
 * have been done at Linear without our hearing of it. One that was archived by an undo is taken back. A batch that
 * Linear refuses is tried one by one, so that a bad one fails alone. Throws what is not a refusal.
 */
export async function createOnce(
  client: LinearClient,
  inputs: readonly IssueInput[],
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const there = await client.issuesById(inputs.map((input) => input.id));
  const archived = there.filter((issue) => issue.archived).map((issue) => issue.issueId);
  for (const issueId of archived) await client.unarchiveIssue(issueId);
  // Read again: with its old time, a late webhook of the archiving would archive it here once more.
  const back = await client.issuesById(archived);
  for (const issue of [...there, ...back]) outcomes.set(issue.issueId, { issue });
  const missing = inputs.filter((input) => !outcomes.has(input.id));
  for (let start = 0; start < missing.length; start += atOnce) {
    for (const [id, outcome] of await createBatch(client, missing.slice(start, start + atOnce)))
      outcomes.set(id, outcome);
  }
  return outcomes;
}

async function createBatch(
  client: LinearClient,
  inputs: readonly IssueInput[],
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  if (inputs.length > 1) {
    try {
      for (const issue of await client.createIssues(inputs)) outcomes.set(issue.issueId, { issue });
      return outcomes;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  for (const input of inputs) outcomes.set(input.id, await createAlone(client, input));
  return outcomes;
}

async function createAlone(client: LinearClient, input: IssueInput): Promise<Outcome> {
  try {
    return { issue: await client.createIssue(input) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // Refused because it is there: another worker was quicker.
    const [issue] = await client.issuesById([input.id]);
    return issue ? { issue } : { refused: humanMessageOf(error) };
  }
}
