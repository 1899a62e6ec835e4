import type { App } from '@slack/bolt';
import type { MonitorView } from '../../contracts/monitor.ts';
import {
  actionIds,
  type MonitorMoreVerb,
  monitorMoreVerbs,
  readVerbAndId,
} from '../../vendors/slack/action-ids.ts';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { bold } from '../../vendors/slack/blocks/text.ts';
import { actOnMonitor, doneSentence, type MonitorAct } from './act-on-monitor.ts';
import { type Asker, callsFor, type Door } from './door.ts';
import { editView } from './edit-modal.ts';
import { confirmDeleteView, infoView, type ModalMemory, writeMemory } from './modal-views.ts';
import { openModal } from './open-modal.ts';
import { requireMayAct } from './permissions.ts';
import { onPress, type Press } from './press.ts';
import { whyBlocks } from './why-blocks.ts';

/**
 * Buttons that are one act each. `silent`: the card changes before one's eyes or a line comes into the
 * thread, which is answer enough for whoever pressed there.
 */
const acts: { actionId: string; act: MonitorAct; silent: boolean }[] = [
  { actionId: actionIds.monitorStart, act: 'start', silent: true },
  { actionId: actionIds.monitorCancel, act: 'stop', silent: true },
  { actionId: actionIds.monitorUndo, act: 'stop', silent: true },
  { actionId: actionIds.monitorPause, act: 'pause', silent: true },
  { actionId: actionIds.monitorResume, act: 'resume', silent: true },
  { actionId: actionIds.monitorStop, act: 'stop', silent: true },
  { actionId: actionIds.monitorCheck, act: 'check', silent: false },
  { actionId: actionIds.monitorUseBrowser, act: 'useBrowser', silent: false },
];

/** The buttons and menus of a monitor, wherever they stand: card, health notice, list, Home. */
export function listenToMonitorActions(app: App, door: Door): void {
  for (const { actionId, act, silent } of acts) {
    onPress(app, door, actionId, (press) => doAct(door, press, act, press.value, silent));
  }
  onPress(app, door, actionIds.monitorEdit, (press) => openEdit(door, press, press.value));
  onPress(app, door, actionIds.monitorOtherPage, (press) => openEdit(door, press, press.value));
  onPress(app, door, actionIds.monitorWhy, (press) => openWhy(door, press, press.value));
  onPress(app, door, actionIds.monitorFollow, (press) => follow(door, press));
  for (const actionId of [actionIds.homeMore, actionIds.listMore]) {
    onPress(app, door, actionId, async (press) => {
      const choice = readVerbAndId(monitorMoreVerbs, press.value);
      if (choice) await doChoice(door, press, choice.verb, choice.id);
    });
  }
}

/** The monitor, when this person may act on it. */
export async function monitorToActOn(door: Door, asker: Asker, monitorId: string): Promise<MonitorView> {
  const monitor = await callsFor(door, asker).monitor.get({ monitorId });
  await requireMayAct(door, asker, monitor);
  return monitor;
}

async function doAct(
  door: Door,
  press: Press,
  act: MonitorAct,
  monitorId: string,
  silent: boolean,
): Promise<void> {
  await monitorToActOn(door, press, monitorId);
  const changed = await actOnMonitor(door, press, act, monitorId);
  const isOnCard = press.from.kind === 'message' && !press.from.isEphemeral;
  if (silent && isOnCard) return;
  const sentence = doneSentence(act, changed);
  await press.tell({ text: isOnCard ? sentence : `${bold(monitorName(changed), 120)}: ${sentence}` });
}

async function doChoice(door: Door, press: Press, verb: MonitorMoreVerb, monitorId: string): Promise<void> {
  switch (verb) {
    case 'check':
    case 'pause':
    case 'resume':
      return await doAct(door, press, verb, monitorId, false);
    case 'edit':
      return await openEdit(door, press, monitorId);
    case 'why':
      return await openWhy(door, press, monitorId);
    case 'delete':
      return await openModal(press, 'Delete monitor?', async () => {
        const monitor = await monitorToActOn(door, press, monitorId);
        return confirmDeleteView(bold(monitorName(monitor)), memoryOf(press, monitorId));
      });
  }
}

const memoryOf = (press: Press, monitorId: string): ModalMemory => ({
  monitorId,
  fromHome: press.from.kind === 'home',
});

async function openEdit(door: Door, press: Press, monitorId: string): Promise<void> {
  await openModal(press, 'Edit monitor', async () => {
    const monitor = await monitorToActOn(door, press, monitorId);
    const { timeZone } = await door.people.person(press.client, press.workspaceId, press.userId);
    return editView(monitor, timeZone, memoryOf(press, monitorId));
  });
}

async function openWhy(door: Door, press: Press, monitorId: string): Promise<void> {
  await openModal(press, 'Why so quiet?', async () => {
    await monitorToActOn(door, press, monitorId);
    const report = await callsFor(door, press).detection.why({ monitorId });
    return infoView('Why so quiet?', '', await whyBlocks(door, press, report), writeMemory({ monitorId }));
  });
}

/** Whoever follows a monitor is mentioned in its alerts. */
async function follow(door: Door, press: Press): Promise<void> {
  const monitor = await monitorToActOn(door, press, press.value);
  if (!monitor.mentions.includes(press.userId)) {
    await callsFor(door, press).monitor.edit({
      monitorId: monitor.monitorId,
      by: press.userId,
      mentions: [...monitor.mentions, press.userId].slice(-10),
    });
  }
  const where = monitor.channelId ? ` in <#${monitor.channelId}>` : '';
  await press.replace(
    `<@${press.userId}> follows ${bold(monitorName(monitor))}${where}: its alerts mention them.`,
  );
}
