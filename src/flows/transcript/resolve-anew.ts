import { ExtractedAction, IssueFields } from '../../contracts/transcript.ts';
import type { Tx } from '../../store/database.ts';
import { loadSpokenNames } from '../../store/spoken-names.ts';
import { loadWaitingReviews, lockTranscript, type TranscriptRow } from '../../store/transcripts.ts';
import { type ItemRow, loadItems, updateItem } from '../../store/work-items.ts';
import { knownPlaces } from './known-places.ts';
import type { TranscriptDeps } from './ports.ts';
import { milestoneOf } from './propose-item.ts';
import { type PeopleKnown, resolveOwner } from './resolve-person.ts';
import { type PlacesKnown, resolvePlaces } from './resolve-place.ts';
import { showReview } from './show-review.ts';

/** More wait nowhere; the newest are those that somebody looks at. */
const mostWaiting = 100;

/**
 * What a workspace has at Linear or Notion is not as it was: connected, ended, other people or teams. Items of reviews
 * that wait are resolved anew, but for what a person has touched, and the reviews drawn anew.
 */
export async function resolveAnew(
  { database, queue }: TranscriptDeps,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  const waiting = await database.tenant(workspaceId, (tx) => loadWaitingReviews(tx, mostWaiting));
  for (const transcriptId of waiting)
    await database.tenant(workspaceId, async (tx) => {
      const row = await lockTranscript(tx, transcriptId);
      if (!row) return;
      if (row.state === 'reviewing') await resolveItems(tx, row);
      await showReview(queue, tx, row);
    });
}

interface Known {
  item: ItemRow;
  extracted: ExtractedAction;
  fields: IssueFields;
}

async function resolveItems(tx: Tx, row: TranscriptRow): Promise<void> {
  const places = await knownPlaces(tx, row);
  const { catalog } = places;
  if (!catalog) return;
  const people = { users: catalog.users, remembered: await loadSpokenNames(tx), participants: [] };
  const known = (await loadItems(tx, row.transcript_id)).map((item): Known => {
    const extracted = ExtractedAction.parse(item.extracted);
    const fields = IssueFields.parse(item.fields);
    return isUntouched(item)
      ? { item, ...withOwner(extracted, fields, people) }
      : { item, extracted, fields };
  });
  const found = resolvePlaces(
    known.map(({ extracted: { title, description, citation, candidates }, fields: { assigneeId } }) => ({
      said: `${title}\n${description}\n${citation.quote}`,
      assigneeId,
      candidates,
    })),
    places,
  );
  for (const [at, { item, extracted, fields }] of known.entries()) {
    if (!isUntouched(item)) continue;
    const isThere = catalog.teams.some(({ id }) => id === fields.teamId);
    const placed = isThere ? fields : inPlace(extracted, { ...fields, ...found[at] }, places);
    await updateItem(tx, item.item_id, {
      extracted: JSON.stringify(extracted),
      fields: JSON.stringify(placed),
    });
  }
}

const isUntouched = ({ state, changed_by: by }: ItemRow): boolean => state === 'proposed' && by === null;

/** Somebody who was found stays: by an e-mail address perhaps, which is not kept. */
function withOwner(
  extracted: ExtractedAction,
  fields: IssueFields,
  people: PeopleKnown,
): Pick<Known, 'extracted' | 'fields'> {
  if (people.users.some((user) => user.active && user.id === fields.assigneeId)) return { extracted, fields };
  const { owner, assigneeId } = resolveOwner(extracted.owner, people);
  return { extracted: { ...extracted, owner }, fields: { ...fields, assigneeId } };
}

const inPlace = (extracted: ExtractedAction, fields: IssueFields, places: PlacesKnown): IssueFields => ({
  ...fields,
  milestoneId: milestoneOf(extracted, fields.projectId, places),
});
