import { ExtractedAction, IssueFields, type TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { loadSpokenNames } from '../../store/spoken-names.ts';
import { type TranscriptRow, updateTranscript } from '../../store/transcripts.ts';
import { type ItemRow, loadItems, updateItem } from '../../store/work-items.ts';
import { loadConnections } from '../../store/work-reads.ts';
import type { Asked } from './go-on.ts';
import { knownPlaces } from './known-places.ts';
import type { TranscriptDeps } from './ports.ts';
import { resolveOwner } from './resolve-person.ts';
import { resolvePlaces } from './resolve-place.ts';
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
  const { linear, linearProblem, notion } = await loadWhereto(tx, row);
  if (!linear && !notion)
    throw refused(
      `Connect Linear${row.source === 'page' ? '' : ' or Notion'} first: there is nowhere to create this yet.`,
      'nothing is connected that this could be created in',
    );
  if (linearProblem !== null && wanted.length > 0)
    throw refused(linearProblem, 'the connection of Linear has ended');
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

/** What is read on a page becomes issues alone: the page is there already. */
async function loadWhereto(
  tx: Tx,
  row: TranscriptRow,
): Promise<{ linear: boolean; linearProblem: string | null; notion: boolean }> {
  const { linear, linearProblem, notion } = await loadConnections(tx, row.workspace_id);
  return { linear, linearProblem, notion: notion && row.source !== 'page' };
}

/** Every issue needs a team. An item from before Linear was connected gets one now. */
async function placeItems(
  tx: Tx,
  row: TranscriptRow,
  items: readonly ItemRow[],
): Promise<Map<string, IssueFields>> {
  const known = items.map((item) => ({ item, fields: IssueFields.parse(item.fields) }));
  const around = await knownPlaces(tx, row);
  const people = {
    users: around.catalog?.users ?? [],
    remembered: await loadSpokenNames(tx),
    participants: [],
  };
  const places = resolvePlaces(
    known.map(({ item, fields }) => ({
      said: `${fields.title}\n${fields.description}`,
      // Nobody is assigned who was not shown in the review, but where they work says where it belongs.
      assigneeId:
        fields.assigneeId ?? resolveOwner(ExtractedAction.parse(item.extracted).owner, people).assigneeId,
    })),
    around,
  );
  const placed = new Map<string, IssueFields>();
  for (const [at, { item, fields }] of known.entries()) {
    const { teamId, projectId } = fields.teamId ? fields : (places[at] ?? fields);
    if (!teamId)
      throw refused(`Choose a team for “${fields.title}” first: nothing says which it is.`, 'no team');
    placed.set(item.item_id, { ...fields, teamId, projectId });
  }
  return placed;
}

const refused = (sentence: string, message: string) =>
  new LookoutError('conflict', message, { humanMessage: sentence });
