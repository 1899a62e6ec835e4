import { announceEdit, announceMessage } from './app-events.ts';
import type { Forge } from './forge.ts';
import { renderForPerson, renderMessage } from './render.ts';
import { type Channel, type Message, slackbotId } from './workspace.ts';

export type Draft = Omit<Message, 'ts' | 'reactions'>;

/** Adds a message, shows it to the people and tells the app. */
export function addMessage(forge: Forge, channel: Channel, draft: Draft): Message {
  const message: Message = { ...draft, ts: forge.ids.ts(), reactions: [] };
  channel.messages.push(message);
  if (message.visibleTo !== undefined) {
    forge.bus.emit({
      type: 'ephemeral',
      channel: channel.id,
      user: message.visibleTo,
      message: renderForPerson(forge, channel, message),
    });
    return message;
  }
  endStatus(forge, channel, message);
  forge.bus.emit({ type: 'message', channel: channel.id, message: renderForPerson(forge, channel, message) });
  const parent = parentOf(channel, message);
  if (parent)
    forge.bus.emit({
      type: 'message_changed',
      channel: channel.id,
      message: renderForPerson(forge, channel, parent),
    });
  announceMessage(forge, channel, message);
  return message;
}

const parentOf = (channel: Channel, message: Message): Message | undefined =>
  message.thread_ts === undefined || message.thread_ts === message.ts
    ? undefined
    : channel.messages.find((one) => one.ts === message.thread_ts);

/** An answer of the app takes the "is thinking" line of its thread away. */
function endStatus(forge: Forge, channel: Channel, message: Message): void {
  if (message.bot_id === undefined || message.thread_ts === undefined) return;
  forge.bus.emit({ type: 'status', channel: channel.id, thread_ts: message.thread_ts, status: '' });
}

/** Changes a message in place. `quiet` while it streams: people see it, the app hears only of the end. */
export function changeMessage(
  forge: Forge,
  channel: Channel,
  message: Message,
  change: Partial<Message>,
  quiet = false,
): void {
  const before = renderMessage(forge, channel, message, { metadata: false });
  Object.assign(message, change);
  const shown = renderForPerson(forge, channel, message);
  if (message.visibleTo !== undefined) {
    forge.bus.emit({ type: 'ephemeral', channel: channel.id, user: message.visibleTo, message: shown });
    return;
  }
  forge.bus.emit({ type: 'message_changed', channel: channel.id, message: shown });
  if (!quiet) {
    announceEdit(
      forge,
      channel,
      'message_changed',
      before,
      renderMessage(forge, channel, message, { metadata: false }),
    );
  }
}

/** Removes a message; its replies stay, as in Slack. */
export function removeMessage(forge: Forge, channel: Channel, message: Message): void {
  const before = renderMessage(forge, channel, message, { metadata: false });
  channel.messages.splice(channel.messages.indexOf(message), 1);
  forge.bus.emit({
    type: 'message_deleted',
    channel: channel.id,
    ts: message.ts,
    thread_ts: message.thread_ts,
  });
  if (message.visibleTo === undefined) announceEdit(forge, channel, 'message_deleted', before, undefined);
}

/** A line from Slackbot that only one person sees. */
export const whisper = (
  forge: Forge,
  channel: Channel,
  user: string,
  text: string,
  threadTs?: string,
): Message =>
  addMessage(forge, channel, {
    user: slackbotId,
    username: 'Slackbot',
    text,
    visibleTo: user,
    thread_ts: threadTs,
  });
