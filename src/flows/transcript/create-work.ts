import { IssueFields, type TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { findLinearCatalog } from '../../store/linear-catalogs.ts';
import { type TranscriptRow, updateTranscript } from '../../store/transcripts.ts';
import { findLastPlace, type ItemRow, loadItems, updateItem } from '../../store/work-items.ts';
import { loadConnections } from '../../store/work-reads.ts';
import type { Asked } from './go-on.ts';
import type { TranscriptDeps } from './ports.ts';
import { resolvePlace } from './resolve-place.ts';
import { showReview } from './show-review.ts';
import { agreedOnLinked } from './side-values.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

/**
 * Begins to create what a review proposes, or tries again what failed. A second press while it is under way does
 * nothing.
 *
 * @throws LookoutError `not_found`; `conflict` when there is nothing to create or nowhere to create it
 */
export async function createWork(
  deps: TranscriptDeps,
  { workspaceId, transcriptId, by }: Asked,
): Promise<TranscriptView> {
  return await deps.database.tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    if (row.state !== 'creating') await begin(deps, tx, row, by);
    return await viewOf(tx, transcriptId);
  });
}

async function begin(deps: TranscriptDeps, tx: Tx, row: TranscriptRow, by: string): Promise<void> {
  const items = await loadItems(tx, row.transcript_id);
  const wanted = items.filter((item) => item.state === 'proposed' || item.state === 'failed');
  const isAgain = row.state === 'created' && wanted.length > 0;
  if (row.state !== 'reviewing' && !isAgain)
    throw refused('There is nothing to create here any more.', `the transcript is ${row.state}`);
  const { linear, notion } = await loadConnections(tx, row.workspace_id);
  if (!linear && !notion)
    throw refused(
      'Connect Linear or Notion first: there is nowhere to create this yet.',
      'neither Linear nor Notion is connected',
    );
  const linked = items.filter((item) => item.state === 'linked');
  if (wanted.length === 0 && linked.length === 0 && !notion)
    throw refused('Every item was left out: there is nothing to create.', 'no items');
  const fields = linear ? await placeItems(tx, row, wanted) : new Map<string, IssueFields>();
  const changed = { changed_by: by, changed_at: deps.clock.now(), problem: null };
  for (const item of wanted) {
    const placed = fields.get(item.item_id);
    await updateItem(tx, item.item_id, {
      ...changed,
      state: linear ? 'creating' : 'created',
      ...(placed ? { fields: JSON.stringify(placed) } : {}),
    });
  }
  for (const item of linked)
    if (item.issue && !item.agreed)
      await updateItem(tx, item.item_id, { agreed: JSON.stringify(agreedOnLinked(item.issue)) });
  await updateTranscript(tx, row.transcript_id, {
    state: 'creating',
    created_work_by: by,
    attempt: row.attempt + 1,
    progress: linear ? JSON.stringify({ done: 0, of: wanted.length }) : null,
    problem: null,
  });
  const payload = { workspaceId: row.workspace_id, transcriptId: row.transcript_id };
  const job = linear && wanted.length > 0 ? 'linear.createItems' : 'transcript.advance';
  await deps.queue.enqueue(tx, job, payload, { key: `${row.transcript_id} ${row.attempt + 1}` });
  await showReview(deps.queue, tx, row);
}

/** Every issue needs a team. An item from before Linear was connected gets one now. */
async function placeItems(
  tx: Tx,
  row: TranscriptRow,
  items: readonly ItemRow[],
): Promise<Map<string, IssueFields>> {
  const catalog = await findLinearCatalog(tx, row.workspace_id);
  const last = row.channel_id ? await findLastPlace(tx, row.channel_id) : null;
  const placed = new Map<string, IssueFields>();
  for (const item of items) {
    const fields = IssueFields.parse(item.fields);
    const place = fields.teamId
      ? fields
      : resolvePlace(`${fields.title}\n${fields.description}`, catalog, last);
    if (!place.teamId)
      throw refused(
        `Choose a team for “${fields.title}” first: Lookout found none in Linear.`,
        'an item has no team',
      );
    placed.set(item.item_id, { ...fields, teamId: place.teamId, projectId: place.projectId });
  }
  return placed;
}

const refused = (sentence: string, message: string) =>
  new LookoutError('conflict', message, { humanMessage: sentence });
