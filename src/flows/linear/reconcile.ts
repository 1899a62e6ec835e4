import { issuesSeenUntil, noteIssuesSeen } from '../../store/linear-catalogs.ts';
import { withLinear } from './access.ts';
import { readCatalog, refreshCatalog } from './catalog.ts';
import { embedIssues } from './embed-issues.ts';
import type { LinearDeps } from './ports.ts';
import { issueNow, rememberIssue } from './remember-issue.ts';

const pageSize = 50;
/** 2,000 issues in one sweep: the first one takes the newest of a large workspace, later ones what changed since. */
const mostPages = 40;
/** Linear's lists may be a little behind its clock. */
const overlapMs = 2 * 60_000;
const vectorsAtOnce = 100;
const mostVectorRounds = 20;

/** A new connection, or something to choose from changed: both lists anew. */
export async function refresh(deps: LinearDeps, workspaceId: string): Promise<void> {
  await refreshCatalog(deps, workspaceId);
  await reconcile(deps, workspaceId);
}

/**
 * Takes every issue that changed since the last sweep, by Linear's clock: what a webhook brought already is the same
 * and does nothing, what no webhook brought is found here.
 */
export async function reconcile(deps: LinearDeps, workspaceId: string): Promise<void> {
  const { database } = deps;
  // Its row also says how far the last sweep came, and to others that Linear is connected.
  await readCatalog(deps, workspaceId);
  const since = await database.tenant(workspaceId, (tx) => issuesSeenUntil(tx, workspaceId));
  const filter = since ? { updatedAt: { gt: new Date(since.getTime() - overlapMs).toISOString() } } : {};
  let until = since;
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await withLinear(deps, workspaceId, (client) =>
      client.issues(filter, { first: pageSize, after, archived: since !== null }),
    );
    await database.tenant(workspaceId, async (tx) => {
      for (const issue of items) await rememberIssue(deps, tx, workspaceId, issueNow(issue), null);
    });
    for (const { updatedAt } of items) if (!until || updatedAt > until) until = updatedAt;
    after = next;
    if (after === null) break;
  }
  // Only now: a sweep that dies in the middle begins where it began.
  const seen = until;
  if (seen) await database.tenant(workspaceId, (tx) => noteIssuesSeen(tx, workspaceId, seen));
  for (let round = 0; round < mostVectorRounds; round += 1) {
    if ((await embedIssues(deps, workspaceId, vectorsAtOnce)) < vectorsAtOnce) break;
  }
}
