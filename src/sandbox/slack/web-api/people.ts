import { renderUser } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { botId, botUserId } from '../workspace.ts';
import { type ApiMethods, optionalText, page, text } from './api-method.ts';

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
