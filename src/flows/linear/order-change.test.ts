import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLinearRoom } from './linear-room-for-test.ts';

let room: Awaited<ReturnType<typeof openLinearRoom>>;
beforeAll(async () => {
  room = await openLinearRoom();
}, 120_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const issue = (identifier: string) => {
  const found = room.linear.issues().find((one) => one.identifier === identifier);
  if (!found) throw new Error(`no ${identifier}`);
  return found;
};

test('an order is carried out once however often it comes, and Undo knows what was before', async () => {
  const order = { identifier: 'ENG-5', change: { state: 'done', due: '2026-06-01' }, key: 'E1', by: 'U1' };
  const done = await room.calls.changeIssue(order);
  expect([done.before.state, done.after.state, done.after.due]).toEqual(['In Review', 'Done', '2026-06-01']);
  room.linear.people.change('ada@sandbox.example', 'ENG-5', { title: 'Another title' });
  room.linear.people.change('ada@sandbox.example', 'ENG-5', { state: 'In Progress' });
  expect(await room.calls.changeIssue(order)).toEqual(done);
  expect(issue('ENG-5').state.name).toBe('In Progress');
  await expect(room.calls.undoChange({ changeId: done.changeId, by: 'U1' })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(issue('ENG-5')).toMatchObject({ state: { name: 'In Progress' }, due: '2026-06-01' });
});

test('Undo touches only what the order changed', async () => {
  const { changeId } = await room.calls.changeIssue({
    identifier: 'ENG-3',
    change: { assigneeId: null, priority: 1 },
    key: 'E2',
    by: 'U1',
  });
  room.linear.people.change('ada@sandbox.example', 'ENG-3', { title: 'Retitled by a person' });
  const undone = await room.calls.undoChange({ changeId, by: 'U2' });
  expect(undone).toMatchObject({ kind: 'changed', issue: { assignee: 'Grace Hopper', priority: 0 } });
  expect(issue('ENG-3').title).toBe('Retitled by a person');
  expect(await room.calls.undoChange({ changeId, by: 'U2' })).toMatchObject({ kind: 'changed' });
});

test('an archived issue is not changed, and whoever orders it hears why', async () => {
  room.linear.people.change('ada@sandbox.example', 'ENG-6', { archived: true });
  const before = issue('ENG-6').state.name;
  const order = { identifier: 'ENG-6', change: { state: 'done' }, by: 'U1' };
  const refused = { code: 'conflict', humanMessage: expect.stringContaining('ENG-6 is archived') };
  await expect(room.calls.changeIssue({ ...order, key: 'E6' })).rejects.toMatchObject(refused);
  await expect(room.calls.updateIssue(order)).rejects.toMatchObject(refused);
  expect(issue('ENG-6').state.name).toBe(before);
  room.linear.people.change('ada@sandbox.example', 'ENG-6', { archived: false });
  expect(await room.calls.changeIssue({ ...order, key: 'E7' })).toMatchObject({ after: { state: 'Done' } });
});

test('an issue of a private team does not exist', async () => {
  await expect(
    room.calls.changeIssue({ identifier: 'LEA-1', change: { state: 'done' }, key: 'E3', by: 'U1' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('an issue made from Slack that somebody has worked on since is not archived by Undo', async () => {
  const order = { fields: room.fields({ title: 'Made from Slack' }), link: null, key: 'E4', by: 'U1' };
  const { changeId, identifier } = await room.calls.createIssue(order);
  room.linear.people.comment('grace@sandbox.example', identifier, 'I have begun.');
  await expect(room.calls.undoChange({ changeId, by: 'U1' })).rejects.toMatchObject({
    code: 'conflict',
    humanMessage: `${identifier} was changed since by Grace Hopper and stays; archive it in Linear.`,
  });
  expect(issue(identifier).archived).toBe(false);
});
