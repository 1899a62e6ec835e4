import { renderChannel, renderUser } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { botId, botUserId } from '../workspace.ts';
import { type ApiMethods, list, needScope, optionalText, page, text } from './api-method.ts';
import { kindOf, readScopeOf } from './conversation-access.ts';

export const peopleMethods: ApiMethods = {
  'users.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: ({ forge, args, token }) => {
      const person = forge.workspace.people.get(text(args, 'user', 'user_not_found'));
      if (!person) throw new SlackError('user_not_found');
      return { user: renderUser(forge, person, token.scopes.has('users:read.email')) };
    },
  },
  'users.list': {
    token: 'bot',
    scopes: ['users:read'],
    run: ({ forge, args, token }) => {
      const { items, nextCursor } = page([...forge.workspace.people.values()], args);
      return {
        members: items.map((person) => renderUser(forge, person, token.scopes.has('users:read.email'))),
        cache_ts: Math.floor(forge.clock.now().getTime() / 1_000),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'users.conversations': {
    token: 'bot',
    run: ({ forge, args, token }) => {
      const user = optionalText(args, 'user') ?? botUserId;
      if (!forge.workspace.people.has(user)) throw new SlackError('user_not_found');
      const types = list(args, 'types');
      const kinds = (types.length > 0 ? types : ['public_channel']).map((type) => {
        if (!(type in kindOf)) throw new SlackError('invalid_types');
        return kindOf[type];
      });
      for (const kind of kinds) if (kind) needScope(token, [readScopeOf[kind]]);
      // Of what is not public only what the app is in as well.
      const shared = [...forge.workspace.channels.values()].filter(
        ({ kind, members }) =>
          kinds.includes(kind) && members.has(user) && (kind === 'public' || members.has(botUserId)),
      );
      const { items, nextCursor } = page(shared, args);
      return {
        channels: items.map((channel) => renderChannel(forge, channel)),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'users.lookupByEmail': {
    token: 'bot',
    scopes: ['users:read.email'],
    run: ({ forge, args }) => {
      const email = text(args, 'email').toLowerCase();
      const person = [...forge.workspace.people.values()].find((one) => one.email?.toLowerCase() === email);
      if (!person) throw new SlackError('users_not_found');
      return { user: renderUser(forge, person, true) };
    },
  },
  'bots.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: ({ forge, args }) => {
      if ((optionalText(args, 'bot') ?? botId) !== botId) throw new SlackError('bot_not_found');
      return {
        bot: {
          id: botId,
          deleted: false,
          name: forge.app.name,
          updated: 0,
          app_id: forge.app.appId,
          user_id: botUserId,
          icons: {},
        },
      };
    },
  },
  'team.info': {
    token: 'bot',
    scopes: ['team:read'],
    run: ({ forge }) => ({
      team: {
        ...forge.workspace.team,
        url: `${forge.baseUrl()}/`,
        email_domain: 'sandbox.example',
        icon: { image_default: true },
        avatar_base_url: `${forge.baseUrl()}/`,
        is_verified: false,
      },
    }),
  },
};
