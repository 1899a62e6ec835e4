import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLinearRoom, permalink, workspaceId } from './linear-room-for-test.ts';

let room: Awaited<ReturnType<typeof openLinearRoom>>;
const ada = 'ada@sandbox.example';
const grace = 'grace@sandbox.example';

beforeAll(async () => {
  room = await openLinearRoom();
  await room.calls.catalog({});
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());
beforeEach(async () => {
  await room.deliver();
  await room.take('transcript.issueChanged');
});

/** An issue made for an item, as people would know it. */
const makeIssue = async (title: string) => {
  const { transcriptId, itemIds } = await room.addReview([{ title }]);
  await room.work('linear.createItems', { workspaceId, transcriptId });
  const card = room.made().find((one) => one.title === title);
  if (!card) throw new Error('not made');
  await room.deliver();
  return { identifier: card.identifier, issueId: card.id, itemId: itemIds[0] };
};
const changes = async () =>
  (await room.take('transcript.issueChanged')).map(({ issue, exists, by }) => ({
    state: issue.stateType,
    title: issue.title,
    assignee: issue.assignee,
    exists,
    by,
  }));
const card = (issueId: string) => room.linear.issues().find((one) => one.id === issueId);

describe('when somebody changes an issue in Linear', () => {
  test('the transcript room hears what it is now and who did it, once', async () => {
    const { identifier } = await makeIssue('Heard once');
    expect(await changes()).toEqual([]);
    room.linear.people.change(ada, identifier, { state: 'Done', assignee: grace });
    await room.deliver({ twice: true });
    expect(await changes()).toEqual([
      { state: 'completed', title: 'Heard once', assignee: 'Grace Hopper', exists: true, by: 'Ada Lovelace' },
    ]);
  });

  test('an older event that comes after a newer one changes nothing', async () => {
    const { identifier } = await makeIssue('Out of order');
    room.linear.people.change(ada, identifier, { state: 'In Progress' });
    room.linear.people.change(ada, identifier, { state: 'Done' });
    await room.deliver({ reversed: true });
    expect((await changes()).map((change) => change.state)).toEqual(['completed']);
  });

  test('an event about something nobody sees is silent', async () => {
    const { identifier } = await makeIssue('Reworded inside');
    room.linear.people.change(ada, identifier, { description: 'Other words.' });
    await room.deliver();
    expect(await changes()).toEqual([]);
  });

  test('an issue no review stands on is remembered, not told', async () => {
    room.linear.people.change(ada, 'ENG-1', { title: 'Old price after a change of plan' });
    await room.deliver();
    expect(await changes()).toEqual([]);
    expect(
      await room.rows("select brief ->> 'title' as title from linear_issues where identifier = 'ENG-1'"),
    ).toEqual([{ title: 'Old price after a change of plan' }]);
  });

  test('an issue moved to the bin no longer exists', async () => {
    const { identifier } = await makeIssue('Thrown away');
    room.linear.people.remove(ada, identifier);
    await room.deliver();
    expect(await changes()).toMatchObject([{ exists: false }]);
  });

  test('the sweep finds what no webhook brought, and says it once', async () => {
    await room.work('linear.reconcile', { workspaceId });
    const { identifier } = await makeIssue('Missed');
    room.linear.webhooks.drop(1);
    room.linear.people.change(ada, identifier, { state: 'Canceled' });
    // A later event of another issue must not hide it.
    room.linear.people.change(ada, 'ENG-2', { priority: 1 });
    await room.deliver();
    expect(await changes()).toEqual([]);
    await room.work('linear.reconcile', { workspaceId });
    await room.work('linear.reconcile', { workspaceId });
    expect((await changes()).map((change) => change.state)).toEqual(['canceled']);
  });
});

describe('when an issue is changed from here', () => {
  test.each([
    ['done', 'Done'],
    ['in progress', 'In Progress'],
    ['cancelled', 'Canceled'],
    ['in r', 'In Review'],
  ])('%s is the state %s of its team', async (said, state) => {
    const { identifier, issueId } = await makeIssue(`To ${said}`);
    await room.calls.updateIssue({ identifier: identifier.toLowerCase(), change: { state: said }, by: 'U1' });
    expect(card(issueId)?.state.name).toBe(state);
  });

  test('the echo of it is no news', async () => {
    const { identifier } = await makeIssue('Echo');
    await room.calls.updateIssue({ identifier, change: { state: 'done', priority: 1 }, by: 'U1' });
    expect(await changes()).toMatchObject([{ state: 'completed', by: 'U1' }]);
    await room.deliver();
    expect(await changes()).toEqual([]);
  });

  test('a state the team does not have is answered with those it has', async () => {
    const { identifier } = await makeIssue('Where to');
    await expect(
      room.calls.updateIssue({ identifier, change: { state: 'Waiting for Godot' }, by: 'U1' }),
    ).rejects.toMatchObject({
      code: 'bad_input',
      humanMessage: expect.stringContaining('Backlog, Todo, In Progress, In Review, Done, Canceled'),
    });
  });

  test('a tick on the page closes the issue, a second one does nothing more', async () => {
    const { issueId } = await makeIssue('Ticked');
    const job = { workspaceId, issueId, change: { state: 'done' }, key: 'k' };
    await room.work('linear.apply', job);
    const updates = room.linear.calls.filter((call) => call.fields.includes('issueUpdate')).length;
    await room.work('linear.apply', job);
    expect(card(issueId)?.state.name).toBe('Done');
    expect(room.linear.calls.filter((call) => call.fields.includes('issueUpdate'))).toHaveLength(updates);
    await room.work('linear.apply', { ...job, change: { state: 'reopened' } });
    expect(card(issueId)?.state.name).toBe('Todo');
  });

  test('the page is linked once, however often it is asked for', async () => {
    const { issueId } = await makeIssue('Linked to its page');
    const page = { workspaceId, issueId, url: 'https://notion.example/p', title: 'Weekly sync' };
    await room.work('linear.linkPage', page);
    await room.work('linear.linkPage', page);
    expect(
      card(issueId)
        ?.attachments.map((one) => one.url)
        .sort(),
    ).toEqual([page.url, permalink].sort());
  });

  test('one order makes one issue, and its repeat answers with it', async () => {
    const order = { fields: room.fields({ title: 'From an alert' }), link: null, key: 'alert 7', by: 'U1' };
    const first = await room.calls.createIssue(order);
    expect(await room.calls.createIssue(order)).toEqual(first);
    expect(room.made().filter((one) => one.title === 'From an alert')).toHaveLength(1);
  });
});

describe('when comments of an issue are synced with a thread', () => {
  const thread = { channelId: 'C1', threadTs: '1700000000.000100' };

  test('they go both ways, once, and none comes back', async () => {
    const { identifier, issueId } = await makeIssue('Discussed');
    await room.calls.syncComments({ identifier, ...thread, on: true, by: 'U1' });
    expect(await room.calls.syncedThreads({})).toEqual({ threads: [thread] });
    expect(await room.take('notification.say')).toMatchObject([
      { ...thread, text: expect.stringContaining('go both ways') },
    ]);
    const asked = room.linear.people.comment(ada, identifier, 'Is <this> urgent?');
    await room.deliver({ twice: true });
    const said = await room.take('notification.say');
    expect(said).toMatchObject([{ ...thread, text: expect.stringContaining('Is &lt;this&gt; urgent?') }]);
    expect(said[0]?.text).toContain('*Ada Lovelace*');

    const reply = {
      ...thread,
      messageTs: '1700000001.000200',
      text: 'Yes, by Friday',
      by: 'Grace',
      key: 'E1',
    };
    expect(await room.calls.takeReply(reply)).toEqual({ issues: 1 });
    const [job] = await room.take('linear.comment');
    if (!job) throw new Error('no job');
    room.linear.faults.add({ field: 'commentCreate', fault: 'answer_lost', times: 1 });
    await expect(room.work('linear.comment', job)).rejects.toMatchObject({ code: 'unreachable' });
    await room.work('linear.comment', job);
    await room.deliver();
    expect(card(issueId)?.comments.map((comment) => comment.body)).toEqual([
      'Is <this> urgent?',
      '**Grace** in Slack:\n\nYes, by Friday',
    ]);
    expect(await room.take('notification.say')).toEqual([]);

    room.linear.people.changeComment(ada, asked, 'Is it urgent?');
    await room.deliver();
    const edited = await room.take('notification.say');
    expect(edited).toMatchObject([{ key: said[0]?.key, text: expect.stringContaining('Is it urgent?') }]);
    expect(await room.calls.takeReply({ ...reply, text: 'By Monday', change: 'edited', key: 'E2' })).toEqual({
      issues: 1,
    });
    for (const change of await room.take('linear.comment')) await room.work('linear.comment', change);
    expect(card(issueId)?.comments.map((comment) => comment.body)).toContain(
      '**Grace** in Slack:\n\nBy Monday',
    );
    await room.calls.takeReply({ ...reply, text: '', change: 'deleted', key: 'E3' });
    for (const change of await room.take('linear.comment')) await room.work('linear.comment', change);
    expect(card(issueId)?.comments.map((comment) => comment.body)).toEqual(['Is it urgent?']);
    room.linear.people.deleteComment(ada, asked);
    await room.deliver();
    expect(await room.take('notification.say')).toMatchObject([
      { key: said[0]?.key, text: expect.stringContaining('deleted in Linear') },
    ]);

    await room.calls.syncComments({ identifier, ...thread, on: false, by: 'U1' });
    expect(await room.take('notification.say')).toMatchObject([
      { text: expect.stringContaining('no longer') },
    ]);
    room.linear.people.comment(ada, identifier, 'Nobody hears this');
    await room.deliver();
    expect(await room.take('notification.say')).toEqual([]);
    expect(await room.calls.takeReply(reply)).toEqual({ issues: 0 });
  });

  test('not those of a private team', async () => {
    await expect(
      room.calls.syncComments({ identifier: 'LEA-1', ...thread, on: true, by: 'U1' }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
