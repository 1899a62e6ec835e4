import type { Place } from './door.ts';
import type { Press } from './press.ts';

/** Where a pressed question stands; its thread is where a monitor would hang. */
export function placeOfPress(press: Press): Place | undefined {
  if (press.from.kind !== 'message') return undefined;
  const { channelId, threadTs, messageTs, isEphemeral } = press.from;
  return {
    workspaceId: press.workspaceId,
    userId: press.userId,
    client: press.client,
    key: press.key,
    channelId,
    threadTs,
    // Nothing can hang on a message that only one person sees.
    rootTs: threadTs ?? (isEphemeral ? null : messageTs),
    attempt: 1,
    whisper: press.tell,
  };
}
