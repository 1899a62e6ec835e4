import type { KnownBlock } from '@slack/types';
import { LogLevel, WebClient } from '@slack/web-api';
import PQueue from 'p-queue';
import { codeOf, LookoutError } from '../../kit/errors.ts';
import { fromSlackError } from './errors.ts';
import { keepPermalinks, type MessagePlace } from './keep-permalinks.ts';
import { isStreamOf, type MessageStreams, streamMessages } from './stream-messages.ts';

export interface SlackMessage {
  text: string;
  blocks?: KnownBlock[];
}

export interface PostTarget {
  workspaceId: string;
  channelId: string;
  threadTs: string | null;
}

/** Posting on behalf of the product. Every failure is a LookoutError. */
export interface SlackOffice extends MessageStreams {
  /** Posts and answers the message's ts. `deliveryId` goes into the metadata, so that it can be found again. */
  post(target: PostTarget, message: SlackMessage, deliveryId: string): Promise<string>;
  update(target: PostTarget, ts: string, message: SlackMessage): Promise<void>;
  /** The ts of a message posted earlier with this delivery id, or null: asked before anything is sent again. */
  findPosted(target: PostTarget, deliveryId: string, since: Date): Promise<string | null>;
  /** Whether people of another company are in a channel, or invited. A channel Slack does not show has nobody to show to. */
  isShared(channel: Pick<PostTarget, 'workspaceId' | 'channelId'>): Promise<boolean>;
  /** Where people open a message; null when Slack has no address for it. Remembered. */
  permalinkOf(place: MessagePlace): Promise<string | null>;
}

export interface SlackOfficeOptions {
  slackApiUrl: string;
  /** The bot token of a workspace, or null when Lookout is not installed there (any more). */
  tokenOf(workspaceId: string): Promise<string | null>;
  /** New messages a channel takes in a window; Slack's own measure unless given. */
  pace?: PostingPace;
}

export interface PostingPace {
  posts: number;
  windowMs: number;
}

const eventType = 'lookout_delivery';
const callTimeoutMs = 10_000;
/** Slack takes about one message a second a channel, with short bursts. */
const slackPace: PostingPace = { posts: 4, windowMs: 4_000 };
/** Posts that may wait for a channel here; more wait in their outbox rows, where nobody takes them for lost. */
const mostWaiting = 4;
/** How far back a message is looked for: pages of 200. */
const pagesSearched = 10;
/** A channel's queue that is idle is forgotten. */
const queuesKept = 2_000;

/**
 * Posts for all workspaces, one queue a channel: Slack counts new messages a channel, edits it counts a message.
 * Clients are made per token and kept.
 */
export function createSlackOffice({
  slackApiUrl,
  tokenOf,
  pace = slackPace,
}: SlackOfficeOptions): SlackOffice {
  const clients = new Map<string, WebClient>();
  const channels = new Map<string, PQueue>();

  const clientFor = async (workspaceId: string): Promise<WebClient> => {
    const token = await tokenOf(workspaceId);
    if (!token) throw new LookoutError('unauthenticated', 'Lookout is not installed in this workspace.');
    const known = clients.get(token);
    if (known) return known;
    // No retries of its own: a repeated post after a lost answer would be a second message.
    const client = new WebClient(token, {
      slackApiUrl,
      timeout: callTimeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
    clients.set(token, client);
    return client;
  };

  const queueFor = ({ workspaceId, channelId }: PostTarget): PQueue => {
    const key = `${workspaceId}/${channelId}`;
    const known = channels.get(key);
    if (known) return known;
    if (channels.size >= queuesKept) {
      for (const [name, queue] of channels)
        if (queue.size === 0 && queue.pending === 0) channels.delete(name);
    }
    const queue = new PQueue({
      concurrency: 1,
      interval: pace.windowMs,
      intervalCap: pace.posts,
      strict: true,
    });
    channels.set(key, queue);
    return queue;
  };

  const callFor = async <T>(workspaceId: string, work: (client: WebClient) => Promise<T>): Promise<T> => {
    const client = await clientFor(workspaceId);
    try {
      return await work(client);
    } catch (error) {
      throw fromSlackError(error) ?? error;
    }
  };

  const call = async <T>(target: PostTarget, work: (client: WebClient) => Promise<T>): Promise<T> =>
    await callFor(target.workspaceId, work);

  const inTurn = async <T>(target: PostTarget, work: (client: WebClient) => Promise<T>): Promise<T> => {
    const queue = queueFor(target);
    if (queue.size >= mostWaiting) {
      throw new LookoutError('rate_limited', 'this channel is busy', { retryAfterMs: pace.windowMs });
    }
    return await queue.add(() => call(target, work));
  };

  return {
    post: async (target, message, deliveryId) =>
      await inTurn(target, async (client) => {
        const answer = await client.chat.postMessage({
          channel: target.channelId,
          ...(target.threadTs ? { thread_ts: target.threadTs } : {}),
          text: message.text,
          ...(message.blocks ? { blocks: message.blocks } : {}),
          unfurl_links: false,
          unfurl_media: false,
          metadata: markOf(deliveryId),
        });
        return answer.ts ?? '';
      }),
    update: async (target, ts, message) => {
      await call(target, (client) =>
        client.chat.update({
          channel: target.channelId,
          ts,
          text: message.text,
          ...(message.blocks ? { blocks: message.blocks } : {}),
        }),
      );
    },
    findPosted: async (target, deliveryId, since) =>
      await call(target, async (client) => {
        const oldest = String(Math.floor(since.getTime() / 1000) - 60);
        let cursor: string | undefined;
        for (let page = 0; page < pagesSearched; page += 1) {
          const asked = {
            channel: target.channelId,
            oldest,
            limit: 200,
            include_all_metadata: true,
            ...(cursor ? { cursor } : {}),
          };
          const answer = target.threadTs
            ? await client.conversations.replies({ ...asked, ts: target.threadTs })
            : await client.conversations.history(asked);
          const found = answer.messages?.find(
            (message) => isDelivery(message.metadata, deliveryId) || isStreamOf(message.blocks, deliveryId),
          );
          if (found?.ts) return found.ts;
          cursor = answer.response_metadata?.next_cursor;
          if (!cursor) return null;
        }
        return null;
      }),
    isShared: async ({ workspaceId, channelId }) => {
      try {
        const { channel } = await callFor(workspaceId, (client) =>
          client.conversations.info({ channel: channelId }),
        );
        return Boolean(channel?.is_ext_shared || channel?.is_pending_ext_shared);
      } catch (error) {
        if (codeOf(error) === 'not_found') return false;
        throw error;
      }
    },
    permalinkOf: keepPermalinks(callFor),
    ...streamMessages({ call, inTurn }, markOf),
  };
}

const markOf = (deliveryId: string) => ({
  event_type: eventType,
  event_payload: { delivery_id: deliveryId },
});

function isDelivery(metadata: unknown, deliveryId: string): boolean {
  const known = metadata as { event_type?: string; event_payload?: { delivery_id?: string } } | undefined;
  return known?.event_type === eventType && known.event_payload?.delivery_id === deliveryId;
}
