import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../test/helpers/open-room.ts';
import { stableId } from '../kit/ids.ts';
import { insertTranscript } from '../store/transcripts.ts';
import { tellOfDeadJob } from './tell-of-dead-job.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const transcriptId = stableId('meeting');
beforeEach(async () => {
  await room.database.pool.query('truncate transcripts cascade; delete from pgboss.job');
  await room.database.tenant(workspaceId, (tx) =>
    insertTranscript(tx, {
      transcript_id: transcriptId,
      workspace_id: workspaceId,
      receipt_key: 'k',
      source: 'file',
      title: 'Sync',
      file_name: null,
      content_type: null,
      held_at: null,
      channel_id: 'C1',
      thread_ts: '1.1',
      created_by: 'U1',
      created_at: room.clock.now(),
      state: 'reading',
      original_sealed: null,
      original_sealed_with: null,
      original_expires_at: room.clock.now(),
    }),
  );
});

const jobs = async (name: string) =>
  (await room.rows<{ data: object }>('select data from pgboss.job where name = $1', [name])).map(
    ({ data }) => data,
  );
const die = (job: Parameters<typeof tellOfDeadJob>[1], payload: Record<string, unknown>) =>
  tellOfDeadJob(room, job, { workspaceId, ...payload });

test('a transcript that could not be read is given to its room, which tells it', async () => {
  await die('transcript.read', { transcriptId });
  expect(await jobs('transcript.unread')).toMatchObject([{ workspaceId, transcriptId }]);
  expect(await jobs('notification.say')).toEqual([]);
});

test('what else a meeting waits for is told in its thread', async () => {
  await die('linear.createItems', { transcriptId });
  expect(await jobs('notification.say')).toMatchObject([
    { channelId: 'C1', threadTs: '1.1', text: expect.stringContaining('issues of this meeting') },
  ]);
});

test('a recording that could not be fetched is told where its review would have been', async () => {
  const recording = { vendor: 'fireflies', recordingId: 'r1' };
  await die('transcript.fetch', { ...recording, channelId: 'C2' });
  await die('transcript.fetch', { ...recording, channelId: null });
  expect(await jobs('notification.say')).toMatchObject([
    { channelId: 'C2', threadTs: null, text: expect.stringContaining('could not fetch it') },
  ]);
});

test('nobody is told of what nobody waits for', async () => {
  await die('transcript.issueChanged', { transcriptId });
  await die('linear.refresh', {});
  expect(await jobs('notification.say')).toEqual([]);
});
