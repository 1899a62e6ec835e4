import type { Place } from './door.ts';

/** Messages of a thread that are read; longer threads are cut at their end. */
const mostPages = 5;
const pageSize = 200;

/** A message of a thread, as Slack gives it. */
export interface Said {
  user?: string | undefined;
  username?: string | undefined;
  text?: string | undefined;
  ts?: string | undefined;
  bot_id?: string | undefined;
  files?: readonly unknown[] | undefined;
}

/** The messages of a thread, oldest first, its first message included. */
export async function messagesOf({ client, channelId }: Place, rootTs: string): Promise<Said[]> {
  const all: Said[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await client.conversations.replies({
      channel: channelId,
      ts: rootTs,
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    all.push(...(answer.messages ?? []));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  return all;
}
