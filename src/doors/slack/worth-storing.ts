import { readReply } from './read-reply.ts';
import type { SyncedThreads } from './synced-threads.ts';

/**
 * Whether an event is anything to Lookout. Slack sends every message of every channel Lookout is in; what people say to
 * each other is not kept, not even for a moment, unless it is a reply in a thread that somebody has synced.
 */
export async function isWorthStoring(
  event: unknown,
  workspaceId: string,
  synced: Pick<SyncedThreads, 'has'>,
): Promise<boolean> {
  const said = event as { type?: unknown; channel_type?: unknown; bot_id?: unknown };
  if (said.type !== 'message') return true;
  // In a direct message all is said to Lookout, but for its own words.
  if (said.channel_type === 'im') return !said.bot_id;
  const reply = readReply(event);
  return reply !== undefined && (await synced.has({ workspaceId, ...reply }));
}
