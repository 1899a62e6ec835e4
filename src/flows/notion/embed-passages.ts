import { passagesWithoutVector, savePassageVectors } from '../../store/notion-passages.ts';
import type { NotionDeps } from './ports.ts';

const batch = 64;
/** 7 ms each with the bundled embedder; the rest in the next pass. */
const mostAtOnce = 2_000;

/** Gives passages the vector they lack: new ones, ones whose words changed, all after a change of embedder. */
export async function embedPassages(
  { database, embedder }: Pick<NotionDeps, 'database' | 'embedder'>,
  workspaceId: string,
  signal: AbortSignal,
): Promise<void> {
  for (let done = 0; done < mostAtOnce; done += batch) {
    signal.throwIfAborted();
    const wanted = { embedder: embedder.model, limit: batch };
    const passages = await database.tenant(workspaceId, (tx) => passagesWithoutVector(tx, wanted));
    if (passages.length === 0) return;
    // A line is found by what its page is about, too.
    const vectors = await embedder.embed(
      passages.map(({ body, title }) => (body === title ? body : `${title}\n${body}`)),
    );
    const made = passages.flatMap((passage, at) => {
      const vector = vectors[at];
      return vector ? [{ ...passage, vector }] : [];
    });
    await database.tenant(workspaceId, (tx) => savePassageVectors(tx, embedder.model, made));
    if (made.length === 0) return;
  }
}
