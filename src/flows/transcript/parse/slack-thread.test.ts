import { expect, test } from 'vitest';
import { parseTranscript } from './parse-transcript.ts';

const parse = (thread: unknown) =>
  parseTranscript({ bytes: new TextEncoder().encode(JSON.stringify({ slack_thread: thread })) });

test('one message of a thread keeps its author, whatever colons are in it', () => {
  const { turns, report } = parse([{ by: 'grace', text: 'Note: I will fix the importer by Friday' }]);
  expect(turns).toMatchObject([{ speaker: 'grace', text: 'Note: I will fix the importer by Friday' }]);
  expect(report.label).toBe('Slack');
});

test('messages are turns in their order; one without words is counted', () => {
  const { turns, report } = parse([
    { by: 'Ada', text: 'Who mends it?' },
    { by: 'Sam' },
    { by: 'Grace', text: 'Me.' },
  ]);
  expect(turns.map(({ speaker }) => speaker)).toEqual(['Ada', 'Grace']);
  expect(report.notUnderstood).toEqual(['1 messages without words']);
});
