import { joinChannel } from '../membership.ts';
import { renderChannel, renderMessage } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { botUserId, type Channel, findMessage, type Message, repliesOf } from '../workspace.ts';
import {
  type ApiMethods,
  type CallContext,
  flag,
  list,
  needScope,
  optionalText,
  page,
  text,
} from './api-method.ts';
import {
  joinedChannel,
  kindOf,
  needConversationScope,
  readScopeOf,
  visibleChannel,
} from './conversation-access.ts';

/** Keeps what lies between `oldest` and `latest`, their ends excluded unless `inclusive`. */
function within(args: CallContext['args']): (message: Message) => boolean {
  const oldest = optionalText(args, 'oldest');
  const latest = optionalText(args, 'latest');
  const inclusive = flag(args, 'inclusive');
  return ({ ts }) =>
    (oldest === undefined || Number(ts) > Number(oldest) || (inclusive && ts === oldest)) &&
    (latest === undefined || Number(ts) < Number(latest) || (inclusive && ts === latest));
}

function readable({ forge, args, token }: CallContext, verb: 'read' | 'history'): Channel {
  const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
  needConversationScope(token, channel, verb);
  return channel;
}

export const conversationMethods: ApiMethods = {
  'conversations.info': {
    token: 'bot',
    run: (context) => ({
      channel: renderChannel(context.forge, readable(context, 'read'), {
        members: flag(context.args, 'include_num_members'),
      }),
    }),
  },
  'conversations.list': {
    token: 'bot',
    run: ({ forge, args, token }) => {
      const types = list(args, 'types');
      const kinds = (types.length > 0 ? types : ['public_channel']).map((type) => kindOf[type]);
      if (kinds.includes(undefined)) throw new SlackError('invalid_types');
      for (const kind of kinds) if (kind) needScope(token, [readScopeOf[kind]]);
      const all = [...forge.workspace.channels.values()].filter(
        (channel) =>
          kinds.includes(channel.kind) && (channel.kind === 'public' || channel.members.has(botUserId)),
      );
      const { items, nextCursor } = page(all, args);
      return {
        channels: items.map((channel) => renderChannel(forge, channel, { members: true })),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'conversations.members': {
    token: 'bot',
    run: (context) => {
      const { items, nextCursor } = page([...readable(context, 'read').members], context.args);
      return { members: items, response_metadata: { next_cursor: nextCursor } };
    },
  },
  'conversations.history': {
    token: 'bot',
    run: (context) => {
      const { forge, args } = context;
      const channel = readable(context, 'history');
      joinedChannel(forge, channel.id);
      const all = channel.messages
        .filter((message) => message.visibleTo === undefined)
        .filter(
          (message) =>
            !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast',
        )
        .filter(within(args))
        .reverse();
      const { items, nextCursor } = page(all, args);
      const metadata = flag(args, 'include_all_metadata');
      return {
        messages: items.map((message) => renderMessage(forge, channel, message, { metadata })),
        has_more: nextCursor !== '',
        pin_count: 0,
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'conversations.replies': {
    token: 'bot',
    run: (context) => {
      const { forge, args } = context;
      const channel = readable(context, 'history');
      joinedChannel(forge, channel.id);
      const root = findMessage(channel, text(args, 'ts'));
      if (!root) throw new SlackError('thread_not_found');
      const isReply = root.thread_ts !== undefined && root.thread_ts !== root.ts;
      const replies = isReply ? [] : repliesOf(channel, root.ts).filter(within(args));
      const { items, nextCursor } = page(replies, args);
      const metadata = flag(args, 'include_all_metadata');
      return {
        messages: [root, ...items].map((message) => renderMessage(forge, channel, message, { metadata })),
        has_more: nextCursor !== '',
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'conversations.open': {
    token: 'bot',
    scopes: ['im:write'],
    run: ({ forge, args }) => {
      const channelId = optionalText(args, 'channel');
      const users = list(args, 'users');
      if (channelId === undefined && users.length === 0) throw new SlackError('users_list_not_supplied');
      if (users.length > 1) throw new SlackError('method_not_supported_for_channel_type');
      const user = users[0];
      if (user !== undefined && !forge.workspace.people.has(user)) throw new SlackError('user_not_found');
      const channel = visibleChannel(forge, channelId ?? user);
      return {
        no_op: true,
        already_open: true,
        channel: flag(args, 'return_im') ? renderChannel(forge, channel) : { id: channel.id },
      };
    },
  },
  'conversations.join': {
    token: 'bot',
    scopes: ['channels:join'],
    run: ({ forge, args }) => {
      const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
      if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      const already = channel.members.has(botUserId);
      if (!already) joinChannel(forge, channel, botUserId, undefined);
      return {
        channel: renderChannel(forge, channel),
        ...(already
          ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
          : {}),
      };
    },
  },
  'conversations.invite': {
    token: 'bot',
    scopes: ['channels:manage', 'groups:write', 'channels:write.invites', 'groups:write.invites'],
    run: ({ forge, args }) => {
      const channel = joinedChannel(forge, text(args, 'channel', 'channel_not_found'));
      if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
      const users = list(args, 'users');
      if (users.length === 0) throw new SlackError('no_user');
      for (const user of users) {
        if (user === botUserId) throw new SlackError('cant_invite_self');
        if (!forge.workspace.people.has(user)) throw new SlackError('user_not_found');
        if (channel.members.has(user)) throw new SlackError('already_in_channel');
      }
      for (const user of users) joinChannel(forge, channel, user, botUserId);
      return { channel: renderChannel(forge, channel) };
    },
  },
};
