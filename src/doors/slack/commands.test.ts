import { afterEach, beforeEach, expect, test } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import { type DrivenDoor, driveDoor, monitorView } from './drive-door-for-test.ts';

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'assistant.understand': { kind: 'watch', request: 'tea price', urls: [], cadence: null, mode: 'every' },
    'monitor.create': { monitor: monitorView(), alreadyWatched: false },
    'monitor.list': { monitors: [monitorView()], total: 1 },
    'monitor.pause': monitorView({ state: 'paused' }),
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

/** What the asker alone was told, by the address that came with the command. */
const told = () => door.api.of('respond');

/** Runs a command until its last effect is there: the acknowledgement comes first, the answer after. */
async function run(command: string, text: string, lastCall: string): Promise<void> {
  expect((await door.command(command, text)).status).toBe(200);
  await expect
    .poll(() => [...door.api.calls.map(({ method }) => method), ...door.hallCalls.map(({ name }) => name)])
    .toContain(lastCall);
}

test('/watch puts the request into the channel and the monitor under it', async () => {
  await run('/watch', 'the tea price &amp; more', 'monitor.create');
  expect(door.api.of('chat.postMessage')).toMatchObject([
    { channel: 'C1', text: '<@UADA> asked to watch: the tea price &amp; more' },
  ]);
  expect(door.asked('monitor.create')).toMatchObject([
    { channelId: 'C1', threadTs: '1790000002.000300', by: 'UADA' },
  ]);
});

test('/watch with words that could be an order still watches them', async () => {
  door.hallAnswers['assistant.understand'] = { kind: 'list', scope: 'channel' };
  await run('/watch', 'list prices on https://acme.test/list', 'monitor.create');
  expect(door.asked('monitor.create')).toMatchObject([
    { request: 'list prices on https://acme.test/list', startAtOnce: true },
  ]);
});

test('/watch with nothing says how it is used', async () => {
  await run('/watch', '', 'respond');
  expect(told()).toMatchObject([
    { response_type: 'ephemeral', text: expect.stringContaining('/watch the price') },
  ]);
  expect(door.hallCalls).toEqual([]);
});

test('/watch where Lookout is not invited says how to invite it, and asks no flow for a monitor', async () => {
  door.api.answers['conversations.info'] = { ok: false, error: 'channel_not_found' };
  await run('/watch', 'tea', 'respond');
  expect(JSON.stringify(told())).toContain('/invite @Lookout');
  expect(door.asked('monitor.create')).toEqual([]);
});

test('when the monitor cannot be made, the request in the channel says so instead of standing there unanswered', async () => {
  door.hallAnswers['monitor.create'] = () => {
    throw new LookoutError('bad_input', 'x', { humanMessage: 'Say what to watch.' });
  };
  await run('/watch', 'tea', 'respond');
  expect(door.api.of('chat.update')).toMatchObject([
    { ts: '1790000002.000300', text: expect.stringContaining('Say what to watch.') },
  ]);
});

test('/monitors lists this channel, to the asker alone', async () => {
  await run('/monitors', '', 'respond');
  expect(door.asked('monitor.list')).toMatchObject([{ channelId: 'C1' }]);
  const answer = JSON.stringify(told());
  expect(answer).toContain('ephemeral');
  expect(answer).toContain('● Watching');
});

test('/monitors all leaves out what the asker may not see', async () => {
  const hidden = monitorView({ intent: 'A secret project', channelId: 'C9' });
  door.hallAnswers['monitor.list'] = { monitors: [hidden, monitorView()], total: 2 };
  door.api.answers['conversations.info'] = ({ channel }) => ({ channel: { is_private: channel === 'C9' } });
  door.api.answers['conversations.members'] = ({ channel }) => ({
    members: channel === 'C9' ? [] : ['UADA'],
  });
  await run('/monitors', 'all', 'respond');
  expect(JSON.stringify(told())).toContain('1 monitor in channels you can see');
  expect(JSON.stringify(told())).not.toContain('secret');
});

test('/lookout pause with a name pauses that one', async () => {
  await run('/lookout', 'pause pro plan', 'respond');
  expect(door.asked('monitor.pause')).toMatchObject([{ monitorId: monitorView().monitorId, by: 'UADA' }]);
  expect(JSON.stringify(told())).toContain('Paused.');
});

test.each(['', 'help', 'dance'])('/lookout %s explains what there is', async (text) => {
  await run('/lookout', text, 'respond');
  expect(JSON.stringify(told())).toContain('/lookout watch');
});

const nothing = {
  state: 'nothing',
  sentences: [],
  passages: [],
  by: 'rules',
  degraded: null,
  looked: { meetings: 3, alerts: 0, pages: 0, issues: 12 },
};

test('/lookout ask is answered to the asker alone, from all they may see', async () => {
  door.api.answers['users.conversations'] = { channels: [{ id: 'C2', is_private: true }] };
  door.hallAnswers['assistant.places'] = { channelIds: ['C1', 'C2'] };
  door.hallAnswers['assistant.answer'] = nothing;
  await run('/lookout', 'ask when is the launch?', 'respond');
  expect(door.asked('assistant.answer')).toEqual([
    { question: 'when is the launch?', sees: { channelIds: ['C1', 'C2'], unplaced: true }, meetings: [] },
  ]);
  expect(JSON.stringify(told())).toContain('Nothing about that was found in 3 meetings and 12 issues.');
  // A command leaves no message: two answers in a row are told apart by their questions.
  expect(told()[0]?.blocks).toMatchObject([
    { type: 'context', elements: [{ text: 'You asked: when is the launch?' }] },
    {},
    {},
  ]);
  expect(door.api.of('chat.postMessage')).toEqual([]);
});

test('a guest who asks who is on what hears that guests do not see issues', async () => {
  door.api.answers['users.info'] = { user: { id: 'UADA', is_restricted: true } };
  door.hallAnswers['assistant.understand'] = { kind: 'who', person: null, topic: null };
  await run('/lookout', 'who', 'respond');
  expect(told()).toMatchObject([
    { text: expect.stringContaining('Guests do not see the workspace’s issues') },
  ]);
  expect(door.hallCalls.map(({ name }) => name).filter((name) => name.startsWith('linear.'))).toEqual([]);
});

test('/lookout ask alone opens the form in which meetings are chosen', async () => {
  await run('/lookout', 'ask', 'views.open');
  expect(door.api.of('views.open')).toMatchObject([{ view: { callback_id: 'ask_meetings' } }]);
});

test.each([
  ['create fix the login, high', 'create issue: fix the login, high'],
  ['update ENG-12 to done', 'update ENG-12 to done'],
  ['who', 'who is on what'],
  ['who Mira', 'issues of Mira'],
  ['who is on billing', 'who is on billing'],
  ['weekly every Monday at 9', 'weekly every Monday at 9'],
  ['summarize', 'summarize'],
])('/lookout %s is understood as "%s"', async (text, words) => {
  door.hallAnswers['assistant.understand'] = { kind: 'unclear', question: 'Which one?', options: [] };
  await run('/lookout', text, 'respond');
  expect(door.asked('assistant.understand')).toMatchObject([{ text: words }]);
  // What is unclear is asked back to the asker alone, not into the channel.
  expect(JSON.stringify(told())).toContain('Which one?');
  expect(door.api.of('chat.postMessage')).toEqual([]);
});
