/** A person's reply in a thread of a channel, and what became of it. */
export interface Reply {
  channelId: string;
  threadTs: string;
  messageTs: string;
  userId: string;
  /** As Slack writes it: escaped, mentions as ids. */
  text: string;
  change: 'said' | 'edited' | 'deleted';
}

type Loose = Record<string, unknown>;

const asObject = (value: unknown): Loose =>
  typeof value === 'object' && value !== null ? (value as Loose) : {};
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Subtypes of `message` that are words of a person. */
const spokenSubtypes = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/**
 * A `message` event of a channel as a reply; undefined for what stands outside threads, for bots, joins and the like,
 * for edits that leave the words as they were (Slack adds previews of links so), and for direct messages, in which
 * Lookout is spoken to.
 */
export function readReply(event: unknown): Reply | undefined {
  const message = asObject(event);
  const channelType = asText(message.channel_type);
  if (message.type !== 'message' || (channelType !== 'channel' && channelType !== 'group')) return undefined;
  const channelId = asText(message.channel);
  const before = asObject(message.previous_message);
  const subtype = asText(message.subtype);
  if (subtype === 'message_deleted') return replyOf(channelId, before, 'deleted');
  if (subtype !== 'message_changed') return replyOf(channelId, message, 'said');
  const after = asObject(message.message);
  // A parent whose replies go on is deleted by becoming a tombstone, which is not a reply anyway.
  return asText(after.text) === asText(before.text) ? undefined : replyOf(channelId, after, 'edited');
}

function replyOf(channelId: string, message: Loose, change: Reply['change']): Reply | undefined {
  const messageTs = asText(message.ts);
  const threadTs = asText(message.thread_ts);
  const userId = asText(message.user);
  const text = asText(message.text);
  const isReply = threadTs !== '' && messageTs !== '' && threadTs !== messageTs;
  const isPersons = userId !== '' && !message.bot_id && spokenSubtypes.has(asText(message.subtype));
  if (!channelId || !isReply || !isPersons) return undefined;
  if (change !== 'deleted' && text.trim() === '') return undefined;
  return { channelId, threadTs, messageTs, userId, text, change };
}
