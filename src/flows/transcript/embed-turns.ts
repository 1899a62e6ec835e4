import type { JobPayload } from '../../contracts/jobs.ts';
import { loadTurnsToEmbed, saveTurnVectors } from '../../store/transcript-turns.ts';
import type { TranscriptDeps } from './ports.ts';

/** 7 ms each with the bundled embedder: a quarter of a second, then whoever else wants vectors has their turn. */
const batch = 32;
/** One job's part; the next is another job's, behind those of other meetings. */
const batchesAtOnce = 8;
/** A quarter of a minute for the longest meeting. */
const mostTurns = 2_000;
/** "Yeah, okay." answers no question. */
const leastCharacters = 25;
/** A monologue is found by how it begins. */
const mostCharacters = 1_200;

/** Vectors for the next turns that have none yet, so that questions find them, and a job for the rest. */
export async function embedTurns(
  { database, queue, embedder }: Pick<TranscriptDeps, 'database' | 'queue' | 'embedder'>,
  { workspaceId, transcriptId, ...sofar }: JobPayload<'transcript.embed'>,
  signal: AbortSignal,
): Promise<void> {
  let { after = -1, done = 0 } = sofar;
  for (let round = 0; round < batchesAtOnce; round += 1) {
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
    done += turns.length;
    if (done >= mostTurns) return;
  }
  await database.tenant(workspaceId, (tx) =>
    queue.enqueue(tx, 'transcript.embed', { workspaceId, transcriptId, after, done }),
  );
}
