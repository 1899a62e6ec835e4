import { LogLevel } from '@slack/logger';
import type { KnownBlock } from '@slack/types';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import PQueue from 'p-queue';
import { type ErrorCode, LookoutError } from '../../kit/errors.ts';

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
export interface SlackOffice {
  /** Posts and answers the message's ts. `deliveryId` goes into the metadata, so that it can be found again. */
  post(target: PostTarget, message: SlackMessage, deliveryId: string): Promise<string>;
  update(target: PostTarget, ts: string, message: SlackMessage): Promise<void>;
  /** The ts of a message posted earlier with this delivery id, or null: asked before anything is sent again. */
  findPosted(target: PostTarget, deliveryId: string, since: Date): Promise<string | null>;
}

export interface SlackOfficeOptions {
  slackApiUrl: string;
  /** The bot token of a workspace, or null when Lookout is not installed there (any more). */
  tokenOf(workspaceId: string): Promise<string | null>;
}

const eventType = 'lookout_delivery';
const callTimeoutMs = 10_000;
/** Slack takes about one message a second a channel, with short bursts. */
const postsPerWindow = 4;
const windowMs = 4_000;
/** A channel's queue that is idle is forgotten. */
const queuesKept = 2_000;

/** Slack's refusals that no repetition changes, by its own error names. */
const refusals: Record<string, [ErrorCode, string]> = {
  channel_not_found: ['not_found', 'The channel does not exist any more, or Lookout is not in it.'],
  not_in_channel: ['not_allowed', 'Lookout is not in the channel any more. Invite it again with /invite @Lookout.'],
  is_archived: ['not_allowed', 'The channel is archived.'],
  message_not_found: ['not_found', 'The message was deleted.'],
  thread_not_found: ['not_found', 'The thread was deleted.'],
  cant_update_message: ['not_allowed', 'The message cannot be changed any more.'],
  token_revoked: ['unauthenticated', 'Lookout was removed from this workspace. Install it again.'],
  invalid_auth: ['unauthenticated', 'Slack does not accept the token. Install Lookout again.'],
  account_inactive: ['unauthenticated', 'Lookout was removed from this workspace. Install it again.'],
  missing_scope: ['not_allowed', 'Lookout lacks a permission in this workspace. Install it again.'],
};

/** Platform errors that are Slack's own trouble and pass. */
const passing = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']);

/** Any failure of a Web API call in our words. Tells transience by class and code, never by text. */
export function toSlackError(error: unknown): LookoutError {
  if (error instanceof WebAPIRateLimitedError) {
    return new LookoutError('rate_limited', 'Slack asked to wait', { cause: error, retryAfterMs: error.retryAfter * 1000 });
  }
  if (error instanceof WebAPIPlatformError) {
    const name = String(error.data.error);
    if (passing.has(name)) return new LookoutError('vendor_down', `Slack: ${name}`, { cause: error });
    const [code, humanMessage] = refusals[name] ?? ['vendor_refused', `Slack refused the message (${name}).`];
    return new LookoutError(code, `Slack: ${name}`, { cause: error, humanMessage, fields: { slackError: name } });
  }
  if (error instanceof WebAPIHTTPError || error instanceof WebAPIRequestError) {
    return new LookoutError('vendor_down', 'Slack did not answer', { cause: error });
  }
  if (error instanceof LookoutError) return error;
  return new LookoutError('internal', 'a call to Slack failed', { cause: error });
}

/** Posts for all workspaces, one queue a channel. Clients are made per token and kept. */
export function createSlackOffice({ slackApiUrl, tokenOf }: SlackOfficeOptions): SlackOffice {
  const clients = new Map<string, WebClient>();
  const channels = new Map<string, PQueue>();

  const clientFor = async (workspaceId: string): Promise<WebClient> => {
    const token = await tokenOf(workspaceId);
    if (!token) throw toSlackError(new LookoutError('unauthenticated', 'Lookout is not installed in this workspace.'));
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
      for (const [name, queue] of channels) if (queue.size === 0 && queue.pending === 0) channels.delete(name);
    }
    const queue = new PQueue({ concurrency: 1, interval: windowMs, intervalCap: postsPerWindow, strict: true });
    channels.set(key, queue);
    return queue;
  };

  const call = async <T>(target: PostTarget, work: (client: WebClient) => Promise<T>): Promise<T> => {
    const client = await clientFor(target.workspaceId);
    try {
      return await queueFor(target).add(() => work(client));
    } catch (error) {
      throw toSlackError(error);
    }
  };

  return {
    post: async (target, message, deliveryId) =>
      await call(target, async (client) => {
        const answer = await client.chat.postMessage({
          channel: target.channelId,
          ...(target.threadTs ? { thread_ts: target.threadTs } : {}),
          text: message.text,
          ...(message.blocks ? { blocks: message.blocks } : {}),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: eventType, event_payload: { delivery_id: deliveryId } },
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
        const common = { channel: target.channelId, oldest, limit: 200, include_all_metadata: true };
        const answer = target.threadTs
          ? await client.conversations.replies({ ...common, ts: target.threadTs })
          : await client.conversations.history(common);
        const found = (answer.messages ?? []).find((message) => {
          const metadata = message.metadata as { event_type?: string; event_payload?: { delivery_id?: string } } | undefined;
          return metadata?.event_type === eventType && metadata.event_payload?.delivery_id === deliveryId;
        });
        return found?.ts ?? null;
      }),
  };
}
