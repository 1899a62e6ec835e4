import { ExtractedAction, IssueFields, type ItemView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { foldName } from '../../kit/fold-name.ts';
import { cleanText, oneLine } from '../../kit/text.ts';
import type { Tx } from '../../store/database.ts';
import { findIssue } from '../../store/linear-issues.ts';
import { rememberSpokenName } from '../../store/spoken-names.ts';
import type { TranscriptRow } from '../../store/transcripts.ts';
import { type ItemChanges, type ItemRow, updateItem } from '../../store/work-items.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { itemViewOf, requireItem } from './view-transcript.ts';

export interface AskedOfItem {
  workspaceId: string;
  itemId: string;
  by: string;
}

interface Acting {
  tx: Tx;
  item: ItemRow;
  transcript: TranscriptRow;
}

/**
 * Changes what an item is to become. Who a spoken name is, is remembered when a person says it.
 *
 * @throws LookoutError `not_found`; `conflict` when it was edited meanwhile or is under way already
 */
export async function editItem(
  deps: TranscriptDeps,
  asked: AskedOfItem & { version: number; fields: Partial<IssueFields> },
): Promise<ItemView> {
  return await actOnItem(deps, asked, async ({ tx, item }) => {
    requireState(item, 'proposed', 'failed', 'dropped');
    if (item.version !== asked.version) throw editedMeanwhile();
    const before = IssueFields.parse(item.fields);
    const fields = check({ ...before, ...tidy(asked.fields) });
    if (fields.assigneeId && fields.assigneeId !== before.assigneeId)
      await remember(deps, tx, item, { ...asked, assigneeId: fields.assigneeId });
    return { fields: JSON.stringify(fields) };
  });
}

function check(fields: IssueFields): IssueFields {
  const checked = IssueFields.safeParse(fields);
  if (checked.success) return checked.data;
  throw new LookoutError('bad_input', 'the item is not complete', {
    humanMessage: 'An item needs a title of 1 to 255 characters, and sub-tasks have titles too.',
    cause: checked.error,
  });
}

const tidy = (fields: Partial<IssueFields>): Partial<IssueFields> => ({
  ...fields,
  ...(fields.title === undefined ? {} : { title: oneLine(cleanText(fields.title)) }),
  ...(fields.description === undefined ? {} : { description: cleanText(fields.description) }),
});

/** Two people called Chris stay two: only a name that means one person is remembered. */
async function remember(
  { clock }: TranscriptDeps,
  tx: Tx,
  item: ItemRow,
  { workspaceId, by, assigneeId }: AskedOfItem & { assigneeId: string },
): Promise<void> {
  const { owner } = ExtractedAction.parse(item.extracted);
  if (owner.state !== 'named') return;
  const spoken = foldName(owner.spoken);
  if (spoken === '') return;
  await rememberSpokenName(tx, { workspaceId, spoken, linearUserId: assigneeId, by, at: clock.now() });
}

/** Leaves an item out, or takes it in again. */
export async function dropItem(
  deps: TranscriptDeps,
  asked: AskedOfItem & { dropped: boolean },
): Promise<ItemView> {
  return await actOnItem(deps, asked, ({ item }) => {
    if ((item.state === 'dropped') === asked.dropped) return null;
    requireState(item, 'proposed', 'failed', 'linked', 'dropped');
    return { state: asked.dropped ? 'dropped' : 'proposed', issue: null, issue_id: null, problem: null };
  });
}

/** Uses an issue that exists instead of making one. */
export async function linkItem(
  deps: TranscriptDeps,
  asked: AskedOfItem & { issueId: string },
): Promise<ItemView> {
  return await actOnItem(deps, asked, async ({ tx, item }) => {
    if (item.state === 'linked' && item.issue_id === asked.issueId) return null;
    requireState(item, 'proposed', 'failed', 'linked', 'dropped');
    const issue = await findIssue(tx, asked.issueId);
    if (!issue || issue.archived)
      throw new LookoutError('not_found', 'no such issue', {
        humanMessage: 'This issue no longer exists in Linear.',
      });
    return { state: 'linked', issue: JSON.stringify(issue.brief), issue_id: asked.issueId, problem: null };
  });
}

/** One act of a person on one item. Null: it was so already. */
async function actOnItem(
  { database, queue, clock }: TranscriptDeps,
  { workspaceId, itemId, by }: AskedOfItem,
  decide: (acting: Acting) => Promise<ItemChanges | null> | ItemChanges | null,
): Promise<ItemView> {
  return await database.tenant(workspaceId, async (tx) => {
    const { item, transcript } = await requireItem(tx, itemId);
    if (transcript.state !== 'reviewing' && transcript.state !== 'created') throw noLongerOpen();
    const changes = await decide({ tx, item, transcript });
    if (changes) {
      const version = item.version + 1;
      await updateItem(tx, itemId, { ...changes, version, changed_by: by, changed_at: clock.now() });
      await showReview(queue, tx, transcript);
    }
    return await itemViewOf(tx, itemId);
  });
}

function requireState(item: ItemRow, ...states: string[]): void {
  if (!states.includes(item.state)) throw noLongerOpen();
}

const noLongerOpen = () =>
  new LookoutError('conflict', 'the item is no longer open', {
    humanMessage: 'This item is no longer open to changes here: change the issue in Linear instead.',
  });

const editedMeanwhile = () =>
  new LookoutError('conflict', 'the item was edited meanwhile', {
    humanMessage: 'Somebody edited this item meanwhile. Open it again: nothing of theirs was overwritten.',
  });
