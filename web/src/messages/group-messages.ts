import type { Message } from '../api/types.ts';

interface ShownMessage {
  message: Message;
  compact: boolean;
  /** The first message of a day in the viewer's zone. */
  startsDay: boolean;
}

/** Messages by one author this close together share one head. */
const CLOSE_SECONDS = 300;

/**
 * Says for each message whether it needs a head and a line with the day.
 * @param dayOf the calendar day of a moment (Unix seconds) as the person looking sees it
 */
export function groupMessages(messages: Message[], dayOf: (seconds: number) => string): ShownMessage[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const startsDay = !before || dayOf(Number(before.ts)) !== dayOf(Number(message.ts));
    const sameAuthor =
      before?.user === message.user &&
      before?.username === message.username &&
      Boolean(before?.ephemeral) === Boolean(message.ephemeral);
    const close = before !== undefined && Number(message.ts) - Number(before.ts) < CLOSE_SECONDS;
    return { message, startsDay, compact: !startsDay && sameAuthor && close && !before?.reply_count };
  });
}
