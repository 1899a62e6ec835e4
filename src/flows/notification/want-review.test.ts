import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import { type PlayedOffice, playSlackOffice } from '../../../test/helpers/play-slack-office.ts';
import { silentLog } from '../../kit/log.ts';
import { insertTranscript, updateTranscript } from '../../store/transcripts.ts';
import { replaceItems, updateItem } from '../../store/work-items.ts';
import { createNotificationFlow } from './index.ts';
import { item } from './render/review-for-test.ts';

const transcriptId = '8d0f6f3e-0000-4000-8000-000000000900';
const thread = '1700000000.000100';
let room: Room;
let slack: PlayedOffice;

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  await room.rows('delete from transcripts');
  slack = playSlackOffice();
});

function openNotification() {
  const { database, queue, clock } = room;
  const flow = createNotificationFlow({
    database,
    queue,
    clock,
    log: silentLog,
    slack,
    postWebhook: async () => undefined,
    webhookSecretOf: () => '',
    modelHelp: '',
  });
  const person = createRouterClient(flow.calls, { context: { workspaceId, requestId: 'r' } });
  return {
    person,
    settle: async () => await room.drain(flow.workers),
    draw: async () => {
      await room.database.tenant(workspaceId, (tx) =>
        room.queue.enqueue(tx, 'notification.review', { workspaceId, transcriptId }),
      );
      await room.drain(flow.workers);
    },
  };
}

const addTranscript = async (channelId: string | null, items: number) => {
  await room.database.tenant(workspaceId, async (tx) => {
    await insertTranscript(tx, {
      transcript_id: transcriptId,
      workspace_id: workspaceId,
      receipt_key: 'k',
      source: 'file',
      title: 'Weekly sync',
      channel_id: channelId,
      thread_ts: channelId && thread,
      created_at: room.clock.now(),
      state: 'reviewing',
    });
    await replaceItems(
      tx,
      transcriptId,
      Array.from({ length: items }, (_, position) => {
        const { itemId, extracted, fields } = item(position + 1, { title: `Item ${position + 1}` });
        return {
          item_id: itemId,
          workspace_id: workspaceId,
          transcript_id: transcriptId,
          position,
          state: 'proposed',
          extracted: JSON.stringify(extracted),
          fields: JSON.stringify(fields),
          changed_at: room.clock.now(),
        };
      }),
    );
  });
};

const standing = () => slack.standing;

test('a review is never shown where another company reads, nor is its problem', async () => {
  await addTranscript('C-shared', 1);
  const { draw } = openNotification();
  await draw();
  expect(slack.standing).toEqual([]);
  const rows = await room.rows<{ state: string; problem: string }>('select state, problem from deliveries');
  expect(rows).toMatchObject([{ problem: expect.stringContaining('shared with another company') }]);
  await draw();
  expect(slack.standing).toEqual([]);
});

test('a review is one message in its thread, edited as it changes', async () => {
  const notification = openNotification();
  await addTranscript('C0GENERAL1', 2);
  await notification.draw();
  await notification.draw();
  await room.database.tenant(workspaceId, (tx) =>
    updateTranscript(tx, transcriptId, { state: 'rejected', problem: 'This is a sign-in page.' }),
  );
  await notification.draw();
  expect(standing()).toHaveLength(1);
  expect(standing()[0]).toMatchObject({ channelId: 'C0GENERAL1', threadTs: thread });
  expect(JSON.stringify(standing())).toContain('This is a sign-in page.');
});

test('the page somebody turned to stays when an item changes', async () => {
  const notification = openNotification();
  await addTranscript('C0GENERAL1', 20);
  await notification.draw();
  await notification.person.turnReview({ transcriptId, page: 1 });
  await notification.settle();
  expect(JSON.stringify(standing())).toContain('page 2 of 3');
  await room.database.tenant(workspaceId, (tx) =>
    updateItem(tx, item(1).itemId, { state: 'dropped', changed_at: room.clock.now() }),
  );
  await notification.draw();
  expect(JSON.stringify(standing())).toContain('page 2 of 3');
  expect(JSON.stringify(standing())).toContain('1 left out or linked');
});

test('a transcript without a channel is told nowhere', async () => {
  const notification = openNotification();
  await addTranscript(null, 1);
  await notification.draw();
  expect(standing()).toEqual([]);
});
