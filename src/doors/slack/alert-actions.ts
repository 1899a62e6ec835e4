import type { App } from '@slack/bolt';
import {
  type AlertMoreVerb,
  actionIds,
  alertMoreVerbs,
  readVerbAndId,
} from '../../vendors/slack/action-ids.ts';
import { section } from '../../vendors/slack/blocks/text.ts';
import { callsFor, type Door } from './door.ts';
import { infoView, readMemory } from './modal-views.ts';
import { monitorToActOn } from './monitor-actions.ts';
import { onPress, type Press } from './press.ts';
import { listenToDiff } from './show-diff.ts';
import { whyBlocks } from './why-blocks.ts';

/** The buttons of an alert, and "You should have told me" under a change that was none. */
export function listenToAlertActions(app: App, door: Door): void {
  onPress(app, door, actionIds.alertUseful, (press) => rate(door, press, true));
  onPress(app, door, actionIds.alertNotUseful, (press) => rate(door, press, false));
  onPress(app, door, actionIds.alertUnrate, (press) => unrate(door, press));
  listenToDiff(app, door);
  onPress(app, door, actionIds.alertMore, async (press) => {
    const choice = readVerbAndId(alertMoreVerbs, press.value);
    if (choice) await doChoice(door, press, choice.verb, choice.id);
  });
  onPress(app, door, actionIds.changePromote, (press) => promote(door, press));
}

async function alertToActOn(door: Door, press: Press, alertId: string) {
  const alert = await callsFor(door, press).detection.getAlert({ alertId });
  await monitorToActOn(door, press, alert.monitorId);
  return alert;
}

/** The message says who said what and what follows from it: that is the answer. */
async function rate(door: Door, press: Press, useful: boolean): Promise<void> {
  await alertToActOn(door, press, press.value);
  await callsFor(door, press).detection.rate({ alertId: press.value, useful, by: press.userId });
}

/** Undo: what was said of the alert teaches nothing any more. */
async function unrate(door: Door, press: Press): Promise<void> {
  const { changes } = await alertToActOn(door, press, press.value);
  for (const change of changes)
    await callsFor(door, press).detection.forgetMark({ changeId: change.id, by: press.userId });
}

/** What changes a monitor is answered by the line its room leaves in the thread. */
async function doChoice(door: Door, press: Press, verb: AlertMoreVerb, alertId: string): Promise<void> {
  switch (verb) {
    case 'snooze60':
    case 'snooze1440':
    case 'snooze10080':
      return await snooze(door, press, alertId, Number(verb.slice('snooze'.length)));
    case 'mute':
      return await mute(door, press, alertId);
    case 'pause': {
      const { monitorId } = await alertToActOn(door, press, alertId);
      await callsFor(door, press).monitor.pause({ monitorId, by: press.userId });
      return;
    }
  }
}

async function snooze(door: Door, press: Press, alertId: string, minutes: number): Promise<void> {
  const { monitorId } = await alertToActOn(door, press, alertId);
  await callsFor(door, press).monitor.snooze({ monitorId, by: press.userId, minutes });
}

/** The kind is the alert's own, taken from the change behind it, never from the button. */
async function mute(door: Door, press: Press, alertId: string): Promise<void> {
  const alert = await alertToActOn(door, press, alertId);
  const kind = alert.changes[0]?.verdict.kind;
  if (!kind)
    return await press.tell({
      text: 'The change behind this alert is no longer kept, so its kind is not known.',
    });
  await callsFor(door, press).monitor.muteKind({
    monitorId: alert.monitorId,
    by: press.userId,
    kind,
    muted: true,
  });
}

async function promote(door: Door, press: Press): Promise<void> {
  const calls = callsFor(door, press);
  const change = await calls.detection.getChange({ changeId: press.value });
  await monitorToActOn(door, press, change.monitorId);
  await calls.detection.promote({ changeId: change.id, by: press.userId });
  const said = 'Told now, and remembered: changes like this are news for this monitor.';
  if (press.from.kind !== 'modal' || !readMemory(press.from.metadata))
    return await press.tell({ text: said });
  const report = await calls.detection.why({ monitorId: change.monitorId });
  await press.client.views.update({
    view_id: press.from.viewId,
    view: infoView(
      'Why so quiet?',
      '',
      [section(said), ...(await whyBlocks(door, press, report))],
      press.from.metadata,
    ),
  });
}
