import type { App, ViewSubmitAction } from '@slack/bolt';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { bold } from '../../vendors/slack/blocks/text.ts';
import { type Asker, bestEffort, callsFor, type Door } from './door.ts';
import { publishHome } from './home.ts';
import { type ModalMemory, readMemory } from './modal-views.ts';
import { monitorToActOn } from './monitor-actions.ts';
import { changedFields, type EditedMonitor, readEditForm } from './read-edit-form.ts';
import { viewCallbacks } from './registered.ts';
import { type SubmitArgs, submitForm } from './submit-form.ts';

/** Submitted forms. Wrong fields are answered at once; work starts after the answer and replaces it when done. */
export function listenToViews(app: App, door: Door): void {
  app.view<ViewSubmitAction>(viewCallbacks.edit, async (args) => {
    const form = readEditForm(args.view.state.values);
    if ('errors' in form) return await args.ack({ response_action: 'errors', errors: form.errors });
    await submit(door, args, 'Edit monitor', 'Saving…', (asker, memory) =>
      save(door, asker, memory, form.edited),
    );
  });
  app.view<ViewSubmitAction>(viewCallbacks.confirmDelete, async (args) => {
    await submit(door, args, 'Delete monitor?', 'Deleting…', (asker, memory) => remove(door, asker, memory));
  });
}

async function save(
  door: Door,
  asker: Asker,
  { monitorId }: ModalMemory,
  edited: EditedMonitor,
): Promise<string> {
  const monitor = await monitorToActOn(door, asker, monitorId);
  const changed = changedFields(monitor, edited);
  if (Object.keys(changed).length === 0) return 'Nothing was changed.';
  const saved = await callsFor(door, asker).monitor.edit({ monitorId, by: asker.userId, ...changed });
  return `✓ Saved: ${bold(monitorName(saved))}`;
}

async function remove(door: Door, asker: Asker, { monitorId }: ModalMemory): Promise<string> {
  const monitor = await monitorToActOn(door, asker, monitorId);
  await callsFor(door, asker).monitor.remove({ monitorId, by: asker.userId });
  return `Deleted: ${bold(monitorName(monitor))}`;
}

/** The same for every form of a monitor: whose it is stands in the modal, and its Home is drawn anew. */
async function submit(
  door: Door,
  args: SubmitArgs,
  title: string,
  meanwhile: string,
  work: (asker: Asker, memory: ModalMemory) => Promise<string>,
): Promise<void> {
  await submitForm(door, args, {
    title,
    meanwhile,
    work: async (asker) => {
      const memory = readMemory(args.view.private_metadata);
      if (!memory) return 'This form is from an older Lookout. Open it again.';
      const done = await work(asker, memory);
      if (memory.fromHome) await bestEffort(door, 'drawing the Home', () => publishHome(door, asker));
      return done;
    },
  });
}
