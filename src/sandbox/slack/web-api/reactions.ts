import type { Forge } from '../forge.ts';
import type { Json } from '../json.ts';
import { renderForPerson, renderMessage } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { botUserId, type Channel, findMessage, type Message } from '../workspace.ts';
import { type ApiMethods, text } from './api-method.ts';
import { joinedChannel } from './conversation-access.ts';

function target(forge: Forge, args: Json): { channel: Channel; message: Message } {
  const channel = joinedChannel(forge, text(args, 'channel', 'no_item_specified'));
  const message = findMessage(channel, text(args, 'timestamp', 'no_item_specified'));
  if (!message) throw new SlackError('message_not_found');
  return { channel, message };
}

function emojiName(args: Json): string {
  const name = text(args, 'name', 'invalid_name').replaceAll(':', '');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackError('invalid_name');
  return name;
}

/** Puts someone's reaction on a message or takes it off; says whether anything changed. */
function setReaction(
  forge: Forge,
  channel: Channel,
  message: Message,
  name: string,
  user: string,
  on: boolean,
): boolean {
  const known = message.reactions.find((reaction) => reaction.name === name);
  const has = known?.users.includes(user) ?? false;
  if (has === on) return false;
  if (on && known) known.users.push(user);
  else if (on) message.reactions.push({ name, users: [user] });
  else if (known) {
    known.users = known.users.filter((one) => one !== user);
    message.reactions = message.reactions.filter((reaction) => reaction.users.length > 0);
  }
  forge.bus.emit({ type: 'reaction', channel: channel.id, ts: message.ts, name, user, added: on });
  forge.bus.emit({
    type: 'message_changed',
    channel: channel.id,
    message: renderForPerson(forge, channel, message),
  });
  return true;
}

export const reactionMethods: ApiMethods = {
  'reactions.add': {
    token: 'bot',
    scopes: ['reactions:write'],
    run: ({ forge, args }) => {
      const { channel, message } = target(forge, args);
      if (!setReaction(forge, channel, message, emojiName(args), botUserId, true))
        throw new SlackError('already_reacted');
      return {};
    },
  },
  'reactions.remove': {
    token: 'bot',
    scopes: ['reactions:write'],
    run: ({ forge, args }) => {
      const { channel, message } = target(forge, args);
      if (!setReaction(forge, channel, message, emojiName(args), botUserId, false))
        throw new SlackError('no_reaction');
      return {};
    },
  },
  'reactions.get': {
    token: 'bot',
    scopes: ['reactions:read'],
    run: ({ forge, args }) => {
      const { channel, message } = target(forge, args);
      return {
        type: 'message',
        channel: channel.id,
        message: renderMessage(forge, channel, message, { metadata: false }),
      };
    },
  },
};
