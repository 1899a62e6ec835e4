import { loadTurnsToEmbed, saveTurnVectors } from '../../store/transcript-turns.ts';
import type { TranscriptDeps } from './ports.ts';

const batch = 64;
/** 7 ms each with the bundled embedder: a quarter of a minute for the longest meeting. */
const mostTurns = 2_000;
/** "Yeah, okay." answers no question. */
const leastCharacters = 25;
/** A monologue is found by how it begins. */
const mostCharacters = 1_200;

/** Vectors for the turns that have none yet, so that questions find them. Goes on where it stopped. */
export async function embedTurns(
  { database, embedder }: Pick<TranscriptDeps, 'database' | 'embedder'>,
  transcript: { workspaceId: string; transcriptId: string },
  signal: AbortSignal,
): Promise<void> {
  const { workspaceId, transcriptId } = transcript;
  let after = -1;
  for (let done = 0; done < mostTurns; done += batch) {
    signal.throwIfAborted();
    const wanted = { transcriptId, embedder: embedder.model, after, leastCharacters, limit: batch };
    const turns = await database.tenant(workspaceId, (tx) => loadTurnsToEmbed(tx, wanted));
    if (turns.length === 0) return;
    const vectors = await embedder.embed(turns.map(({ text }) => text.slice(0, mostCharacters)));
    const made = turns.flatMap(({ i }, at) => {
      const vector = vectors[at];
      return vector ? [{ i, vector }] : [];
    });
    await database.tenant(workspaceId, (tx) => saveTurnVectors(tx, transcriptId, embedder.model, made));
    after = turns.at(-1)?.i ?? after;
  }
}
