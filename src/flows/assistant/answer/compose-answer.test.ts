import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../../contracts/answers.ts';
import { idOf, inChannels, openKnownWorkspace } from './known-workspace-for-test.ts';

let room: Awaited<ReturnType<typeof openKnownWorkspace>>;

beforeAll(async () => {
  room = await openKnownWorkspace();
  await room.meeting({
    name: 'Pricing sync',
    channelId: 'C-open',
    lines: [
      'Mira: Morning all, shall we begin with the importer?',
      'Linus: The importer retries without a pause, that is the storm we saw.',
      'Mira: We should put an exponential backoff into the importer before Friday.',
      'Linus: Fine with me, I will write the backoff.',
      'Mira: Next, the Northwind discount. They want eighteen percent.',
      'Linus: I would not go over twelve percent for Northwind.',
      'Mira: Then twelve percent it is, we decided that.',
    ],
    extract: {
      decisions: [
        { text: 'Twelve percent for Northwind', citation: { turn: 6, quote: 'twelve percent it is' } },
      ],
    },
  });
  await room.meeting({
    name: 'Board prep',
    channelId: 'C-secret',
    lines: [
      'Vera: The acquisition of Contoso closes in March.',
      'Tom: Nobody outside may hear of Contoso yet.',
    ],
  });
  await room.meeting({
    name: 'Unplaced call',
    channelId: null,
    lines: ['Rosa: The warehouse audit moved to Gdansk.'],
  });
  await room.meeting({
    name: 'Old call',
    channelId: 'C-open',
    state: 'forgotten',
    lines: ['Ivo: The zeppelin budget is gone.'],
  });
  await room.issue('ENG-12', 'Stop the retry storm of the importer', { due: '2026-11-27' });
  await room.issue('SEC-3', 'Rotate the leaked signing certificate', { isPrivate: true });
  await room.notionPassage('Notes of Board prep', 'Contoso acquisition timeline and advisers', 'Board prep');
  await room.notionPassage('Handbook', 'Travel expenses are refunded within thirty days', null);
  await room.watched('https://acme.example/pricing', 'C-open', 'Team plan: $29 per seat and month', {
    sentence: 'The Team plan rose from $25 to $29',
    at: new Date('2026-11-12T09:00:00Z'),
  });
  await room.watched('https://hidden.example/roadmap', 'C-secret', 'Quantum release is planned for May');
}, 90_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const quotes = ({ passages }: Answer) => passages.map(({ quote }) => quote).join('\n');

describe('what the asker may not see', () => {
  test('a turn of a private channel never appears, and does for those who read there', async () => {
    const question = 'When does the acquisition of Contoso close?';
    expect(await room.ask(question, inChannels('C-open'))).toMatchObject({ state: 'nothing', passages: [] });
    expect(quotes(await room.ask(question, inChannels('C-secret')))).toContain('closes in March');
  });

  test('naming the meeting does not open it', async () => {
    const answer = await room.ask('When does the acquisition of Contoso close?', inChannels('C-open'), {
      meetings: [idOf('Board prep')],
    });
    expect(answer).toMatchObject({ state: 'nothing', looked: { meetings: 0 } });
  });

  test('a meeting without a channel appears only where that is allowed', async () => {
    const question = 'Where did the warehouse audit move?';
    expect((await room.ask(question, inChannels('C-open'))).state).toBe('nothing');
    const allowed = await room.ask(question, { channelIds: [], unplaced: true });
    expect(quotes(allowed)).toContain('Gdansk');
  });

  test('a forgotten meeting is gone even for the holder of the key', async () => {
    expect((await room.ask('What about the zeppelin budget?')).state).toBe('nothing');
  });

  test('an issue of a private team never appears, by its words or by its name', async () => {
    expect((await room.ask('Who rotates the leaked signing certificate?')).state).toBe('nothing');
    expect((await room.ask('status of SEC-3')).state).toBe('nothing');
  });

  test("a Notion page about a hidden meeting stays hidden, everybody's pages do not", async () => {
    const hidden = await room.ask('Contoso acquisition timeline and advisers', inChannels('C-open'));
    expect(hidden.state).toBe('nothing');
    const open = await room.ask('When are travel expenses refunded?', inChannels('C-open'));
    expect(open.passages[0]).toMatchObject({ kind: 'page', quote: expect.stringContaining('thirty days') });
  });

  test('a watched page of another channel stays hidden', async () => {
    const question = 'When is the quantum release planned?';
    expect((await room.ask(question, inChannels('C-open'))).state).toBe('nothing');
    expect(quotes(await room.ask(question, inChannels('C-secret')))).toContain('planned for May');
  });
});

describe('an answer without a model', () => {
  test('quotes what was decided, word for word, with its place and thread', async () => {
    const answer = await room.ask('What did we decide about the Northwind discount?', inChannels('C-open'));
    expect(answer).toMatchObject({ state: 'found', by: 'rules', degraded: null });
    const [first] = answer.passages;
    expect(first?.quote).toBe('Then twelve percent it is, we decided that.');
    expect(first).toMatchObject({
      where: 'Pricing sync, 12 Nov, Mira at 01:00',
      thread: { channelId: 'C-open', threadTs: '1.1' },
    });
    expect(answer.sentences[0]).toEqual({ text: 'Decided in Pricing sync on 12 Nov:', passages: [1] });
  });

  test('to what somebody said quotes that person', async () => {
    const answer = await room.ask('What did Linus say about Northwind?', inChannels('C-open'));
    expect(answer.passages[0]?.quote).toBe('I would not go over twelve percent for Northwind.');
    expect(answer.sentences[0]?.text).toBe('Linus said in Pricing sync on 12 Nov:');
  });

  test('follows a question that points back to the one before', async () => {
    const before = [{ question: 'What did we decide about Northwind?', answer: 'Twelve percent.' }];
    const alone = await room.ask('And what did Linus say about it?', inChannels('C-open'));
    const following = await room.ask('And what did Linus say about it?', inChannels('C-open'), { before });
    expect(quotes(alone)).not.toContain('Northwind');
    expect(following.passages[0]?.quote).toBe('I would not go over twelve percent for Northwind.');
  });

  test('says nothing when nobody spoke of it', async () => {
    const answer = await room.ask('What did we agree on parental leave in Portugal?', inChannels('C-open'));
    expect(answer).toMatchObject({
      state: 'nothing',
      sentences: [],
      looked: { meetings: 1, pages: 2, issues: 1 },
    });
  });

  test('gives an issue by its name with its state, owner and day', async () => {
    const answer = await room.ask('status of ENG-12', inChannels('C-open'));
    expect(answer.sentences[0]?.text).toBe('ENG-12 is In Progress, assigned to Ana Ruiz, due 27 Nov.');
    expect(answer.passages[0]?.url).toBe('https://linear.app/a/issue/ENG-12');
  });

  test('tells what changed on a page in the time asked for, and nothing of another time', async () => {
    const told = await room.ask('What changed on acme.example/pricing last week?', inChannels('C-open'));
    expect(told.sentences[0]?.text).toBe('12 Nov: The Team plan rose from $25 to $29.');
    const later = await room.ask('What changed on acme.example/pricing yesterday?', inChannels('C-open'));
    expect(later.state).toBe('nothing');
  });

  test('reads a watched page as it stands now', async () => {
    const answer = await room.ask('How much is the Team plan on acme.example/pricing?', inChannels('C-open'));
    expect(answer.passages.find(({ kind }) => kind === 'page_line')).toMatchObject({
      quote: 'Team plan: $29 per seat and month',
      where: 'acme.example/pricing, read 20 Nov',
      thread: { channelId: 'C-open', threadTs: '5.5' },
    });
  });
});
