import { seenBy, threadFor } from './control/state.ts';
import type { Sandbox } from './create-sandbox.ts';
import { elementsOf } from './slack/block-ids.ts';
import { isObject, type Json } from './slack/json.ts';
import { changeMessage, removeMessage } from './slack/messages.ts';
import { actOnBlocks, findElement, findPlace, suggestOptions } from './slack/people/act-on-blocks.ts';
import { runCommand } from './slack/people/run-command.ts';
import { openHome, say } from './slack/people/say.ts';
import { useShortcut } from './slack/people/use-shortcut.ts';
import { dismissView, type SubmitResult, submitView } from './slack/people/use-views.ts';
import { renderForPerson } from './slack/render.ts';
import { valueSlot } from './slack/view-state.ts';
import { findView, stackOf } from './slack/views.ts';
import { findMessage } from './slack/workspace.ts';

/** A message as a person sees it; `blocks` and the rest are there as Slack gives them. */
export interface SeenMessage {
  ts: string;
  user: string;
  text: string;
  thread_ts?: string;
  reply_count?: number;
  blocks: Json[];
  ephemeral: boolean;
  streaming: boolean;
  raw: Json;
}

export interface SeenView {
  id: string;
  callback_id: string;
  blocks: Json[];
  raw: Json;
}

export interface Waiting {
  /** Real milliseconds before the wait fails; 30 s unless given. */
  timeoutMs?: number;
}

type File = { name: string; mimetype?: string; content: string | Uint8Array };

/** Somebody at a keyboard: says things, presses buttons, fills in forms, and waits for what comes back. */
export interface SlackPerson {
  readonly id: string;
  /** Writes in a conversation; returns the message's timestamp. */
  say(channel: string, text: string, options?: { thread?: string; files?: File[] }): string;
  /** Edits a message of their own. */
  edit(channel: string, ts: string, text: string): void;
  erase(channel: string, ts: string): void;
  command(channel: string, command: string, text?: string): Promise<void>;
  /** Presses a button by action_id; `blockId` when the same action_id is there twice. */
  click(
    messageTs: string,
    actionId: string,
    options?: { channel?: string; blockId?: string; value?: string },
  ): Promise<void>;
  /** Picks an option by its value from a select, overflow, radio or checkbox group of a message. */
  choose(messageTs: string, actionId: string, value: string, options?: { channel?: string }): Promise<void>;
  /** Presses or picks inside a modal or the App Home. */
  actInView(viewId: string, action: Json): Promise<void>;
  /**
   * Submits a modal. `values` by block_id: a text (for a text input its value, for a select the option's value, for a
   * picker the date, time or id), a list of texts (several options), or the raw state object of the element.
   */
  submit(viewId: string, values?: Record<string, string | string[] | Json>): Promise<SubmitResult>;
  close(viewId: string): Promise<void>;
  shortcut(callbackId: string, on?: { channel: string; messageTs: string }): Promise<void>;
  options(place: { messageTs?: string; viewId?: string }, actionId: string, typed: string): Promise<Json>;
  openHome(tab?: 'home' | 'messages'): void;
  /** The App Home as it is now. */
  home(): Json | undefined;
  /** Every message of a conversation this person can see, replies and ephemerals included, oldest first. */
  messages(channel: string): SeenMessage[];
  /** A thread, root first. */
  thread(channel: string, ts: string): SeenMessage[];
  /** The first message (old, new or just edited) that satisfies the predicate. */
  waitForMessage(
    channel: string,
    predicate: (message: SeenMessage) => boolean,
    waiting?: Waiting,
  ): Promise<SeenMessage>;
  /** The modal on top of this person's stack once it satisfies the predicate. */
  waitForView(predicate?: (view: SeenView) => boolean, waiting?: Waiting): Promise<SeenView>;
  waitForHome(predicate?: (view: Json) => boolean, waiting?: Waiting): Promise<Json>;
}

const seen = (raw: Json): SeenMessage => ({
  ts: String(raw.ts),
  user: String(raw.user),
  text: String(raw.text),
  ...(typeof raw.thread_ts === 'string' ? { thread_ts: raw.thread_ts } : {}),
  ...(typeof raw.reply_count === 'number' ? { reply_count: raw.reply_count } : {}),
  blocks: Array.isArray(raw.blocks) ? raw.blocks.filter(isObject) : [],
  ephemeral: raw.ephemeral === true,
  streaming: raw.streaming === true,
  raw,
});

/** Resolves with the first value `look` finds, looking now and after every event of the sandbox. */
function until<T>(
  sandbox: Sandbox,
  look: () => T | undefined,
  describe: () => string,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const found = look();
    if (found !== undefined) return resolve(found);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`waited ${timeoutMs} ms in vain; ${describe()}`));
    }, timeoutMs);
    const stop = sandbox.on(() => {
      const now = look();
      if (now === undefined) return;
      clearTimeout(timer);
      stop();
      resolve(now);
    });
  });
}

function optionWith(element: Json, value: string): Json | undefined {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [];
  return [element, ...groups]
    .flatMap((owner) => (Array.isArray(owner.options) ? owner.options.filter(isObject) : []))
    .find((option) => option.value === value);
}

