import type { TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { loadItems } from '../../store/work-items.ts';
import { loadPages } from '../../store/work-reads.ts';
import { leaveItem, loadFacts } from './advance-work.ts';
import type { Asked } from './go-on.ts';
import { leftStep, refusalOfUndo } from './next-step.ts';
import type { TranscriptDeps } from './ports.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

/**
 * Ends an undo that Linear does not let come to its end: issues it would not archive stay, and are named. Done again,
 * nothing happens.
 *
 * @throws LookoutError `not_found`; `conflict` when nothing is being undone
 */
export async function leaveIssues(
  { database, queue, clock }: TranscriptDeps,
  { workspaceId, transcriptId, by }: Asked,
): Promise<TranscriptView> {
  return await database.tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    if (row.state === 'undone') return await viewOf(tx, transcriptId);
    if (row.state !== 'undoing')
      throw new LookoutError('conflict', 'nothing is being undone', {
        humanMessage: 'Nothing is being taken back here.',
      });
    const items = await loadItems(tx, transcriptId);
    const page = (await loadPages(tx, [transcriptId])).get(transcriptId) ?? null;
    const facts = await loadFacts(tx, { row, state: row.state, items, page });
    for (const item of facts.items) {
      const refusal = refusalOfUndo(item);
      if (!refusal || !item.made || item.made.archived || item.state === 'linked') continue;
      const { brief } = item.made;
      const stays = `${brief.identifier} stays, as Linear did not archive it: ${refusal.problem}`;
      const changed = { changed_by: by, changed_at: clock.now() };
      await leaveItem(tx, leftStep(item.itemId, brief, stays), changed);
    }
    await queue.enqueue(tx, 'transcript.advance', { workspaceId, transcriptId });
    return await viewOf(tx, transcriptId);
  });
}
