import type { WebClient } from '@slack/web-api';

/** A message by where it stands: `ts` of a thread's first message is the thread's. */
export interface MessagePlace {
  workspaceId: string;
  channelId: string;
  ts: string;
}

/** Addresses that are remembered; a message's never changes. */
const mostKept = 5_000;

/**
 * Asks Slack for addresses of messages, once for each. What is asked for by many at the same time is asked once; a
 * failure is not remembered, so the next one asks again.
 */
export function keepPermalinks(
  call: <T>(workspaceId: string, work: (client: WebClient) => Promise<T>) => Promise<T>,
): (place: MessagePlace) => Promise<string | null> {
  const kept = new Map<string, Promise<string | null>>();
  return async ({ workspaceId, channelId, ts }) => {
    const key = `${workspaceId}/${channelId}/${ts}`;
    const known = kept.get(key);
    if (known !== undefined) return await known;
    const asked = call(workspaceId, async (client) => {
      const { permalink } = await client.chat.getPermalink({ channel: channelId, message_ts: ts });
      return permalink ?? null;
    });
    kept.set(key, asked);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    try {
      return await asked;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}
