import type { IssueBrief } from '../../contracts/transcript.ts';
import type { Tx } from '../../store/database.ts';
import { issuesNear } from '../../store/linear-vectors.ts';
import { isLikelySame } from './likely-same.ts';
import type { TranscriptDeps } from './ports.ts';

/** The open issue each text is likely the same as; null where there is none. Private issues are left out. */
export async function findLikelyIssues(
  { embedder, database }: Pick<TranscriptDeps, 'embedder' | 'database'>,
  workspaceId: string,
  titles: readonly string[],
): Promise<(IssueBrief | null)[]> {
  if (titles.length === 0) return [];
  const vectors = await embedder.embed([...titles]);
  return await database.tenant(workspaceId, async (tx) => {
    const found: (IssueBrief | null)[] = [];
    for (const [at, title] of titles.entries()) {
      const vector = vectors[at];
      found.push(vector ? await findLikely(tx, title, vector, embedder.model) : null);
    }
    return found;
  });
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

/** Passages of a meeting, evenly spread, by which issues that it may be about are looked up. */
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
