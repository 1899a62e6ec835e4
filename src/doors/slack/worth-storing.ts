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
  const { type, channel_type: channelType } = event as { type?: unknown; channel_type?: unknown };
  if (type !== 'message' || channelType === 'im') return true;
  const reply = readReply(event);
  return reply !== undefined && (await synced.has({ workspaceId, ...reply }));
}
