import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ItemView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { bold } from '../../vendors/slack/blocks/text.ts';
import { type ItemPlace, readItemValue, reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { catalogOrNone, listenToChoices } from './catalog-choices.ts';
import { type Asker, callsFor, type Door } from './door.ts';
import { editItemView } from './item-modal.ts';
import { openModal } from './open-modal.ts';
import { onPress, type Press } from './press.ts';
import { readItemForm } from './read-item-form.ts';
import { viewCallbacks } from './registered.ts';
import { transcriptToActOn } from './review-actions.ts';
import { readFormMemory, submitForm } from './submit-form.ts';

/** The menu of one item, and the form that changes it. */
export function listenToItems(app: App, door: Door): void {
  listenToChoices(app, door);
  for (const actionId of [reviewActionIds.item, reviewActionIds.link])
    onPress(app, door, actionId, async (press) => {
      const place = readItemValue(press.value);
      if (place) await act(door, press, place);
    });
  app.view<ViewSubmitAction>(viewCallbacks.editItem, async (args) => {
    const form = readItemForm(args.view.state.values);
    if ('errors' in form) return await args.ack({ response_action: 'errors', errors: form.errors });
    await submitForm(door, args, {
      title: 'Edit item',
      meanwhile: 'Saving…',
      work: async (asker) => {
        const memory = readFormMemory(args.view.private_metadata);
        if (!memory?.itemId || !memory.transcriptId || !memory.version)
          return 'This form is from an older Lookout. Open it again.';
        await transcriptToActOn(door, asker, memory.transcriptId);
        const saved = await callsFor(door, asker).transcript.editItem({
          itemId: memory.itemId,
          version: Number(memory.version),
          fields: form.fields,
          by: asker.userId,
        });
        return `✓ Saved: ${bold(saved.fields.title)}`;
      },
    });
  });
}

async function act(door: Door, press: Press, place: ItemPlace): Promise<void> {
  const { transcript } = callsFor(door, press);
  const { itemId } = place;
  switch (place.verb) {
    case 'edit':
      return await openEdit(door, press, place);
    case 'drop':
    case 'take':
      await itemToActOn(door, press, place);
      await transcript.dropItem({ itemId, dropped: place.verb === 'drop', by: press.userId });
      return;
    case 'link': {
      const { likely } = await itemToActOn(door, press, place);
      if (likely) await transcript.linkItem({ itemId, issueId: likely.issueId, by: press.userId });
      return;
    }
    case 'sync':
    case 'unsync':
      return await switchSync(door, press, place);
  }
}

/** Comments of the item's issue and replies in this thread go both ways from now on, or no more. The thread is told. */
async function switchSync(door: Door, press: Press, place: ItemPlace): Promise<void> {
  const { transcriptId, verb } = place;
  const { issue } = await itemToActOn(door, press, place);
  if (!issue || press.from.kind !== 'message') return;
  const { channelId, threadTs, messageTs } = press.from;
  const { linear, notification } = callsFor(door, press);
  await linear.syncComments({
    identifier: issue.identifier,
    channelId,
    threadTs: threadTs ?? messageTs,
    on: verb === 'sync',
    by: press.userId,
  });
  door.synced.forget(press.workspaceId);
  await notification.turnReview({ transcriptId });
}

/** The item must be of the transcript that the person may act on. */
async function itemToActOn(
  door: Door,
  asker: Asker,
  { transcriptId, itemId }: Pick<ItemPlace, 'transcriptId' | 'itemId'>,
): Promise<ItemView> {
  const { items } = await transcriptToActOn(door, asker, transcriptId);
  const item = items.find((one) => one.itemId === itemId);
  if (!item)
    throw new LookoutError('not_found', 'the item is not of this transcript', {
      humanMessage: 'This item no longer exists.',
    });
  return item;
}

async function openEdit(door: Door, press: Press, place: ItemPlace): Promise<void> {
  await openModal(press, 'Edit item', async () => {
    const [item, catalog] = await Promise.all([itemToActOn(door, press, place), catalogOrNone(door, press)]);
    return editItemView(item, catalog, place.transcriptId);
  });
}
