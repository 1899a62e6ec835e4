import type { IssueBrief } from '../../contracts/transcript.ts';
import { isTransient } from '../../kit/errors.ts';
import { findIssueByIdentifier, type IssueNow, openIssuesKnown } from '../../store/linear-issues.ts';
import type { IssueFilter } from '../../vendors/linear/linear-client.ts';
import { withLinear } from './access.ts';
import { noSuchIssue } from './change-issue.ts';
import type { LinearDeps } from './ports.ts';
import { issueNow } from './remember-issue.ts';

/** One issue as Linear has it now; as last known while Linear cannot be asked. Throws not_found. */
export async function getIssue(
  deps: LinearDeps,
  workspaceId: string,
  asked: { identifier: string; includePrivate: boolean },
): Promise<IssueBrief & { description: string }> {
  const issue = await newest(
    deps,
    async () =>
      await withLinear(deps, workspaceId, async (client) => {
        const found = await client.issueByIdentifier(asked.identifier);
        return found && issueNow(found);
      }),
    async () => await deps.database.tenant(workspaceId, (tx) => findIssueByIdentifier(tx, asked.identifier)),
  );
  // Whoever may not see it hears what they would hear if it did not exist.
  if (!issue || (issue.isPrivate !== false && !asked.includePrivate)) throw noSuchIssue(asked.identifier);
  return { ...issue.brief, description: issue.description };
}

const openTypes = ['triage', 'backlog', 'unstarted', 'started'];

/** Open issues of a person, or of everybody, last changed first. */
export async function issuesOf(
  deps: LinearDeps,
  workspaceId: string,
  asked: { assigneeId?: string; limit: number; includePrivate: boolean },
): Promise<IssueBrief[]> {
  const filter: IssueFilter = {
    state: { type: { in: openTypes } },
    ...(asked.assigneeId ? { assignee: { id: { eq: asked.assigneeId } } } : {}),
  };
  const issues = await newest<IssueNow[]>(
    deps,
    async () =>
      await withLinear(deps, workspaceId, async (client) =>
        (await client.issues(filter, { first: asked.limit })).items.map((issue) => issueNow(issue)),
      ),
    async () => await deps.database.tenant(workspaceId, (tx) => openIssuesKnown(tx, asked)),
  );
  return issues
    .filter((issue) => asked.includePrivate || issue.isPrivate === false)
    .map((issue) => issue.brief);
}

async function newest<T>(deps: LinearDeps, ask: () => Promise<T>, asKnown: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isTransient(error)) throw error;
    deps.log.warn({ err: error }, 'Linear cannot be asked: as last known');
    return await asKnown();
  }
}
