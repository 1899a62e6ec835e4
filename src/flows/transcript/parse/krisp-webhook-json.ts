import * as z from 'zod';
import type { JsonFormat } from './json-format.ts';
import { looseList, looseText } from './loose-json.ts';
import { readInstant } from './read-date.ts';
import type { Reading } from './reading.ts';

const Person = z.object({ first_name: looseText, last_name: looseText, email: looseText });
const Webhook = z.object({
  data: z.object({
    raw_content: z.string().min(1),
    meeting: z
      .object({
        title: looseText,
        start_date: z.unknown().optional(),
        speakers: looseList(Person),
        participants: looseList(Person),
      })
      .nullish()
      .catch(undefined),
  }),
});

/** Krisp's webhook: Krisp's text, and the meeting around it. */
export const krispWebhook: JsonFormat = (value, readText) => {
  const parsed = Webhook.safeParse(value);
  if (!parsed.success) return undefined;
  const { raw_content, meeting } = parsed.data.data;
  const { title: _title, date: _date, participants: _participants, ...inner } = readText(raw_content);
  const people = [...(meeting?.participants ?? []), ...(meeting?.speakers ?? [])].flatMap(
    ({ first_name, last_name, email }) => {
      const name = [first_name, last_name].filter(Boolean).join(' ') || email;
      return name ? [{ name, ...(email === undefined ? {} : { email }) }] : [];
    },
  );
  const date = readInstant(meeting?.start_date);
  return {
    ...inner,
    format: 'krisp_webhook_json',
    ...(meeting?.title === undefined ? {} : { title: meeting.title }),
    ...(date === undefined ? {} : { date }),
    participants: [...new Map(people.map((person) => [person.name, person])).values()],
  } satisfies Reading;
};
