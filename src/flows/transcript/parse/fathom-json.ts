import * as z from 'zod';
import type { JsonFormat } from './json-format.ts';
import { looseList, looseText, lost } from './loose-json.ts';
import { readInstant } from './read-date.ts';
import { readTime } from './read-time.ts';
import type { Reading, VendorAction } from './reading.ts';

const Speaker = z.object({ display_name: looseText, matched_calendar_invitee_email: looseText });
const Line = z.object({ speaker: Speaker.nullish(), text: z.string(), timestamp: looseText });
const Action = z.object({
  description: z.string(),
  recording_timestamp: looseText,
  assignee: z.object({ name: looseText, email: looseText }).nullish().catch(undefined),
});
const Meeting = z.object({
  title: looseText,
  meeting_title: looseText,
  recording_start_time: z.unknown().optional(),
  scheduled_start_time: z.unknown().optional(),
  transcript: z.array(z.unknown()).refine((lines) => lines.some((line) => Line.safeParse(line).success)),
  action_items: looseList(Action),
  calendar_invitees: looseList(z.object({ name: looseText, email: looseText })),
  default_summary: z.object({ markdown_formatted: looseText }).nullish().catch(undefined),
});

export const fathom: JsonFormat = (value) => {
  const parsed = Meeting.safeParse(value);
  if (!parsed.success) return undefined;
  const meeting = parsed.data;
  const lines = looseList(Line).parse(meeting.transcript);
  const title = meeting.meeting_title ?? meeting.title;
  const heldAt = readInstant(meeting.recording_start_time) ?? readInstant(meeting.scheduled_start_time);
  const said = meeting.default_summary?.markdown_formatted;
  return {
    format: 'fathom_json',
    cues: lines.map(({ speaker, text, timestamp }) => {
      const startMs = readTime(timestamp ?? '');
      return { speaker: speaker?.display_name ?? '', text, ...(startMs === undefined ? {} : { startMs }) };
    }),
    ...(title === undefined ? {} : { title }),
    ...(heldAt === undefined ? {} : { date: heldAt }),
    participants: meeting.calendar_invitees.flatMap(({ name, email }) => {
      const known = name ?? email;
      return known === undefined ? [] : [{ name: known, ...(email === undefined ? {} : { email }) }];
    }),
    attachedActions: meeting.action_items.map(toAction),
    ...(said === undefined ? {} : { vendorSummary: said }),
    notUnderstood: lost(meeting.transcript, lines, 'lines of another shape'),
  } satisfies Reading;
};

function toAction({ description, recording_timestamp, assignee }: z.infer<typeof Action>): VendorAction {
  const atMs = readTime(recording_timestamp ?? '');
  return {
    text: description,
    ...(assignee?.name === undefined ? {} : { assignee: assignee.name }),
    ...(assignee?.email === undefined ? {} : { assigneeEmail: assignee.email }),
    ...(atMs === undefined ? {} : { atMs }),
  };
}
