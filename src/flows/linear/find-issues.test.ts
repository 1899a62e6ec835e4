import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLinearRoom, workspaceId } from './linear-room-for-test.ts';

let room: Awaited<ReturnType<typeof openLinearRoom>>;
beforeAll(async () => {
  room = await openLinearRoom();
  await room.work('linear.refresh', { workspaceId });
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const find = async (query: string, more: object = {}) =>
  (await room.calls.search({ query, limit: 5, ...more })).issues;

test('the issue that says the same is first, with the greatest likeness', async () => {
  const issues = await find('the login fails when an e-mail address has a plus sign');
  expect(issues[0]?.title).toBe('Login fails when the e-mail has a plus sign');
  expect(issues[0]?.likeness).toBeGreaterThan((issues[1]?.likeness ?? 1) + 0.1);
});

test('an identifier in the text is that issue', async () => {
  expect((await find('like ENG-2 please'))[0]).toMatchObject({ identifier: 'ENG-2', likeness: 1 });
});

test('while Linear is down, what is remembered answers', async () => {
  room.linear.faults.add({ field: 'searchIssues', fault: 'server_error', times: 2 });
  expect((await find('annual billing discount'))[0]?.title).toBe('Annual billing with a discount');
  room.linear.faults.clear();
});

test('issues of private teams are found only by who may see them', async () => {
  const [secret] = room.linear.issues().filter((card) => card.team === 'LEA');
  if (!secret) throw new Error('no private issue');
  const titles = async (includePrivate?: boolean) =>
    (await find(secret.title, includePrivate ? { includePrivate } : {})).map((issue) => issue.title);
  expect(await titles()).not.toContain(secret.title);
  expect(await titles(true)).toContain(secret.title);
  await expect(room.calls.getIssue({ identifier: secret.identifier })).rejects.toMatchObject({
    code: 'not_found',
  });
  // A change of it that comes by webhook does not make it public.
  await room.rows('delete from linear_issues where issue_id = $1', [secret.id]);
  room.linear.forge.tables.webhooks.forEach((hook) => {
    hook.allPublicTeams = false;
    hook.teamId = room.linear.ids.team('LEA');
  });
  room.linear.people.change('ada@sandbox.example', secret.identifier, { priority: 1 });
  expect(await room.deliver()).toEqual(['Issue update']);
  expect(await room.rows('select private from linear_issues where issue_id = $1', [secret.id])).toEqual([
    { private: true },
  ]);
});

test('open issues of a person', async () => {
  const assigneeId = room.linear.ids.user('grace@sandbox.example');
  const { issues } = await room.calls.issuesOf({ assigneeId });
  const expected = room.linear
    .issues()
    .filter((card) => card.assignee?.email === 'grace@sandbox.example' && !card.archived)
    .filter((card) => !['completed', 'canceled'].includes(card.state.type) && card.team !== 'LEA');
  expect(issues.map((issue) => issue.identifier).sort()).toEqual(
    expected.map((card) => card.identifier).sort(),
  );
  expect(issues.length).toBeGreaterThan(0);
});

test('a new label is there when the catalogue is read after its webhook', async () => {
  await room.calls.catalog({});
  const calls = room.linear.calls.length;
  const body = {
    type: 'IssueLabel',
    action: 'create',
    organizationId: room.linear.forge.tables.organization.id,
    data: {},
  };
  await room.deps.database.pool.query(
    "insert into inbox (delivery_id, workspace_id, door, body, received_at) values ('label', '*', 'linear', $1, now())",
    [JSON.stringify(body)],
  );
  await room.work('linear.event', { deliveryId: 'label' });
  expect(await room.take('linear.refresh')).toEqual([{ workspaceId }]);
  await room.calls.catalog({});
  expect(room.linear.calls.length).toBeGreaterThan(calls);
});

test('the catalogue names teams, people and states, without applications and projects that are over', async () => {
  const catalog = await room.calls.catalog({});
  expect(catalog.teams.map((team) => team.key).sort()).toEqual(['DES', 'ENG', 'GRO', 'LEA']);
  expect(catalog.users.map((user) => user.name)).not.toContain('Lookout');
  expect(catalog.projects.map((project) => project.name)).not.toContain('Website refresh');
  expect(catalog.milestones.length).toBeGreaterThan(0);
  // Kept: the second look asks nobody.
  const calls = room.linear.calls.length;
  await room.calls.catalog({});
  expect(room.linear.calls.length).toBe(calls);
});
