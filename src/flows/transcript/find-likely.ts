import type { IssueBrief } from '../../contracts/transcript.ts';
import type { Tx } from '../../store/database.ts';
import { closedTypes, findIssueByIdentifier } from '../../store/linear-issues.ts';
import { issuesNear } from '../../store/linear-vectors.ts';
import { isLikelySame } from './likely-same.ts';
import type { TranscriptDeps } from './ports.ts';

/** What may be the same as an issue that is open: by its words, or because a model named that issue. */
export interface MaybeKnown {
  title: string;
  /** "ENG-12", as a model proposed it. */
  identifier?: string | undefined;
}

/**
 * The open issue each item is likely the same as; null where there is none. What its words say goes before what a model
 * says, and an identifier that is no open issue here is nothing. Private issues are left out.
 */
export async function findLikelyIssues(
  { embedder, database }: Pick<TranscriptDeps, 'embedder' | 'database'>,
  workspaceId: string,
  items: readonly MaybeKnown[],
): Promise<(IssueBrief | null)[]> {
  if (items.length === 0) return [];
  const vectors = await embedder.embed(items.map(({ title }) => title));
  return await database.tenant(workspaceId, async (tx) => {
    const found: (IssueBrief | null)[] = [];
    for (const [at, { title, identifier }] of items.entries()) {
      const vector = vectors[at];
      const byWords = vector ? await findLikely(tx, title, vector, embedder.model) : null;
      found.push(byWords ?? (identifier ? await findProposed(tx, identifier) : null));
    }
    return found;
  });
}

async function findProposed(tx: Tx, identifier: string): Promise<IssueBrief | null> {
  const issue = await findIssueByIdentifier(tx, identifier);
  const isOpen = issue && !issue.archived && !closedTypes.some((type) => type === issue.brief.stateType);
  return isOpen && !issue.isPrivate ? issue.brief : null;
}

async function findLikely(
  tx: Tx,
  title: string,
  vector: Float32Array,
  embedder: string,
): Promise<IssueBrief | null> {
  const near = await issuesNear(tx, { vector, embedder, limit: 5, openOnly: true, includePrivate: false });
  const likely = near.find(({ issue, likeness }) => isLikelySame(title, issue.brief.title, likeness));
  return likely?.issue.brief ?? null;
}

/** Passages of what was said, evenly spread, by which issues that it may be about are looked up. */
const passages = 12;
const passageCharacters = 600;
const issuesPerPassage = 4;

/** Open issues near what was said, for a model that is to know them. */
export async function findOpenIssues(
  { embedder, database }: Pick<TranscriptDeps, 'embedder' | 'database'>,
  workspaceId: string,
  words: string,
): Promise<IssueBrief[]> {
  const step = Math.max(passageCharacters, Math.ceil(words.length / passages));
  const texts: string[] = [];
  for (let from = 0; from < words.length; from += step)
    texts.push(words.slice(from, from + passageCharacters));
  if (texts.length === 0) return [];
  const vectors = await embedder.embed(texts);
  return await database.tenant(workspaceId, async (tx) => {
    const found = new Map<string, IssueBrief>();
    for (const vector of vectors) {
      const near = await issuesNear(tx, {
        vector,
        embedder: embedder.model,
        limit: issuesPerPassage,
        openOnly: true,
        includePrivate: false,
      });
      for (const { issue } of near) found.set(issue.brief.issueId, issue.brief);
    }
    return [...found.values()];
  });
}
