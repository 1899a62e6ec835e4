import * as z from 'zod';
import type { JsonFormat } from './json-format.ts';
import { looseText } from './loose-json.ts';
import { readInstant } from './read-date.ts';
import type { Reading } from './reading.ts';
import { tidyName } from './speaker-names.ts';

const Zap = z.object({
  transcript: z.string().min(1),
  title: looseText,
  meeting_title: looseText,
  meeting_date: z.unknown().optional(),
  date: z.unknown().optional(),
  participants: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(undefined),
});

/** What a Zap puts together: a flat object whose `transcript` is text in any of the text formats. */
export const zapier: JsonFormat = (value, readText) => {
  const parsed = Zap.safeParse(value);
  if (!parsed.success) return undefined;
  const zap = parsed.data;
  const inner = readText(zap.transcript);
  const title = zap.title ?? zap.meeting_title ?? inner.title;
  const date = readInstant(zap.meeting_date) ?? readInstant(zap.date) ?? inner.date;
  const names = typeof zap.participants === 'string' ? zap.participants.split(',') : (zap.participants ?? []);
  return {
    ...inner,
    format: 'zapier_json',
    ...(title === undefined ? {} : { title }),
    ...(date === undefined ? {} : { date }),
    participants: names.map((name) => ({ name: tidyName(name) })).filter(({ name }) => name !== ''),
  } satisfies Reading;
};
