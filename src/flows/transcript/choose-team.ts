import { IssueFields, type TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { findLinearCatalog } from '../../store/linear-catalogs.ts';
import { loadItems, updateItem } from '../../store/work-items.ts';
import type { Asked } from './go-on.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

/**
 * Gives a team to the items of a review that have none.
 *
 * @throws LookoutError `not_found` for a transcript or team that is not there
 */
export async function chooseTeam(
  { database, queue, clock }: TranscriptDeps,
  { workspaceId, transcriptId, teamId, by }: Asked & { teamId: string },
): Promise<TranscriptView> {
  return await database.tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    const catalog = await findLinearCatalog(tx, workspaceId);
    if (!catalog?.teams.some((team) => team.id === teamId))
      throw new LookoutError('not_found', 'no such team', {
        humanMessage: 'This team is no longer in Linear.',
      });
    const changed = { changed_by: by, changed_at: clock.now() };
    for (const item of await loadItems(tx, transcriptId)) {
      const fields = IssueFields.parse(item.fields);
      if (fields.teamId || (item.state !== 'proposed' && item.state !== 'failed')) continue;
      const version = item.version + 1;
      await updateItem(tx, item.item_id, {
        ...changed,
        version,
        fields: JSON.stringify({ ...fields, teamId }),
      });
    }
    await showReview(queue, tx, row);
    return await viewOf(tx, transcriptId);
  });
}
