import { LookoutError } from '../../../kit/errors.ts';
import type { Forge } from '../forge.ts';
import { isObject, type Json } from '../json.ts';
import type { StoredView } from '../view-shelf.ts';
import { mergeState, missingInputs } from '../view-state.ts';
import { closeViews, findView, pushView, stackOf, updateView } from '../views.ts';
import { acknowledged, interactionFrame, personOf } from './who-and-where.ts';

/** What a submission led to, as the person sees it. */
export interface SubmitResult {
  response_action?: string;
  errors?: Record<string, string>;
}

function topModal(forge: Forge, user: string, viewId: string): StoredView {
  const view = findView(forge, viewId);
  const top = stackOf(forge, personOf(forge, user).id).at(-1);
  if (!view || top !== view) throw new LookoutError('not_found', `${viewId} is not the modal on top`);
  return view;
}

function applyAnswer(forge: Forge, view: StoredView, answer: unknown): SubmitResult {
  const action = isObject(answer) ? answer.response_action : undefined;
  if (!isObject(answer) || action === undefined) {
    // The app may have replaced or closed the stack by views.* while it worked.
    if (stackOf(forge, view.user).at(-1) === view) closeViews(forge, view.user, false);
    return {};
  }
  switch (action) {
    case 'errors':
      return { response_action: 'errors', errors: errorsOf(view, answer.errors) };
    case 'update':
      updateView(forge, { viewId: view.id }, answer.view);
      return { response_action: 'update' };
    case 'push':
      pushView(forge, view.user, answer.view);
      return { response_action: 'push' };
    case 'clear':
      closeViews(forge, view.user, true);
      return { response_action: 'clear' };
    default:
      throw new LookoutError('vendor_refused', `unknown response_action ${String(action)}`);
  }
}

/** Errors must name input blocks of the view; Slack shows "we had some trouble" otherwise. */
function errorsOf(view: StoredView, errors: unknown): Record<string, string> {
  const inputs = new Set(
    view.json.blocks.filter((block) => block.type === 'input').map((block) => block.block_id),
  );
  const entries = Object.entries(isObject(errors) ? errors : {});
  const stray = entries.find(([blockId]) => !inputs.has(blockId));
  if (entries.length === 0 || stray) {
    throw new LookoutError(
      'vendor_refused',
      `errors name no input block of the view: ${stray?.[0] ?? '(none)'}`,
    );
  }
  return Object.fromEntries(entries.map(([blockId, sentence]) => [blockId, String(sentence)]));
}

/** A person presses Submit. Empty required inputs are refused here, as Slack's client does. */
export async function submitView(
  forge: Forge,
  given: { user: string; view_id: string; values: unknown },
): Promise<SubmitResult> {
  const view = topModal(forge, given.user, given.view_id);
  view.json.state.values = mergeState(view.json.state.values, given.values);
  const missing = missingInputs(view.json.blocks, view.json.state.values);
  if (Object.keys(missing).length > 0) return { response_action: 'errors', errors: missing };
  const answer = await forge.link.sendInteraction({
    type: 'view_submission',
    ...interactionFrame(forge, personOf(forge, given.user)),
    trigger_id: forge.triggers.issue({ user: given.user, viewId: view.id }),
    view: structuredClone(view.json),
    response_urls: [],
  });
  return applyAnswer(forge, view, acknowledged(answer));
}

/** A person closes the modal on top (or everything, with clear_on_close); the app hears if it asked to. */
export async function dismissView(forge: Forge, given: { user: string; view_id: string }): Promise<void> {
  const view = topModal(forge, given.user, given.view_id);
  const all = view.json.clear_on_close === true;
  const closed = closeViews(forge, given.user, all);
  for (const one of closed.filter((candidate) => candidate.json.notify_on_close === true)) {
    await forge.link.sendInteraction({
      type: 'view_closed',
      ...interactionFrame(forge, personOf(forge, given.user)),
      view: one.json satisfies Json,
      is_cleared: all,
    });
  }
}
