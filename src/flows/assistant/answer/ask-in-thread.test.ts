import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inChannels, openKnownWorkspace } from './known-workspace-for-test.ts';

let room: Awaited<ReturnType<typeof openKnownWorkspace>>;
const sees = inChannels('C-open');
const pro = { channelId: 'C-open', threadTs: '7.7' };
const quiet = { channelId: 'C-open', threadTs: '8.8' };
const told = 'The Pro plan went from $20 to $25';

beforeAll(async () => {
  room = await openKnownWorkspace();
  await room.meeting({
    name: 'Weekly',
    channelId: 'C-open',
    lines: [
      'Mira: Three things today: the price of the Pro plan, the export and the customers.',
      'Linus: The price of the Pro plan goes up to thirty dollars.',
      'Mira: Good, that is the price then, we decided it for the Pro plan.',
      'Rosa: Lunch was good, by the way, and the canteen has a new cook who makes soup.',
      'Mira: The importer is slow, nobody knows why, perhaps the disk of the old machine.',
      'Rosa: Somebody has to look at the disk with a proper tool, not only by guessing at it.',
      'Linus: Who tells the customers? I will write the letter to the customers.',
      'Vera: The broken export of invoices is mine, I repair the broken export.',
      'Vera: It will be ready on Thursday.',
    ],
  });
  await room.meeting({
    name: 'Canteen round',
    channelId: 'C-open',
    lines: [
      'Ivo: Who repairs the kettle? Somebody will repair the kettle.',
      'Rosa: The kettle is old.',
      'Ivo: Linus, can you order cups, and have you seen the promise of the canteen?',
      'Linus: Yes, I can do that.',
    ],
    extract: {
      actions: [
        {
          title: 'Order cups',
          description: '',
          owner: { state: 'named', spoken: 'Linus' },
          due: null,
          dueSpoken: null,
          priority: 0,
          subtasks: [],
          kind: 'accepted',
          certainty: 'firm',
          citation: { turn: 3, quote: 'Yes, I can do that.' },
        },
        {
          title: 'Repair the kettle',
          description: '',
          owner: { state: 'none' },
          due: null,
          dueSpoken: null,
          priority: 0,
          subtasks: [],
          kind: 'open',
          certainty: 'soft',
          citation: { turn: 0, quote: 'Somebody will repair the kettle.' },
        },
      ],
    },
  });
  await room.issue('GRO-2', 'Show the price on the start page');
  await room.issue('ENG-1', 'Repair broken links of the help centre');
  await room.watched(
    'https://acme.example/plans',
    'C-open',
    'Pro: $25 per seat and month',
    { sentence: told, at: new Date('2026-11-12T09:00:00Z'), before: 'Pro: $20 per seat and month' },
    { request: 'the plans of Acme', threadTs: '7.7' },
  );
  await room.watched(
    'https://other.example/alerts',
    'C-open',
    'Basic: $3',
    { sentence: 'The Basic price fell to $3', at: new Date('2026-11-18T09:00:00Z') },
    { request: 'Basic price' },
  );
  await room.watched('https://calm.example/changelog', 'C-open', 'Changelog: version 4.2 is out', undefined, {
    request: 'the changelog of Calm',
    threadTs: '8.8',
  });
}, 90_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const texts = async (...asked: Parameters<typeof room.ask>) =>
  (await room.ask(...asked)).sentences.map(({ text }) => text);

describe("in an alert's own thread", () => {
  test.each(['what changed?', 'what was the price before?', 'how much was it before?'])(
    '%s',
    async (asked) => {
      const answer = await room.ask(asked, sees, { thread: pro });
      expect(answer.sentences[0]?.text).toBe(`12 Nov: ${told}.`);
      expect(answer.passages[0]?.kind).toBe('alert');
    },
  );

  test('how it was before is quoted as it was before', async () => {
    const answer = await room.ask('what was the price before?', sees, { thread: pro });
    expect(answer.passages[0]?.quote).toBe('Pro: $20 per seat and month');
    expect(answer.passages.filter(({ kind }) => kind === 'page_line')).toEqual([]);
  });

  test('a question about another thing is not answered by it', async () => {
    const answer = await room.ask('who repairs the kettle?', sees, { thread: pro });
    expect(answer.passages.map(({ kind }) => kind)).not.toContain('alert');
  });

  test('whoever may not read there is told nothing of it', async () => {
    const answer = await room.ask('what changed?', inChannels('C-elsewhere'), { thread: pro });
    expect(answer.state).toBe('nothing');
  });
});

test('in a watched thread without alerts nothing has changed, and since when is said', async () => {
  const answer = await room.ask('what changed?', sees, { thread: quiet });
  expect(answer.sentences.map(({ text }) => text)).toEqual([
    'Nothing that was asked for has changed on calm.example/changelog since 20 Nov, 12:00. It says:',
  ]);
  expect(answer.passages[0]).toMatchObject({
    quote: 'Changelog: version 4.2 is out',
    url: 'https://calm.example/changelog',
  });
});

test('outside of any thread "what changed?" is all that was told, the newest first', async () => {
  const before = [{ question: 'how much is the Pro plan?', answer: 'x' }];
  expect(await texts('what changed?', sees, { before })).toEqual([
    '18 Nov: The Basic price fell to $3.',
    `12 Nov: ${told}.`,
  ]);
});

describe('a question that follows another', () => {
  const before = [{ question: 'who repairs the broken export?', answer: 'Vera' }];

  test('"and when?" is answered by a day said near, not by the same words again', async () => {
    const answer = await room.ask('and when?', sees, { before });
    expect(answer.passages[0]?.quote).toBe('It will be ready on Thursday.');
    expect(answer.passages.every(({ quote }) => /Thursday/.test(quote))).toBe(true);
  });

  test('"and when?" is answered by nothing where no day was said', async () => {
    const kettle = [{ question: 'who repairs the kettle?', answer: 'Ivo' }];
    expect((await room.ask('who repairs the kettle?', sees)).state).toBe('found');
    expect((await room.ask('and when?', sees, { before: kettle })).state).toBe('nothing');
  });

  test('is answered by its own subject before the earlier one', async () => {
    const price = [{ question: 'what did we decide about the price?', answer: 'x' }];
    const answer = await room.ask('and who tells the customers?', sees, { before: price });
    expect(answer.passages[0]?.quote).toContain('I will write the letter to the customers.');
  });
});

describe('what only shares a word with the question is left out', () => {
  test('issues, when a decision is asked for', async () => {
    const answer = await room.ask('what did we decide about the price of the Pro plan?', sees);
    expect(answer.passages.map(({ where }) => where)).not.toContainEqual(expect.stringContaining('GRO-2'));
    expect(answer.passages[0]?.kind).toBe('turn');
  });

  test('issues that hold half of it', async () => {
    const answer = await room.ask('who repairs the broken export?', sees);
    expect(answer.passages.map(({ where }) => where)).not.toContainEqual(expect.stringContaining('ENG-1'));
    expect(answer.passages[0]?.quote).toContain('I repair the broken export');
  });
});

test('what somebody promised is what they took on, not where they spoke', async () => {
  const answer = await room.ask('what did Linus promise?', sees);
  expect(answer.sentences[0]?.text).toBe('Linus took on in Canteen round on 12 Nov: Order cups.');
  expect(answer.passages[0]).toMatchObject({ quote: 'Yes, I can do that.' });
  expect(answer.sentences.map(({ text }) => text)).not.toContainEqual(expect.stringContaining('kettle'));
});

test('who is to do something is told by the task that was read out of the meeting', async () => {
  const answer = await room.ask('who orders the cups?', sees);
  expect(answer.sentences[0]?.text).toBe('Linus took on in Canteen round on 12 Nov: Order cups.');
});
