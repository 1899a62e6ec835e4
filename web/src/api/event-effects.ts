import type { SandboxEvent } from './types.ts';

type QueryKey = readonly (string | undefined)[];

/** One place for the cache's keys, so that a stream event can name exactly what it made stale. */
export const keys = {
  state: (user?: string): QueryKey => ['state', user],
  messages: (user: string, channel: string): QueryKey => ['messages', user, channel],
  thread: (user: string, channel: string, ts: string): QueryKey => ['thread', user, channel, ts],
  views: (user: string): QueryKey => ['views', user],
  home: (user: string): QueryKey => ['home', user],
  site: (): QueryKey => ['site'],
  linear: (): QueryKey => ['linear'],
  notion: (): QueryKey => ['notion'],
  notionPage: (id: string): QueryKey => ['notion', id],
};

/** The first state is asked for before one knows who one is, so its key carries no user. */
export const ANY_STATE: QueryKey = ['state'];

/** Which cached answers an event of the stream makes stale, for the person looking. */
export function staleKeys(event: SandboxEvent, user: string): QueryKey[] {
  switch (event.type) {
    case 'message':
    case 'message_changed':
    case 'message_deleted':
    case 'ephemeral':
    case 'reaction': {
      const inChannel = event.channel ? [event.channel] : [];
      return [['messages', user, ...inChannel], ['thread', user, ...inChannel], ANY_STATE];
    }
    case 'view_opened':
    case 'view_updated':
    case 'view_closed':
      return [keys.views(user)];
    case 'home':
      return [keys.home(user)];
    case 'connection':
    case 'channel':
    case 'prompts':
      return [ANY_STATE];
    case 'site':
      return [keys.site()];
    case 'linear':
      return [keys.linear()];
    case 'notion':
      return [keys.notion()];
    case 'status':
      return [];
    default:
      // A type this page does not know yet: look at everything rather than miss it.
      return [[]];
  }
}
