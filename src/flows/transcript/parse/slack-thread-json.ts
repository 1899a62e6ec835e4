import * as z from 'zod';
import type { JsonFormat } from './json-format.ts';
import { looseList, lost } from './loose-json.ts';

const Message = z.object({ by: z.string(), text: z.string().min(1) });
const Thread = z.object({ slack_thread: z.array(z.unknown()).min(1) });

/** What our own door hands in of Slack: who wrote is known there, so nothing is guessed from colons. */
export const slackThread: JsonFormat = (value) => {
  const parsed = Thread.safeParse(value);
  if (!parsed.success) return undefined;
  const given = parsed.data.slack_thread;
  const messages = looseList(Message).parse(given);
  return {
    format: 'slack_thread',
    cues: messages.map(({ by, text }) => ({ speaker: by, text })),
    notUnderstood: lost(given, messages, 'messages without words'),
  };
};
