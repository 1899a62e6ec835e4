import * as z from 'zod';
import type { JsonFormat } from './json-format.ts';
import { looseList, looseSeconds, looseText, lost } from './loose-json.ts';
import { readInstant } from './read-date.ts';
import { readTime } from './read-time.ts';
import type { Participant, Reading, VendorAction } from './reading.ts';

const Sentence = z.object({
  speaker_name: looseText,
  speaker_id: z.unknown().optional(),
  text: looseText,
  raw_text: looseText,
  start_time: looseSeconds,
  end_time: looseSeconds,
});
const Transcript = z.object({
  title: looseText,
  date: z.unknown().optional(),
  sentences: z.array(z.unknown()).min(1),
  speakers: looseList(z.object({ id: z.unknown().optional(), name: z.string() })),
  meeting_attendees: looseList(z.object({ displayName: looseText, name: looseText, email: looseText })),
  summary: z
    .object({ action_items: looseText, overview: looseText, short_summary: looseText })
    .nullish()
    .catch(undefined),
});
/** As the API answers, as GraphQL clients unwrap it, or the bare object. */
const Wrapped = z.union([
  z.object({ data: z.object({ transcript: Transcript }) }).transform(({ data }) => data.transcript),
  z.object({ transcript: Transcript }).transform(({ transcript }) => transcript),
  Transcript,
]);

export const fireflies: JsonFormat = (value) => {
  const parsed = Wrapped.safeParse(value);
  if (!parsed.success) return undefined;
  const { title, date, sentences, speakers, meeting_attendees, summary } = parsed.data;
  const taken = looseList(Sentence).parse(sentences);
  const names = new Map(speakers.map(({ id, name }) => [String(id), name]));
  const heldAt = readInstant(typeof date === 'string' && /^\d+$/.test(date) ? Number(date) : date);
  const said = summary?.overview ?? summary?.short_summary;
  return {
    format: 'fireflies_json',
    cues: taken.map((sentence) => ({
      speaker: sentence.speaker_name ?? names.get(String(sentence.speaker_id)) ?? '',
      text: sentence.text ?? sentence.raw_text ?? '',
      ...(sentence.start_time === undefined ? {} : { startMs: sentence.start_time }),
      ...(sentence.end_time === undefined ? {} : { endMs: sentence.end_time }),
    })),
    ...(title === undefined ? {} : { title }),
    ...(heldAt === undefined ? {} : { date: heldAt }),
    participants: meeting_attendees.flatMap(toParticipant),
    attachedActions: readActionItems(summary?.action_items ?? ''),
    ...(said === undefined ? {} : { vendorSummary: said }),
    notUnderstood: lost(sentences, taken, 'sentences of another shape'),
  } satisfies Reading;
};

function toParticipant(person: {
  displayName?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
}): Participant[] {
  const name = person.displayName ?? person.name ?? person.email;
  return name === undefined ? [] : [{ name, ...(person.email === undefined ? {} : { email: person.email }) }];
}

/** One string: `**Name**` on a line, then a line for each item, its time in brackets at the end. */
function readActionItems(text: string): VendorAction[] {
  const items: VendorAction[] = [];
  let assignee: string | undefined;
  for (const line of text
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const name = /^\*\*([^*]{1,200})\*\*:?$/.exec(line)?.[1];
    if (name !== undefined) {
      assignee = /^unassigned$/i.test(name) ? undefined : name.trim();
      continue;
    }
    const time = /\s*\(((?:\d{1,3}:)?\d{1,3}:\d{2})\)$/.exec(line);
    const atMs = readTime(time?.[1] ?? '');
    items.push({
      text: line.slice(0, time?.index).replace(/^[-*•]\s+/, ''),
      ...(assignee === undefined ? {} : { assignee }),
      ...(atMs === undefined ? {} : { atMs }),
    });
  }
  return items;
}
