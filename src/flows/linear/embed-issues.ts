import type { Tx } from '../../store/database.ts';
import type { IssueNow } from '../../store/linear-issues.ts';
import { issuesWithoutVector, saveIssueVector } from '../../store/linear-vectors.ts';
import type { LinearDeps } from './ports.ts';

/** A title says most; the first lines of a description help with short ones. */
const textOf = (title: string, description: string): string => `${title}\n${description.slice(0, 600)}`;

/** An issue is new or says something else: the search is to find it before the next sweep. */
export async function wantVector(
  { queue }: Pick<LinearDeps, 'queue'>,
  tx: Tx,
  workspaceId: string,
  { brief, updatedAt }: IssueNow,
): Promise<void> {
  const key = `${workspaceId} ${brief.issueId} ${updatedAt.toISOString()}`;
  await queue.enqueue(tx, 'linear.embed', { workspaceId }, { key });
}

/**
 * Gives up to `limit` issues the vector they lack (new ones, ones whose words changed, all after a change of embedder)
 * and answers how many those were.
 */
export async function embedIssues(deps: LinearDeps, workspaceId: string, limit: number): Promise<number> {
  const { database, embedder } = deps;
  const issues = await database.tenant(workspaceId, (tx) =>
    issuesWithoutVector(tx, { embedder: embedder.model, limit }),
  );
  if (issues.length === 0) return 0;
  const vectors = await embedder.embed(
    issues.map(({ brief, description }) => textOf(brief.title, description)),
  );
  await database.tenant(workspaceId, async (tx) => {
    for (const [at, { brief, updatedAt }] of issues.entries()) {
      const values = vectors[at];
      if (values)
        await saveIssueVector(tx, { issueId: brief.issueId, updatedAt, embedder: embedder.model, values });
    }
  });
  return issues.length;
}
