import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type Asker, bestEffort, type Door } from './door.ts';
import { infoView } from './modal-views.ts';
import { teamOf } from './read-context.ts';
import { translateError } from './translate-error.ts';

export type SubmitArgs = AllMiddlewareArgs & SlackViewMiddlewareArgs<ViewSubmitAction>;

/** What the modal says while it works, and then does once a submission. `work` answers a sentence or a view. */
export interface FormWork {
  title: string;
  meanwhile: string;
  work(asker: Asker): Promise<string | ModalView>;
}

/** Acknowledges with "working on it", does the work once a submission, and says in the modal how it went. */
export async function submitForm(
  door: Door,
  { ack, view, body, client, context }: SubmitArgs,
  { title, meanwhile, work }: FormWork,
): Promise<void> {
  await ack({ response_action: 'update', view: infoView(title, meanwhile) });
  const asker = {
    workspaceId: teamOf(context),
    userId: body.user.id,
    client,
    key: `${view.id}:${view.hash}`,
  };
  if (!(await door.claimAction(asker.workspaceId, asker.key))) return;
  const show = async (said: ModalView) => void (await client.views.update({ view_id: view.id, view: said }));
  try {
    const done = await work(asker);
    await show(typeof done === 'string' ? infoView(title, done) : done);
  } catch (error) {
    const problem = translateError(error);
    const fields = { err: problem, code: problem.code, workspaceId: asker.workspaceId };
    door.log.warn(fields, 'a form could not be worked on');
    await bestEffort(door, 'telling of a problem', () => show(infoView(title, problem.humanMessage)));
  }
}

/** What a form of a meeting remembers: ids only. Undefined when it is not one of ours. */
export function readFormMemory(metadata: string): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(metadata);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return undefined;
  }
}
