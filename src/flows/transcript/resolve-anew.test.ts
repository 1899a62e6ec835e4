import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTranscriptRoom, type TranscriptRoom } from './open-transcript-room-for-test.ts';

let room: TranscriptRoom;
beforeAll(async () => {
  room = await openTranscriptRoom();
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());
beforeEach(async () => await room.reset());

const meeting = `Ana Ruiz: Good morning everybody, thanks for coming to the weekly sync about the importer.
Ana Ruiz: I will fix the retry storm of the importer. It has been hammering their servers since last week.
Chris Park: I will send the revised quote to Northwind. They have been waiting for it since Monday.`;

const waiting = async () => {
  const { transcriptId } = await room.handIn(meeting);
  return await room.read(transcriptId);
};
const connected = async () => {
  await room.connectLinear();
  await room.forgetJobs();
  await room.work('transcript.surroundings', { workspaceId: 'T1' });
};

describe('a review that waits when Linear is connected', () => {
  it('gets the owners and teams it could not have before, and is drawn anew', async () => {
    const { transcriptId, items } = await waiting();
    expect(items.map(({ fields }) => [fields.assigneeId, fields.teamId])).toEqual([
      [null, null],
      [null, null],
    ]);
    await connected();
    const after = await room.calls.get({ transcriptId });
    expect(after.items.map(({ fields }) => [fields.assigneeId, fields.teamId])).toEqual([
      ['user-ana', 'team-eng'],
      ['user-chris-p', 'team-eng'],
    ]);
    expect(await room.jobs('notification.review')).toMatchObject([{ transcriptId }]);
  });

  it('keeps what a person has touched, and what was left out', async () => {
    const { transcriptId, items } = await waiting();
    const [first, second] = items;
    await room.calls.editItem({
      itemId: first?.itemId ?? '',
      version: first?.version ?? 0,
      fields: { due: '2026-05-08' },
      by: 'U1',
    });
    await room.calls.dropItem({ itemId: second?.itemId ?? '', dropped: true, by: 'U1' });
    await connected();
    const after = await room.calls.get({ transcriptId });
    expect(after.items.map(({ fields, state }) => [state, fields.assigneeId, fields.due])).toEqual([
      ['proposed', null, '2026-05-08'],
      ['dropped', null, null],
    ]);
  });

  it('is left alone by a change that has nothing for it', async () => {
    await room.connectLinear();
    const before = await waiting();
    await connected();
    expect((await room.calls.get({ transcriptId: before.transcriptId })).items).toEqual(before.items);
  });
});

it('a connection that has ended makes nothing before it is connected anew', async () => {
  await room.connectLinear();
  const { transcriptId } = await waiting();
  await room.database.pool.query(
    `insert into linear_connections (workspace_id, how, sealed, sealed_with, organization_id, name, problem, connected_by, connected_at)
     values ('T1', 'key', '', '', 'o', 'Acme', 'Linear no longer takes the connection.', 'U1', now())`,
  );
  await expect(room.calls.createWork({ transcriptId, by: 'U1' })).rejects.toMatchObject({
    code: 'conflict',
    humanMessage: 'Linear no longer takes the connection.',
  });
  await room.database.pool.query('delete from linear_connections');
});
