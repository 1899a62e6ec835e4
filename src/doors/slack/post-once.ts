import type { Message, Place } from './door.ts';

/** The event_type of messages the door posts itself, so that a repeated try finds them again. */
const metadataType = 'lookout_reply';

/**
 * Posts a message with blocks once a request: chat.postMessage has no idempotency key, so the message
 * carries ours and a later try looks for it before it posts.
 */
export async function postOnce(place: Place, name: string, message: Message): Promise<void> {
  const key = `${place.key}:${name}`;
  const threadTs = place.threadTs ?? place.rootTs;
  if (place.attempt > 1 && threadTs !== null && (await isPosted(place, threadTs, key))) return;
  await place.client.chat.postMessage({
    channel: place.channelId,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    text: message.text,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: metadataType, event_payload: { key } },
  });
}

async function isPosted(place: Place, threadTs: string, key: string): Promise<boolean> {
  const { messages } = await place.client.conversations.replies({
    channel: place.channelId,
    ts: threadTs,
    include_all_metadata: true,
    limit: 100,
  });
  return (messages ?? []).some((message) => {
    const payload = message.metadata?.event_payload as { key?: unknown } | undefined;
    return message.metadata?.event_type === metadataType && payload?.key === key;
  });
}
