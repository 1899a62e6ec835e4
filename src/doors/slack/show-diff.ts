import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { actionIds, type DiffPlace, readDiffPlace } from '../../vendors/slack/action-ids.ts';
import { diffBlocks, diffPageSize } from '../../vendors/slack/blocks/diff.ts';
import { callsFor, type Door } from './door.ts';
import { infoView } from './modal-views.ts';
import { monitorToActOn } from './monitor-actions.ts';
import { openModal } from './open-modal.ts';
import { onPress, type Press } from './press.ts';

const title = 'What changed';

/** Show diff under an alert, and the buttons that turn its pages. */
export function listenToDiff(app: App, door: Door): void {
  onPress(app, door, actionIds.alertDiff, async (press) => {
    const place: DiffPlace = { alertId: press.value, show: 'news', from: 0 };
    await openModal(press, title, () => diffView(door, press, place));
  });
  for (const actionId of [actionIds.diffPrevious, actionIds.diffNext, actionIds.diffShow]) {
    onPress(app, door, actionId, (press) => turnPage(door, press));
  }
}

async function turnPage(door: Door, press: Press): Promise<void> {
  const place = readDiffPlace(press.value);
  if (!place || press.from.kind !== 'modal') return;
  const view = await diffView(door, press, place);
  await press.client.views.update({ view_id: press.from.viewId, view });
}

async function diffView(door: Door, press: Press, place: DiffPlace): Promise<ModalView> {
  const diff = await callsFor(door, press).detection.describeAlert({ ...place, limit: diffPageSize });
  await monitorToActOn(door, press, diff.monitorId);
  return infoView(title, '', diffBlocks(diff, place.show));
}
