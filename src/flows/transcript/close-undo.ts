import { endUndo } from '../../store/transcripts.ts';
import type { TranscriptDeps } from './ports.ts';

/** What was created longer ago than it can be taken back: its review is drawn without the button. Once each. */
export async function closeUndo(
  { database, queue, clock }: TranscriptDeps,
  limit: number,
): Promise<{ closed: number }> {
  return await database.system(async (tx) => {
    const over = await endUndo(tx, clock.now(), limit);
    await queue.enqueueMany(tx, 'notification.review', over);
    return { closed: over.length };
  });
}
