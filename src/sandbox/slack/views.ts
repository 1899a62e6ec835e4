import { randomBytes } from 'node:crypto';
import { withIds } from './block-ids.ts';
import type { Forge } from './forge.ts';
import { isObject, type Json, stringOr } from './json.ts';
import { limits } from './limits.ts';
import { SlackError, slackErrorWithMessages } from './slack-error.ts';
import { viewProblems } from './validate.ts';
import type { StoredView } from './view-shelf.ts';
import { initialState, mergeState } from './view-state.ts';
import { botId } from './workspace.ts';

export const stackOf = (forge: Forge, user: string): StoredView[] => forge.views.stacks.get(user) ?? [];

/** An open modal or a home by id. */
export const findView = (forge: Forge, id: string): StoredView | undefined =>
  [...forge.views.stacks.values(), [...forge.views.homes.values()]].flat().find((view) => view.id === id);

const findByExternalId = (forge: Forge, externalId: string): StoredView | undefined =>
  [...forge.views.stacks.values(), [...forge.views.homes.values()]]
    .flat()
    .find((view) => view.json.external_id === externalId);

const newHash = (forge: Forge): string =>
  `${Math.floor(forge.clock.now().getTime() / 1_000)}.${randomBytes(4).toString('hex')}`;

/** The view as given, checked; throws invalid_arguments with places, or view_too_large. */
function checked(view: unknown, type: 'modal' | 'home'): Json {
  if (JSON.stringify(view ?? null).length > limits.viewBytes) throw new SlackError('view_too_large');
  const problems = viewProblems(view);
  if (!isObject(view) || problems.length > 0) throw slackErrorWithMessages('invalid_arguments', problems);
  if (view.type !== type) {
    throw slackErrorWithMessages('invalid_arguments', [
      `[ERROR] value not in [${type}]: ${String(view.type)} [json-pointer:/view/type]`,
    ]);
  }
  return view;
}

function outputOf(
  forge: Forge,
  view: Json,
  frame: { id: string; root: string; previous: string | null },
): StoredView['json'] {
  const blocks = withIds(Array.isArray(view.blocks) ? view.blocks : []);
  return {
    id: frame.id,
    team_id: forge.workspace.team.id,
    type: view.type,
    blocks,
    private_metadata: stringOr(view.private_metadata, ''),
    callback_id: stringOr(view.callback_id, ''),
    state: { values: initialState(blocks) },
    hash: newHash(forge),
    title: view.title ?? null,
    clear_on_close: view.clear_on_close === true,
    notify_on_close: view.notify_on_close === true,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: frame.previous,
    root_view_id: frame.root,
    app_id: forge.app.appId,
    external_id: stringOr(view.external_id, ''),
    app_installed_team_id: forge.workspace.team.id,
    bot_id: botId,
  };
}

function place(forge: Forge, user: string, view: unknown, below: readonly StoredView[]): StoredView {
  const given = checked(view, 'modal');
  if (typeof given.external_id === 'string' && findByExternalId(forge, given.external_id)) {
    throw new SlackError('duplicate_external_id');
  }
  const id = forge.ids.next('V');
  const previous = below.at(-1);
  const stored: StoredView = {
    id,
    user,
    json: outputOf(forge, given, { id, root: below[0]?.id ?? id, previous: previous?.id ?? null }),
  };
  forge.views.stacks.set(user, [...below, stored]);
  forge.bus.emit({ type: 'view_opened', user, view: stored.json });
  return stored;
}

/** Opens a modal as the root of a new stack. */
export const openView = (forge: Forge, user: string, view: unknown): StoredView =>
  place(forge, user, view, []);

/** Puts a modal on top of the person's stack; at most three deep. */
export function pushView(forge: Forge, user: string, view: unknown): StoredView {
  const stack = stackOf(forge, user);
  if (stack.length === 0) throw new SlackError('not_found');
  if (stack.length >= limits.modalStack) throw new SlackError('push_limit_reached');
  return place(forge, user, view, stack);
}

/** Replaces what an open view shows; what was typed stays where block_id and action_id stay. */
export function updateView(
  forge: Forge,
  which: { viewId?: string; externalId?: string; hash?: string },
  view: unknown,
): StoredView {
  const stored =
    which.viewId !== undefined
      ? findView(forge, which.viewId)
      : findByExternalId(forge, which.externalId ?? '');
  if (!stored) throw new SlackError('not_found');
  if (which.hash !== undefined && which.hash !== stored.json.hash) throw new SlackError('hash_conflict');
  const given = checked(view, stored.json.type === 'home' ? 'home' : 'modal');
  const typed = stored.json.state.values;
  stored.json = outputOf(forge, given, {
    id: stored.id,
    root: String(stored.json.root_view_id),
    previous: stringOr(stored.json.previous_view_id, null),
  });
  stored.json.state.values = mergeState(stored.json.state.values, typed);
  forge.bus.emit({ type: 'view_updated', user: stored.user, view: stored.json });
  return stored;
}

/** Takes views off a person's stack: the top one, or all. Returns those taken. */
export function closeViews(forge: Forge, user: string, all: boolean): StoredView[] {
  const stack = stackOf(forge, user);
  const closed = all ? stack : stack.slice(-1);
  forge.views.stacks.set(user, stack.slice(0, stack.length - closed.length));
  for (const view of closed) forge.bus.emit({ type: 'view_closed', user, view_id: view.id });
  return closed;
}

/** Shows a home view to a person. */
export function publishHome(forge: Forge, user: string, view: unknown, hash: string | undefined): StoredView {
  const given = checked(view, 'home');
  const known = forge.views.homes.get(user);
  if (hash !== undefined && known && known.json.hash !== hash) throw new SlackError('hash_conflict');
  const id = known?.id ?? forge.ids.next('V');
  const stored: StoredView = { id, user, json: outputOf(forge, given, { id, root: id, previous: null }) };
  forge.views.homes.set(user, stored);
  forge.bus.emit({ type: 'home', user, view: stored.json });
  return stored;
}
