import { afterAll, expect, test } from 'vitest';
import { manualClock } from '../../kit/clock.ts';
import { createMeetingReader, inlineBytes } from './reading-threads.ts';

const onTheSpot = createMeetingReader({ threads: 0 });
const inThread = createMeetingReader();
afterAll(async () => await inThread[Symbol.asyncDispose]());

const row = { source: 'file', title: '', file_name: 'sync.txt', content_type: null, held_at: null };
const choice = { emails: true, phones: true };
const said = [
  "Ana Ruiz: I'll send the revised quote of $45,000 to Northwind by Friday.",
  'Chris Park: Can you fix the importer, Ana? They write to ops@northwind.example every day.',
];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const longMeeting = (times: number) =>
  bytesOf(
    Array.from({ length: times }, (_, i) => said[i % 2]?.replace('Friday', `the ${(i % 27) + 1}th`)).join(
      '\n',
    ),
  );

test('a long meeting read in a thread says what it says on the spot, and nothing private is in it', async () => {
  const file = { bytes: longMeeting(600), row };
  expect(file.bytes.length).toBeGreaterThan(inlineBytes);
  const read = await inThread.readFile(file, choice);
  expect(read).toEqual(await onTheSpot.readFile(file, choice));
  if (read.kind !== 'file') throw new Error('not read');
  expect(JSON.stringify(read.file)).not.toMatch(/45,000|ops@/);
  const input = { turns: read.file.turns, heldAt: new Date('2026-05-04T08:00:00Z') };
  const extract = await inThread.understandByRules(input);
  expect(extract.actions.length).toBeGreaterThan(0);
  expect(extract).toEqual(await onTheSpot.understandByRules(input));
  // The caller keeps its bytes: a failed try reads them again.
  expect(await inThread.readFile(file, choice)).toEqual(read);
});

test('the event loop turns while a long meeting is read', async () => {
  const file = { bytes: longMeeting(3_000), row };
  const turnsDuring = async (work: () => Promise<unknown>): Promise<number> => {
    let turns = 0;
    let done = false;
    const turn = () => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await work();
    done = true;
    return turns;
  };
  expect(await turnsDuring(() => inThread.readFile(file, choice))).toBeGreaterThan(20);
  expect(await turnsDuring(() => onTheSpot.readFile(file, choice))).toBeLessThan(20);
});

test('what is no transcript is refused from a thread in the same words', async () => {
  const file = { bytes: new Uint8Array(inlineBytes * 2).fill(7), row };
  const refusal = async (reader: typeof inThread) =>
    await reader.readFile(file, choice).catch(({ code, humanMessage }) => ({ code, humanMessage }));
  expect(await refusal(inThread)).toEqual(await refusal(onTheSpot));
  expect(await refusal(inThread)).toMatchObject({ code: expect.not.stringMatching(/internal/) });
});

test('one that takes more than two minutes is given up, in words for a person', async () => {
  const clock = manualClock(new Date('2026-05-04T08:00:00Z'));
  await using reader = createMeetingReader({ clock });
  const reading = reader.readFile({ bytes: longMeeting(60_000), row }, choice).catch((error) => error);
  await clock.advance(120_000);
  expect(await reading).toMatchObject({
    code: 'timeout',
    humanMessage: expect.stringContaining('two minutes'),
  });
});
