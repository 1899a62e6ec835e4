import * as z from 'zod';
import type { JsonFormat } from './json-format.ts';
import { looseList, looseText, lost } from './loose-json.ts';
import { readInstant, toEpochMs } from './read-date.ts';
import type { Reading } from './reading.ts';

const Block = z.object({
  start_time: z.number().nullish().catch(undefined),
  end_time: z.number().nullish().catch(undefined),
  speaker: z.object({ name: looseText }).nullish().catch(undefined),
  words: z.string(),
});
const Session = z.object({
  title: looseText,
  start_time: z.unknown().optional(),
  summary: looseText,
  action_items: looseList(
    z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)]),
  ),
  participants: looseList(z.object({ name: looseText, email: looseText })),
  transcript: z.object({ speaker_blocks: z.array(z.unknown()).min(1) }),
});

export const readAi: JsonFormat = (value) => {
  const parsed = Session.safeParse(value);
  if (!parsed.success) return undefined;
  const session = parsed.data;
  const blocks = looseList(Block).parse(session.transcript.speaker_blocks);
  const date = readInstant(session.start_time);
  // Block times are of the clock; a session without a start counts from its first block.
  const startOf = Number(
    date ? Date.parse(date) : toEpochMs(blocks.find((block) => block.start_time)?.start_time ?? 0),
  );
  const since = (time: number | null | undefined) =>
    time == null || toEpochMs(time) < startOf ? undefined : Math.round(toEpochMs(time) - startOf);
  return {
    format: 'readai_json',
    cues: blocks.map((block) => {
      const startMs = since(block.start_time);
      const endMs = since(block.end_time);
      return {
        speaker: block.speaker?.name ?? '',
        text: block.words,
        ...(startMs === undefined ? {} : { startMs }),
        ...(endMs === undefined ? {} : { endMs }),
      };
    }),
    ...(session.title === undefined ? {} : { title: session.title }),
    ...(date === undefined ? {} : { date }),
    participants: session.participants.flatMap(({ name, email }) =>
      name === undefined ? [] : [{ name, ...(email === undefined ? {} : { email }) }],
    ),
    attachedActions: session.action_items.map((text) => ({ text })),
    ...(session.summary === undefined ? {} : { vendorSummary: session.summary }),
    notUnderstood: lost(session.transcript.speaker_blocks, blocks, 'blocks of another shape'),
  } satisfies Reading;
};
