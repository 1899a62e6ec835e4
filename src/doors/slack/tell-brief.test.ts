import { expect, test } from 'vitest';
import { type DrivenDoor, driveDoor, mention } from './drive-door-for-test.ts';

const thread = '1790000000.000001';
const transcriptId = '33333333-3333-4333-8333-333333333333';
const earlierId = '44444444-4444-4444-8444-444444444444';
const brief = { title: 'Short', sections: [], passages: [], by: 'rules', empty: 'Nothing.' };

async function openDoor(messages: unknown[], transcripts: unknown[] = []): Promise<DrivenDoor> {
  const door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'assistant.understand': { kind: 'summarize', what: 'thread' },
    'assistant.places': { channelIds: [], unplaced: false },
    'assistant.brief': brief,
    'transcript.list': { transcripts },
    'monitor.list': { monitors: [], total: 0 },
  });
  Object.assign(door.api.answers, {
    'auth.test': { user_id: 'UBOT' },
    'conversations.replies': { messages },
  });
  return door;
}

async function askForSummary(door: DrivenDoor): Promise<void> {
  await door.event(mention('<@UBOT> summarize this thread', { thread_ts: thread }), 'Ev1');
  expect(await door.work()).toEqual([]);
}

const order = { user: 'UADA', text: '<@UBOT> summarize this thread', ts: '1790000009.000001' };

test('a thread is summed up by what people said to each other, mentions as names', async () => {
  await using door = await openDoor([
    { user: 'UADA', text: '<@UBOT> what changed?', ts: '1790000001.000001' },
    { user: 'UBOT', bot_id: 'B1', text: 'The price rose.', ts: '1790000002.000001' },
    { user: 'UADA', text: 'Ask <@UADA|> &amp; see <#C9>', ts: '1790000003.000001' },
    { user: 'UADA', text: 'hey <@UBOT>, close ENG-2', ts: '1790000004.000001' },
    order,
  ]);
  await askForSummary(door);
  const [{ about }] = door.asked('assistant.brief') as never as [{ about: { messages: { text: string }[] } }];
  expect(about).toMatchObject({ kind: 'thread', threadTs: thread });
  const [said] = about.messages;
  expect(about.messages).toHaveLength(1);
  expect(said?.text).toMatch(/^Ask @\w+ & see$/);
});

test("in a meeting's thread where nobody has talked, the meeting is summed up", async () => {
  const handedIn = { user: 'UADA', text: 'From today', ts: thread, files: [{ id: 'F1' }] };
  await using door = await openDoor(
    [handedIn, order],
    [
      { transcriptId: earlierId, source: 'page', state: 'reviewing', earlierId: null },
      { transcriptId, source: 'file', state: 'reviewing', earlierId: null },
    ],
  );
  await askForSummary(door);
  expect(door.asked('assistant.brief')).toMatchObject([{ about: { kind: 'meeting', transcriptId } }]);
});

test('of a meeting that was handed in before, the first is summed up', async () => {
  await using door = await openDoor(
    [order],
    [{ transcriptId, source: 'file', state: 'duplicate', earlierId }],
  );
  await askForSummary(door);
  expect(door.asked('assistant.brief')).toMatchObject([
    { about: { kind: 'meeting', transcriptId: earlierId } },
  ]);
});

test('in a thread of orders alone nothing was said', async () => {
  await using door = await openDoor([order]);
  await askForSummary(door);
  expect(door.asked('assistant.brief')).toEqual([]);
  expect(JSON.stringify(door.api.of('chat.postEphemeral'))).toContain('Nothing was said in this thread');
});
