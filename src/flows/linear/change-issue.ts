import type { IssueChange } from '../../contracts/linear.ts';
import type { IssueBrief } from '../../contracts/transcript.ts';
import { codeOf, isTransient, LookoutError } from '../../kit/errors.ts';
import type { LinearClient } from '../../vendors/linear/linear-client.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';
import { withLinear } from './access.ts';
import { readCatalog } from './catalog.ts';
import { wantVector } from './embed-issues.ts';
import type { LinearDeps } from './ports.ts';
import { briefOf, issueNow, rememberIssue } from './remember-issue.ts';
import { resolveChange } from './resolve-change.ts';

/** Changes an issue a person named: "ENG-12 to done". Throws not_found, bad_input for a state its team lacks. */
export async function updateIssue(
  deps: LinearDeps,
  workspaceId: string,
  asked: { identifier: string; change: IssueChange; by: string },
): Promise<IssueBrief> {
  return await withLinear(deps, workspaceId, async (client) => {
    const issue = await client.issueByIdentifier(asked.identifier);
    if (!issue) throw noSuchIssue(asked.identifier);
    requireOnBoards(issue);
    return briefOf(await bringInStep(deps, workspaceId, client, issue, asked.change, asked.by));
  });
}

/** Does at Linear what was done elsewhere. An issue that is gone, or as asked already, needs nothing. */
export async function applyChange(
  deps: LinearDeps,
  job: { workspaceId: string; issueId: string; change: IssueChange },
): Promise<void> {
  await withLinear(deps, job.workspaceId, async (client) => {
    const [issue] = await client.issuesById([job.issueId]);
    if (!issue || issue.archived) return;
    await bringInStep(deps, job.workspaceId, client, issue, job.change, null);
  });
}

/** Makes an issue as asked, and remembers it; nothing is sent when it is so already. */
export async function bringInStep(
  deps: LinearDeps,
  workspaceId: string,
  client: LinearClient,
  issue: LinearIssue,
  change: IssueChange,
  by: string | null,
): Promise<LinearIssue> {
  const patch = await resolve(deps, workspaceId, issue, change);
  const changed = Object.keys(patch).length > 0 ? await client.updateIssue(issue.issueId, patch) : issue;
  await deps.database.tenant(workspaceId, async (tx) => {
    const now = issueNow(changed);
    if ((await rememberIssue(deps, tx, workspaceId, now, by)) === 'reworded')
      await wantVector(deps, tx, workspaceId, now);
  });
  return changed;
}

/** With the states as they are kept, and with fresh ones before a person hears that there is no such state. */
async function resolve(deps: LinearDeps, workspaceId: string, issue: LinearIssue, change: IssueChange) {
  const catalog = await readCatalog(deps, workspaceId);
  try {
    return resolveChange(issue, change, catalog);
  } catch (error) {
    if (codeOf(error) !== 'bad_input') throw error;
    const fresh = await readCatalog(deps, workspaceId, { refresh: true }).catch((cause: unknown) => {
      throw isTransient(cause) ? error : cause;
    });
    return resolveChange(issue, change, fresh);
  }
}

/** Linear changes an archived issue without a word; whoever orders it expects to see it on a board. */
export function requireOnBoards({ identifier, archived, trashed }: LinearIssue): void {
  if (!archived && !trashed) return;
  const what = trashed ? 'is deleted' : 'is archived';
  throw new LookoutError('conflict', 'the issue is archived', {
    humanMessage: `${identifier} ${what}, so nothing was changed. Restore it in Linear first.`,
  });
}

export function noSuchIssue(identifier: string): LookoutError {
  return new LookoutError('not_found', 'no such issue', {
    humanMessage: `There is no issue ${identifier.trim().toUpperCase()} that Lookout may see.`,
  });
}
