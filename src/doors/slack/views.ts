import type { AllMiddlewareArgs, App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { bold } from '../../vendors/slack/blocks/text.ts';
import { type Asker, bestEffort, callsFor, type Door } from './door.ts';
import { publishHome } from './home.ts';
import { infoView, type ModalMemory, readMemory } from './modal-views.ts';
import { monitorToActOn } from './monitor-actions.ts';
import { teamOf } from './read-context.ts';
import { changedFields, type EditedMonitor, readEditForm } from './read-edit-form.ts';
import { viewCallbacks } from './registered.ts';
import { translateError } from './translate-error.ts';

type SubmitArgs = AllMiddlewareArgs & SlackViewMiddlewareArgs<ViewSubmitAction>;

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

/** Acknowledges with "working on it", does the work once a submission, and says in the modal how it went. */
async function submit(
  door: Door,
  { ack, view, body, client, context }: SubmitArgs,
  title: string,
  meanwhile: string,
  work: (asker: Asker, memory: ModalMemory) => Promise<string>,
): Promise<void> {
  await ack({ response_action: 'update', view: infoView(title, meanwhile) });
  const asker = {
    workspaceId: teamOf(context),
    userId: body.user.id,
    client,
    key: `${view.id}:${view.hash}`,
  };
  if (!(await door.claimAction(asker.workspaceId, asker.key))) return;
  const memory = readMemory(view.private_metadata);
  const show = async (said: ModalView) => void (await client.views.update({ view_id: view.id, view: said }));
  try {
    if (!memory) return await show(infoView(title, 'This form is from an older Lookout. Open it again.'));
    await show(infoView(title, await work(asker, memory)));
    if (memory.fromHome) await publishHome(door, asker);
  } catch (error) {
    const problem = translateError(error);
    const fields = { err: problem, code: problem.code, workspaceId: asker.workspaceId };
    door.log.warn(fields, 'a form could not be worked on');
    await bestEffort(door, 'telling of a problem', () => show(infoView(title, problem.humanMessage)));
  }
}
