import { LookoutError } from '../../../kit/errors.ts';
import { elementsOf } from '../block-ids.ts';
import type { Forge } from '../forge.ts';
import { isObject, type Json } from '../json.ts';
import { renderMessage } from '../render.ts';
import type { StoredView } from '../view-shelf.ts';
import { initialState, mergeState, type StateValues, valueSlot } from '../view-state.ts';
import { findView } from '../views.ts';
import { type Channel, findMessage, type Message, type Person } from '../workspace.ts';
import {
  acknowledged,
  actionTs,
  channelFrame,
  channelOf,
  interactionFrame,
  personOf,
} from './who-and-where.ts';

/** Where the element sits: a message (channel and message_ts) or a view. */
export interface Place {
  user: string;
  channel?: string;
  message_ts?: string;
  view_id?: string;
}

type Found =
  | { kind: 'message'; person: Person; channel: Channel; message: Message; blocks: Json[] }
  | { kind: 'view'; person: Person; view: StoredView; blocks: Json[] };

export function findPlace(forge: Forge, place: Place): Found {
  const person = personOf(forge, place.user);
  if (place.view_id !== undefined) {
    const view = findView(forge, place.view_id);
    if (!view || view.user !== person.id)
      throw new LookoutError('not_found', `${person.name} has no view ${place.view_id}`);
    return { kind: 'view', person, view, blocks: view.json.blocks };
  }
  const channel = channelOf(forge, person, place.channel ?? channelOfMessage(forge, place.message_ts));
  const message = findMessage(channel, place.message_ts ?? '', true);
  if (!message || (message.visibleTo !== undefined && message.visibleTo !== person.id)) {
    throw new LookoutError('not_found', `no message ${place.message_ts} in ${channel.id}`);
  }
  const inAttachments = (message.attachments ?? []).flatMap((one) =>
    Array.isArray(one.blocks) ? one.blocks.filter(isObject) : [],
  );
  return { kind: 'message', person, channel, message, blocks: [...(message.blocks ?? []), ...inAttachments] };
}

const channelOfMessage = (forge: Forge, ts: string | undefined): string =>
  [...forge.workspace.channels.values()].find((channel) =>
    channel.messages.some((message) => message.ts === ts),
  )?.id ?? '';

/** The element acted on; it must be there, so that a test that clicks the wrong thing fails. */
export function findElement(found: Found, action: Json): { block: Json; element: Json } {
  const hit = elementsOf(found.blocks).find(
    ({ block, element }) =>
      element.action_id === action.action_id &&
      (action.block_id === undefined || block.block_id === action.block_id),
  );
  if (!hit)
    throw new LookoutError('bad_input', `nothing with action_id ${String(action.action_id)} is there`);
  return hit;
}

/** The entry of `actions`: what the element says of itself, then what was chosen. */
function actionEntry(forge: Forge, hit: { block: Json; element: Json }, given: Json): Json {
  const { element } = hit;
  const own = Object.fromEntries(
    ['text', 'value', 'style', 'placeholder'].flatMap((key) =>
      element[key] === undefined ? [] : [[key, element[key]]],
    ),
  );
  return {
    ...own,
    ...given,
    type: element.type,
    action_id: element.action_id,
    block_id: hit.block.block_id,
    action_ts: actionTs(forge),
  };
}

function stateAfter(known: StateValues, typed: unknown, entry: Json): StateValues {
  const merged = mergeState(known, typed);
  const slot = valueSlot(String(entry.type));
  if (slot === undefined || entry[slot] === undefined) return merged;
  return mergeState(merged, {
    [String(entry.block_id)]: { [String(entry.action_id)]: { [slot]: entry[slot] } },
  });
}

function messagePart(forge: Forge, found: Extract<Found, { kind: 'message' }>): Json {
  const { channel, message, person } = found;
  const ephemeral = message.visibleTo !== undefined;
  const target = { channel: channel.id, user: person.id, messageTs: message.ts, threadTs: message.thread_ts };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    },
    channel: channelFrame(channel),
    // Slack does not send the content of an ephemeral message back.
    ...(ephemeral ? {} : { message: renderMessage(forge, channel, message, { metadata: false }) }),
    response_url: `${forge.baseUrl()}${forge.responseUrls.issue(target)}`,
  };
}

/** A person presses a button or picks from a menu, in a message or in a view. */
export async function actOnBlocks(
  forge: Forge,
  place: Place & { action: Json; state?: unknown },
): Promise<void> {
  const found = findPlace(forge, place);
  const entry = actionEntry(forge, findElement(found, place.action), place.action);
  const typed = isObject(place.state) ? (place.state.values ?? place.state) : undefined;
  const known = found.kind === 'view' ? found.view.json.state.values : initialState(found.blocks);
  const values = stateAfter(known, typed, entry);
  if (found.kind === 'view') found.view.json.state.values = values;
  const answer = await forge.link.sendInteraction({
    type: 'block_actions',
    ...interactionFrame(forge, found.person),
    trigger_id: forge.triggers.issue({
      user: found.person.id,
      viewId: found.kind === 'view' ? found.view.id : undefined,
    }),
    ...(found.kind === 'view'
      ? { container: { type: 'view', view_id: found.view.id }, view: found.view.json }
      : { ...messagePart(forge, found), state: { values } }),
    actions: [entry],
  });
  acknowledged(answer);
}

/** A person types in a menu whose options come from the app; returns them. */
export async function suggestOptions(
  forge: Forge,
  place: Place & { action_id: string; block_id?: string; value: string },
): Promise<Json> {
  const found = findPlace(forge, place);
  const hit = findElement(found, { action_id: place.action_id, block_id: place.block_id });
  const answer = await forge.link.sendInteraction({
    type: 'block_suggestion',
    ...interactionFrame(forge, found.person),
    ...(found.kind === 'view'
      ? { container: { type: 'view', view_id: found.view.id }, view: found.view.json }
      : messagePart(forge, found)),
    action_id: hit.element.action_id,
    block_id: hit.block.block_id,
    value: place.value,
  });
  const body = acknowledged(answer);
  return isObject(body) ? body : { options: [] };
}
