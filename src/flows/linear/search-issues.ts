import type { IssueBrief } from '../../contracts/transcript.ts';
import { isTransient } from '../../kit/errors.ts';
import { closedTypes, type KnownIssue } from '../../store/linear-issues.ts';
import { issuesNear } from '../../store/linear-vectors.ts';
import type { LinearIssue } from '../../vendors/linear/schema.ts';
import { withLinear } from './access.ts';
import { embedIssues } from './embed-issues.ts';
import type { LinearDeps } from './ports.ts';
import { issueNow, rememberIssue } from './remember-issue.ts';

export interface SearchWish {
  query: string;
  limit: number;
  openOnly: boolean;
  includePrivate: boolean;
}
export type FoundIssue = IssueBrief & { likeness: number };

/** Linear searches by words; a whole paragraph finds nothing. */
const longestTerm = 120;
const askedOfLinear = 20;
/** What Linear finds too is a little likelier: a tenth for its first, less for each further one. */
const foundThereToo = 0.1;

/**
 * Issues near a text, likeliest first: Linear's own search and the nearest of the issues we remember, in one list. The
 * likeness is the cosine of title and description with the text, raised for what Linear found as well; 1 for an
 * identifier that stands in the text. While Linear cannot be asked, what we remember answers alone.
 */
export async function searchIssues(
  deps: LinearDeps,
  workspaceId: string,
  wish: SearchWish,
): Promise<FoundIssue[]> {
  const { database, embedder } = deps;
  const { named, found } = await askLinear(deps, workspaceId, wish.query);
  const fresh = [...named, ...found];
  if (fresh.length > 0) {
    await database.tenant(workspaceId, async (tx) => {
      for (const issue of fresh) await rememberIssue(deps, tx, workspaceId, issueNow(issue), null);
    });
    await embedIssues(deps, workspaceId, askedOfLinear * 2);
  }
  const [vector] = await embedder.embed([wish.query]);
  if (!vector) return [];
  const near = { vector, embedder: embedder.model, ...wish };
  const { nearest, alsoFound } = await database.tenant(workspaceId, async (tx) => ({
    nearest: await issuesNear(tx, { ...near, limit: wish.limit * 2 }),
    alsoFound: await issuesNear(tx, {
      ...near,
      limit: fresh.length,
      among: fresh.map((issue) => issue.issueId),
    }),
  }));
  const ranks = new Map(found.map((issue, rank) => [issue.issueId, rank]));
  const isNamed = new Set(named.map((issue) => issue.issueId));
  const all = new Map([...nearest, ...alsoFound].map((one) => [one.issue.brief.issueId, one]));
  return [...all.values()]
    .filter(({ issue }) => isWanted(issue, wish))
    .map(({ issue, likeness }) => ({
      ...issue.brief,
      likeness: isNamed.has(issue.brief.issueId) ? 1 : raised(likeness, ranks.get(issue.brief.issueId)),
    }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, wish.limit);
}

const raised = (likeness: number, rank: number | undefined): number =>
  rank === undefined ? likeness : Math.min(1, likeness + foundThereToo / (1 + rank));

const isWanted = (issue: KnownIssue, wish: SearchWish): boolean =>
  !issue.archived &&
  (wish.includePrivate || !issue.isPrivate) &&
  !(wish.openOnly && (closedTypes as readonly string[]).includes(issue.brief.stateType));

/** What Linear finds for the words, and the issues that are named outright. */
async function askLinear(
  deps: LinearDeps,
  workspaceId: string,
  query: string,
): Promise<{ named: LinearIssue[]; found: LinearIssue[] }> {
  try {
    return await withLinear(deps, workspaceId, async (client) => {
      const named: LinearIssue[] = [];
      for (const identifier of identifiersIn(query)) {
        const issue = await client.issueByIdentifier(identifier);
        if (issue) named.push(issue);
      }
      return { named, found: await client.search(query.slice(0, longestTerm), askedOfLinear) };
    });
  } catch (error) {
    if (!isTransient(error)) throw error;
    deps.log.warn({ err: error }, 'Linear cannot be asked: searching what is remembered');
    return { named: [], found: [] };
  }
}

/** "ENG-12" as people write it in capitals; three at most. */
const identifiersIn = (query: string): string[] =>
  [...new Set(query.match(/\b[A-Z][A-Z0-9]{0,9}-\d{1,7}\b/g) ?? [])].slice(0, 3);
