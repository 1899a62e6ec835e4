import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../kit/clock.ts';
import { createMemory } from './remember.ts';

export interface Person {
  /** As others see it in Slack. */
  name: string;
  /** IANA name, for "weekdays at 9". */
  timeZone: string;
  isGuest: boolean;
  /** Confirmed by Slack; null where it is hidden. */
  email: string | null;
  /** First and last name. */
  realName: string;
}

export interface Channel {
  kind: 'channel' | 'private' | 'direct';
  /** Shared with another company by Slack Connect. */
  isShared: boolean;
  /** The other side of a direct message. */
  directWith: string | null;
}

/** Who people are and where they belong, asked of Slack and believed for a minute. */
export interface People {
  person(client: WebClient, workspaceId: string, userId: string): Promise<Person>;
  channel(client: WebClient, workspaceId: string, channelId: string): Promise<Channel>;
  isMember(client: WebClient, workspaceId: string, channelId: string, userId: string): Promise<boolean>;
  /** The conversations somebody is in, as far as Lookout may know of them: private ones only where it is in too. */
  conversationsOf(
    client: WebClient,
    workspaceId: string,
    userId: string,
  ): Promise<ReadonlyMap<string, Channel>>;
}

/** How long a membership is believed: long enough for a burst of clicks, short enough after a removal. */
const believedMs = 60_000;
const mostKept = 5_000;
/** conversations.members takes at most 1,000 a page; Slack asks for 200 or fewer only as a habit. */
const pageSize = 1_000;

export function createPeople(clock: Clock): People {
  const options = { clock, forMs: believedMs, max: mostKept };
  const persons = createMemory<Person>(options);
  const channels = createMemory<Channel>(options);
  const memberships = createMemory<boolean>(options);
  const conversations = createMemory<ReadonlyMap<string, Channel>>(options);

  return {
    person: (client, workspaceId, userId) =>
      persons(`${workspaceId}:${userId}`, async () => {
        const { user } = await client.users.info({ user: userId });
        return {
          name: user?.profile?.display_name || user?.real_name || user?.name || userId,
          timeZone: user?.tz ?? 'UTC',
          isGuest: Boolean(user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger),
          email: user?.profile?.email ?? null,
          realName: user?.real_name ?? '',
        };
      }),
    channel: (client, workspaceId, channelId) =>
      channels(`${workspaceId}:${channelId}`, async () => {
        const { channel } = await client.conversations.info({ channel: channelId });
        return channelOf(channel ?? {});
      }),
    conversationsOf: (client, workspaceId, userId) =>
      conversations(`${workspaceId}:${userId}`, async () => {
        const all = new Map<string, Channel>();
        let cursor: string | undefined;
        do {
          const page = await client.users.conversations({
            user: userId,
            types: 'public_channel,private_channel,mpim,im',
            limit: pageSize,
            ...(cursor ? { cursor } : {}),
          });
          for (const channel of page.channels ?? []) if (channel.id) all.set(channel.id, channelOf(channel));
          cursor = page.response_metadata?.next_cursor || undefined;
        } while (cursor);
        return all;
      }),
    isMember: (client, workspaceId, channelId, userId) =>
      memberships(`${workspaceId}:${channelId}:${userId}`, async () => {
        let cursor: string | undefined;
        do {
          const page = await client.conversations.members({
            channel: channelId,
            limit: pageSize,
            ...(cursor ? { cursor } : {}),
          });
          if (page.members?.includes(userId)) return true;
          cursor = page.response_metadata?.next_cursor || undefined;
        } while (cursor);
        return false;
      }),
  };
}

/** What Slack says of a conversation, as far as it matters here. */
interface SlackChannel {
  is_im?: boolean;
  is_mpim?: boolean;
  is_private?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
}

function channelOf(channel: SlackChannel): Channel {
  const direct = Boolean(channel.is_im);
  return {
    kind: direct ? 'direct' : channel.is_private || channel.is_mpim ? 'private' : 'channel',
    isShared: Boolean(channel.is_ext_shared || channel.is_pending_ext_shared),
    directWith: direct ? ((channel as { user?: string }).user ?? null) : null,
  };
}
