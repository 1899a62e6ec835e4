import { beforeEach, describe, expect, test } from 'vitest';
import { type PlayedOffice, playSlackOffice } from '../../../../test/helpers/play-slack-office.ts';
import { silentLog } from '../../../kit/log.ts';
import type { ShownAnswer } from '../../../vendors/slack/blocks/answer.ts';
import { type GrowingPlace, openGrowing } from './write-growing.ts';

const passage = (n: number) => ({
  n,
  kind: 'turn' as const,
  quote: `words ${n}`,
  where: 'Weekly',
  url: null,
  permalink: null,
});
const byModel: ShownAnswer = {
  question: 'when?',
  state: 'found',
  sentences: [
    { text: 'It starts on Monday.', passages: [1] },
    { text: 'Mira opens it.', passages: [2] },
  ],
  passages: [passage(1), passage(2)],
  by: 'model',
  degraded: null,
  looked: { meetings: 2, alerts: 0, pages: 0, issues: 0 },
  modelHelp: null,
  chosen: 0,
};
const byRules: ShownAnswer = { ...byModel, by: 'rules', degraded: 'The model did not answer.' };

let slack: PlayedOffice;
let begun: string[];
const place = (more: Partial<GrowingPlace> = {}): GrowingPlace => ({
  workspaceId: 'T1',
  channelId: 'C1',
  threadTs: '1700000000.000100',
  recipientUserId: 'U1',
  deliveryId: 'answer-1',
  since: new Date('2026-05-04T12:00:00Z'),
  postedTs: null,
  again: false,
  onBegun: async (ts) => void begun.push(ts),
  ...more,
});
const open = (more: Partial<GrowingPlace> = {}) => openGrowing({ slack, log: silentLog }, place(more));
const texts = () =>
  slack.standing.map(({ message }) => `${message.text} ${JSON.stringify(message.blocks ?? [])}`);
beforeEach(() => {
  slack = playSlackOffice();
  begun = [];
});

describe('an answer that grows', () => {
  test('is one message: its sentences as they come, what they cite below', async () => {
    const growing = await open();
    growing.add({ text: 'It starts on Monday.', passages: [1] });
    const ts = await growing.finish(byModel);
    expect(begun).toEqual([ts]);
    expect(slack.standing).toHaveLength(1);
    expect(texts()[0]).toMatch(/It starts on Monday\. \[1\] Mira opens it\. \[2\].*words 2/);
  });

  test('that the model gave up is written over by what took its place', async () => {
    const growing = await open();
    growing.add({ text: 'It starts on Sunday.', passages: [1] });
    await growing.finish(byRules);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain('Sunday');
    expect(texts()[0]).toContain('words 1');
  });

  test('that breaks off is completed in place', async () => {
    const growing = await open();
    slack.mishaps = ['down'];
    growing.add({ text: 'It starts on Monday.', passages: [1] });
    await growing.finish(byModel);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/It starts on Monday.*Mira opens it/);
  });
});

describe('where Slack does not stream', () => {
  test('the answer is one plain message', async () => {
    slack.mishaps = ['refused'];
    const growing = await open();
    growing.add({ text: 'It starts on Monday.', passages: [1] });
    await growing.finish(byModel);
    expect(begun).toEqual([]);
    expect(texts()).toHaveLength(1);
  });

  test('a stream whose answer was lost on the way is the message', async () => {
    slack.mishaps = ['answer_lost'];
    await (await open()).finish(byRules);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('words 2');
  });
});

describe('a second try', () => {
  test('completes the message that was noted', async () => {
    const ts = await slack.startStream(place(), { deliveryId: 'answer-1', title: 'Looking' });
    expect(await (await open({ postedTs: ts, again: true })).finish(byModel)).toBe(ts);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('Mira opens it');
  });

  test('finds the message that nobody noted', async () => {
    await slack.startStream(place(), { deliveryId: 'answer-1', title: 'Looking' });
    await (await open({ again: true })).finish(byModel);
    expect(texts()).toHaveLength(1);
  });

  test('of one that never began begins', async () => {
    await (await open({ again: true })).finish(byModel);
    expect(texts()).toHaveLength(1);
    expect(begun).toHaveLength(1);
  });
});
