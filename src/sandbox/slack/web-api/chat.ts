import type { Forge } from '../forge.ts';
import { limits } from '../limits.ts';
import { addMessage, changeMessage, removeMessage } from '../messages.ts';
import { renderMessage } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { botId, botUserId, type Channel, findMessage, type Message } from '../workspace.ts';
import {
  type ApiMethods,
  type CallContext,
  flag,
  needScope,
  optionalText,
  structured,
  text,
} from './api-method.ts';
import { joinedChannel, visibleChannel } from './conversation-access.ts';
import { readContent, readMetadata } from './message-content.ts';

/** The conversation to post in: a member's, or a public one with chat:write.public. */
function postingChannel({ forge, args, token }: CallContext): Channel {
  const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
  if (!channel.members.has(botUserId) && !token.scopes.has('chat:write.public'))
    throw new SlackError('not_in_channel');
  return channel;
}

/** The root of the thread to reply in; a reply's own timestamp leads to its root, as in Slack. */
function threadOf(channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  const target = findMessage(channel, threadTs);
  if (!target) throw new SlackError('thread_not_found');
  return target.thread_ts ?? target.ts;
}

/** With `simulateRateLimits`: one message a second a channel, as Slack documents. */
function mindTheRate(forge: Forge, channel: Channel): void {
  if (!forge.simulateRateLimits) return;
  const now = forge.clock.now().getTime();
  const last = forge.lastPostAt.get(channel.id) ?? Number.NEGATIVE_INFINITY;
  if (now - last < 1_000) throw new SlackError('ratelimited', { retryAfterSeconds: 1 });
  forge.lastPostAt.set(channel.id, now);
}

/** A message of the app itself; Slack lets it change no other. */
function ownMessage(channel: Channel, ts: string, refusal: string): Message {
  const message = findMessage(channel, ts);
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== botUserId) throw new SlackError(refusal);
  return message;
}

export const chatMethods: ApiMethods = {
  'chat.postMessage': {
    token: 'bot',
    scopes: ['chat:write'],
    run: (context) => {
      const { forge, args, token } = context;
      const channel = postingChannel(context);
      const username = optionalText(args, 'username');
      if (username !== undefined) needScope(token, ['chat:write.customize']);
      const content = readContent(args);
      const metadata = readMetadata(args) ?? undefined;
      const threadTs = threadOf(channel, optionalText(args, 'thread_ts'));
      mindTheRate(forge, channel);
      const message = addMessage(forge, channel, {
        user: botUserId,
        bot_id: botId,
        username,
        ...content,
        metadata,
        thread_ts: threadTs,
        ...(threadTs !== undefined && flag(args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {}),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        message: renderMessage(forge, channel, message, { metadata: true }),
      };
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    scopes: ['chat:write'],
    run: (context) => {
      const { forge, args } = context;
      const channel = joinedChannel(forge, text(args, 'channel', 'channel_not_found'));
      const user = text(args, 'user');
      if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
      const message = addMessage(forge, channel, {
        user: botUserId,
        bot_id: botId,
        ...readContent(args),
        visibleTo: user,
        thread_ts: optionalText(args, 'thread_ts'),
      });
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    token: 'bot',
    scopes: ['chat:write'],
    run: ({ forge, args }) => {
      const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
      const message = ownMessage(channel, text(args, 'ts', 'message_not_found'), 'cant_update_message');
      if (message.streaming) throw new SlackError('streaming_state_conflict');
      if ((optionalText(args, 'text') ?? '').length > limits.updateText) throw new SlackError('msg_too_long');
      const hasContent = ['text', 'markdown_text', 'blocks', 'attachments'].some(
        (name) => optionalText(args, name) !== undefined || structuredGiven(args[name]),
      );
      const metadata = readMetadata(args);
      if (!hasContent && metadata === undefined) throw new SlackError('no_text');
      const content = hasContent ? readUpdate(message, args) : {};
      changeMessage(forge, channel, message, {
        ...content,
        ...(metadata === undefined ? {} : { metadata: metadata ?? undefined }),
        ...(content.blocks ? {} : { edited: { user: botUserId, ts: forge.ids.ts() } }),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: renderMessage(forge, channel, message, { metadata: true }),
      };
    },
  },
  'chat.delete': {
    token: 'bot',
    scopes: ['chat:write'],
    run: ({ forge, args }) => {
      const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
      const message = ownMessage(channel, text(args, 'ts', 'message_not_found'), 'cant_delete_message');
      removeMessage(forge, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    token: 'bot',
    run: ({ forge, args }) => {
      const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
      const message = findMessage(channel, text(args, 'message_ts', 'message_not_found'));
      if (!message) throw new SlackError('message_not_found');
      const inThread =
        message.thread_ts && message.thread_ts !== message.ts
          ? `?thread_ts=${message.thread_ts}&cid=${channel.id}`
          : '';
      return {
        channel: channel.id,
        permalink: `${forge.baseUrl()}/archives/${channel.id}/p${message.ts.replace('.', '')}${inThread}`,
      };
    },
  },
};

const structuredGiven = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Blocks stay when only they or nothing is given; text without blocks removes them, an empty list too. */
function readUpdate(message: Message, args: CallContext['args']): Partial<Message> {
  const blocks = structured(args, 'blocks', 'invalid_blocks_format');
  const emptied = Array.isArray(blocks) && blocks.length === 0;
  const content = readContent(emptied ? { ...args, blocks: undefined } : args);
  const hasText =
    optionalText(args, 'text') !== undefined || optionalText(args, 'markdown_text') !== undefined;
  return {
    ...content,
    text: hasText ? content.text : message.text,
    blocks: content.blocks ?? (hasText || emptied ? undefined : message.blocks),
    attachments:
      content.attachments ??
      (structured(args, 'attachments') === undefined ? message.attachments : undefined),
  };
}
