import { describe, expect, test } from 'vitest';
import { parseTranscript } from './parse-transcript.ts';
import { bytesOf } from './render-for-test.ts';

const parse = (value: unknown) => parseTranscript({ bytes: bytesOf(JSON.stringify(value)) });

describe('the JSON of note takers', () => {
  const fireflies = {
    title: 'Harbour crane',
    date: 1_772_618_400_000,
    meeting_attendees: [
      { displayName: 'Ines Prado', email: 'ines@example.org' },
      { displayName: null, email: 'mara@example.org' },
    ],
    speakers: [
      { id: 0, name: 'Ines Prado' },
      { id: 1, name: 'Mara' },
    ],
    sentences: [
      { speaker_id: 0, speaker_name: 'Ines Prado', text: 'The crane', start_time: 1.5, end_time: 2.25 },
      { speaker_id: 0, speaker_name: 'Ines Prado', text: 'works.', start_time: 2.5, end_time: 3 },
      'not a sentence',
      { speaker_id: 1, speaker_name: null, raw_text: 'Good.', start_time: '3.5', end_time: null },
    ],
    summary: {
      overview: 'They spoke of a crane.',
      action_items:
        '\n**Ines Prado**\nSend the report (01:05)\nCall the insurer (1:02:03)\n\n**Unassigned**\nPaint it',
    },
  };

  test.each([
    ['as the API answers', { data: { transcript: fireflies } }],
    ['unwrapped', { transcript: fireflies }],
    ['bare', fireflies],
  ])('Fireflies, %s: sentences, people, attached items', (_, value) => {
    const parsed = parse(value);
    expect(parsed).toMatchObject({
      format: 'fireflies_json',
      title: 'Harbour crane',
      date: '2026-03-04T10:00:00.000Z',
      participants: [
        { name: 'Ines Prado', email: 'ines@example.org' },
        { name: 'mara@example.org', email: 'mara@example.org' },
      ],
      vendorSummary: 'They spoke of a crane.',
      turns: [
        { speaker: 'Ines Prado', startMs: 1_500, endMs: 3_000, text: 'The crane works.' },
        { speaker: 'Mara', startMs: 3_500, text: 'Good.' },
      ],
    });
    expect(parsed.attachedActions).toEqual([
      { text: 'Send the report', assignee: 'Ines Prado', atMs: 65_000 },
      { text: 'Call the insurer', assignee: 'Ines Prado', atMs: 3_723_000 },
      { text: 'Paint it' },
    ]);
    expect(parsed.report.notUnderstood).toEqual(['1 sentences of another shape']);
  });

  test('Fathom: lines with times of the clock, items with people', () => {
    const parsed = parse({
      meeting_title: 'Harbour crane',
      recording_start_time: '2026-03-04T10:00:00Z',
      transcript: [
        {
          speaker: { display_name: 'Ines', matched_calendar_invitee_email: null },
          text: 'Hello.',
          timestamp: '00:00:07',
        },
        { speaker: null, text: 'Somebody.', timestamp: '00:00:09' },
      ],
      action_items: [
        {
          description: 'Send it',
          recording_timestamp: '00:00:07',
          assignee: { name: 'Ines', email: 'ines@example.org' },
        },
      ],
      calendar_invitees: [{ name: 'Ines', email: 'ines@example.org' }],
      default_summary: { markdown_formatted: 'Short.' },
    });
    expect(parsed).toMatchObject({
      format: 'fathom_json',
      speakers: ['Ines'],
      vendorSummary: 'Short.',
      attachedActions: [
        { text: 'Send it', assignee: 'Ines', assigneeEmail: 'ines@example.org', atMs: 7_000 },
      ],
    });
    expect(parsed.turns.map(({ speaker, startMs }) => [speaker, startMs])).toEqual([
      ['Ines', 7_000],
      ['', 9_000],
    ]);
  });

  test.each([
    ['seconds', 1],
    ['milliseconds', 1_000],
  ])('Read.ai: blocks timed in %s of the clock count from the start of the session', (_, factor) => {
    const at = (seconds: number) => (1_772_618_400 + seconds) * factor;
    const parsed = parse({
      title: 'Harbour crane',
      start_time: '2026-03-04T10:00:00+00:00',
      summary: 'Short.',
      action_items: [{ text: 'Send it' }, 'Paint it'],
      participants: [{ name: 'Ines', email: null }],
      transcript: {
        speaker_blocks: [{ start_time: at(5), end_time: at(8), speaker: { name: 'Ines' }, words: 'Hello.' }],
      },
    });
    expect(parsed).toMatchObject({
      format: 'readai_json',
      turns: [{ speaker: 'Ines', startMs: 5_000, endMs: 8_000 }],
      attachedActions: [{ text: 'Send it' }, { text: 'Paint it' }],
    });
  });

  test('Krisp’s webhook and a Zap carry text inside', () => {
    const krisp = parse({
      event: 'transcript_created',
      data: {
        meeting: {
          title: 'Crane',
          start_date: '2026-03-04T10:00:00Z',
          speakers: [{ first_name: 'Ines', last_name: 'Prado' }],
        },
        raw_content: 'Ines Prado | 00:05\nHello.\nMara | 00:09\nGood.\n',
      },
    });
    expect(krisp).toMatchObject({
      format: 'krisp_webhook_json',
      title: 'Crane',
      participants: [{ name: 'Ines Prado' }],
      speakers: ['Ines Prado', 'Mara'],
    });
    const zap = parse({
      meeting_date: '2026-03-04',
      participants: 'Ines, Mara | Dock',
      transcript: 'Ines: Hello.\nMara | Dock: Good.',
    });
    expect(zap).toMatchObject({
      format: 'zapier_json',
      speakers: ['Ines', 'Mara | Dock'],
      participants: [{ name: 'Ines' }, { name: 'Mara | Dock' }],
    });
  });
});