/** The state of an element for what a test wrote down: text, a list, or the state itself. */
function stateOf(element: Json, given: string | string[] | Json): Json {
  if (isObject(given)) return given;
  const slot = valueSlot(String(element.type)) ?? 'value';
  const pick = (value: string): unknown => {
    if (!slot.startsWith('selected_option')) return value;
    const option = optionWith(element, value);
    if (option) return option;
    if (String(element.type).includes('external'))
      return { text: { type: 'plain_text', text: value }, value };
    throw new Error(`${String(element.action_id)} has no option ${value}`);
  };
  return {
    [slot]: Array.isArray(given) ? given.map(pick) : slot.endsWith('s') ? [pick(given)] : pick(given),
  };
}

/** Plays one of the sandbox's people, in this process, without HTTP of its own. */
export function person(sandbox: Sandbox, id: string): SlackPerson {
  const { forge } = sandbox;
  const user = id;
  const channelFor = (channelId: string) => {
    const channel = forge.workspace.channels.get(channelId);
    if (!channel) throw new Error(`no conversation ${channelId}`);
    return channel;
  };
  const own = (channelId: string, ts: string) => {
    const message = findMessage(channelFor(channelId), ts);
    if (message?.user !== user) throw new Error(`${user} wrote no message ${ts}`);
    return message;
  };
  const messages = (channelId: string) => {
    const channel = channelFor(channelId);
    return channel.messages
      .filter(seenBy(user))
      .map((message) => seen(renderForPerson(forge, channel, message)));
  };
  const self: SlackPerson = {
    id,
    say: (channel, text, options = {}) =>
      say(forge, {
        user,
        channel,
        text,
        thread_ts: options.thread,
        files: options.files?.map(({ content, ...file }) => ({ ...file, bytes: Buffer.from(content) })),
      }).ts,
    edit: (channel, ts, text) => changeMessage(forge, channelFor(channel), own(channel, ts), { text }),
    erase: (channel, ts) => removeMessage(forge, channelFor(channel), own(channel, ts)),
    command: (channel, command, text = '') => runCommand(forge, { user, channel, command, text }),
    click: (messageTs, actionId, options = {}) =>
      actOnBlocks(forge, {
        user,
        channel: options.channel,
        message_ts: messageTs,
        action: {
          action_id: actionId,
          ...(options.blockId === undefined ? {} : { block_id: options.blockId }),
          ...(options.value === undefined ? {} : { value: options.value }),
        },
      }),
    choose: (messageTs, actionId, value, options = {}) => {
      const place = { user, channel: options.channel, message_ts: messageTs };
      const { element } = findElement(findPlace(forge, place), { action_id: actionId });
      const chosen =
        element.type === 'overflow'
          ? { selected_option: optionWith(element, value) }
          : stateOf(element, value);
      if ('selected_option' in chosen && chosen.selected_option === undefined)
        throw new Error(`${actionId} has no option ${value}`);
      return actOnBlocks(forge, { ...place, action: { action_id: actionId, ...chosen } });
    },
    actInView: (viewId, action) => actOnBlocks(forge, { user, view_id: viewId, action }),
    submit: (viewId, values = {}) => {
      const blocks = findView(forge, viewId)?.json.blocks ?? [];
      const state: Record<string, Record<string, Json>> = {};
      for (const [blockId, given] of Object.entries(values)) {
        const hit = elementsOf(blocks).find(({ block }) => block.block_id === blockId);
        if (!hit)
          throw new Error(
            `the view has no block ${blockId}: ${blocks.map((block) => String(block.block_id)).join(', ')}`,
          );
        state[blockId] = { [String(hit.element.action_id)]: stateOf(hit.element, given) };
      }
      return submitView(forge, { user, view_id: viewId, values: state });
    },
    close: (viewId) => dismissView(forge, { user, view_id: viewId }),
    shortcut: (callbackId, on) =>
      useShortcut(forge, { user, callback_id: callbackId, channel: on?.channel, message_ts: on?.messageTs }),
    options: (place, actionId, typed) =>
      suggestOptions(forge, {
        user,
        message_ts: place.messageTs,
        view_id: place.viewId,
        action_id: actionId,
        value: typed,
      }),
    openHome: (tab = 'home') => openHome(forge, user, tab),
    home: () => forge.views.homes.get(user)?.json,
    messages,
    thread: (channel, ts) => threadFor(forge, channelFor(channel), ts, user).map(seen),
    waitForMessage: (channel, predicate, { timeoutMs = 30_000 } = {}) =>
      until(
        sandbox,
        () => messages(channel).find(predicate),
        () => `in ${channel}: ${JSON.stringify(messages(channel).map((message) => message.text))}`,
        timeoutMs,
      ),
    waitForView: (predicate = () => true, { timeoutMs = 30_000 } = {}) => {
      const top = (): SeenView | undefined => {
        const view = stackOf(forge, user).at(-1);
        return (
          view && {
            id: view.id,
            callback_id: String(view.json.callback_id),
            blocks: view.json.blocks,
            raw: view.json,
          }
        );
      };
      return until(
        sandbox,
        () => {
          const view = top();
          return view && predicate(view) ? view : undefined;
        },
        () => `open view: ${JSON.stringify(top()?.raw ?? null).slice(0, 500)}`,
        timeoutMs,
      );
    },
    waitForHome: (predicate = () => true, { timeoutMs = 30_000 } = {}) =>
      until(
        sandbox,
        () => {
          const view = self.home();
          return view && predicate(view) ? view : undefined;
        },
        () => `home: ${JSON.stringify(self.home() ?? null).slice(0, 500)}`,
        timeoutMs,
      ),
  };
  return self;
}
