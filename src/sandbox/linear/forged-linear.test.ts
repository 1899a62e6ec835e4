import { createServer } from 'node:http';
import { LinearClient, RatelimitedLinearError } from '@linear/sdk';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../listen.ts';
import { createForgedLinear, type ForgedLinear } from './create-forged-linear.ts';

let linear: ForgedLinear;
let client: LinearClient;
const ada = 'ada@sandbox.example';
const grace = 'grace@sandbox.example';

beforeEach(async () => {
  linear = await createForgedLinear({ retryDelaysMs: [1, 1, 1] });
  client = new LinearClient({ apiKey: linear.apiKey, apiUrl: linear.apiUrl });
});
afterEach(async () => {
  await linear[Symbol.asyncDispose]();
});

const eng = () => linear.ids.team('ENG');
const uuid = (): string => crypto.randomUUID();
const refusal = async (work: PromiseLike<unknown>): Promise<Record<string, unknown>> =>
  await Promise.resolve(work).then(
    () => ({ type: 'it was not refused' }),
    (error: Record<string, unknown>) => error,
  );

/** A house that listens for webhooks and answers with the given statuses, then 200. */
async function openDoor(statuses: number[] = []) {
  const heard: { delivery: string; raw: Buffer; signature: string; body: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks);
    heard.push({
      delivery: String(request.headers['linear-delivery']),
      signature: String(request.headers['linear-signature']),
      raw,
      body: JSON.parse(raw.toString()) as Record<string, unknown>,
    });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  const url = await listen(server, '127.0.0.1', 0);
  return { url: `${url}/webhooks/linear`, heard, [Symbol.dispose]: () => server.close() };
}

describe('what the real SDK reads', () => {
  it('finds the viewer, the organisation, teams, people, projects, milestones, states and labels', async () => {
    const [viewer, organization, teams, users, projects, states, labels] = await Promise.all([
      client.viewer,
      client.organization,
      client.teams(),
      client.users({ filter: { email: { eq: grace } } }),
      client.projects({ filter: { name: { containsIgnoreCase: 'PRICING' } } }),
      client.workflowStates({ filter: { team: { key: { eq: 'ENG' } } } }),
      client.issueLabels(),
    ]);
    expect(viewer).toMatchObject({ email: ada, admin: true, isMe: true });
    expect(organization.urlKey).toBe('sandbox');
    expect(teams.nodes.map((team) => team.key).toSorted()).toEqual(['DES', 'ENG', 'GRO', 'LEA']);
    expect(teams.nodes.filter((team) => team.private).map((team) => team.key)).toEqual(['LEA']);
    expect(users.nodes.map((user) => user.name)).toEqual(['Grace Hopper']);
    expect(states.nodes.map((state) => state.type)).toContain('completed');
    expect(labels.nodes.map((label) => label.name)).toContain('Bug');
    const milestones = await projects.nodes[0]?.projectMilestones();
    expect(milestones?.nodes.map((one) => one.name).toSorted()).toEqual(['Beta', 'Launch']);
  });

  it('turns pages without losing or repeating an issue', async () => {
    const page = await client.issues({ first: 4, filter: { team: { key: { eq: 'ENG' } } } });
    while (page.pageInfo.hasNextPage) await page.fetchNext();
    const numbers = page.nodes.map((issue) => issue.number);
    expect(numbers).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('filters by person, kind of state, number, id and time of change', async () => {
    const titles = async (filter: NonNullable<Parameters<typeof client.issues>[0]>['filter']) =>
      (await client.issues({ filter })).nodes.map((issue) => issue.identifier).toSorted();
    expect(await titles({ assignee: { email: { eq: 'linus@sandbox.example' } } })).toEqual(['ENG-6']);
    expect(await titles({ team: { key: { eq: 'DES' } }, state: { type: { in: ['started'] } } })).toEqual([
      'DES-1',
    ]);
    expect(await titles({ number: { eq: 2 }, team: { key: { eq: 'GRO' } } })).toEqual(['GRO-2']);
    expect(await titles({ id: { in: [linear.ids.issue('ENG-1'), linear.ids.issue('ENG-2')] } })).toEqual([
      'ENG-1',
      'ENG-2',
    ]);
    expect(await titles({ labels: { name: { eq: 'Research' } } })).toEqual(['DES-2']);
    expect(await titles({ assignee: { null: true }, project: { name: { eq: 'Mobile app' } } })).toEqual([
      'ENG-10',
      'ENG-9',
    ]);
    const since = new Date();
    linear.people.change(grace, 'ENG-4', { title: 'Invoices in euros and pounds' });
    expect(await titles({ updatedAt: { gte: since } })).toEqual(['ENG-4']);
    expect(await titles({ updatedAt: { gt: '-PT12H' } })).toEqual(['ENG-4']);
  });

  it('finds an issue by its identifier and by words, and hides a private team from those outside it', async () => {
    expect((await client.issue('eng-6')).title).toContain('plus sign');
    expect((await client.searchIssues('proration rule')).nodes[0]?.identifier).toBe('ENG-3');
    const guest = new LinearClient({ apiKey: linear.keyOf('linus@sandbox.example'), apiUrl: linear.apiUrl });
    expect((await guest.teams()).nodes.map((team) => team.key)).toEqual(['ENG']);
    expect((await refusal(guest.issue('LEA-1'))).message).toContain('Could not find referenced Issue');
  });

  it('says so when it is asked for what it does not have', async () => {
    const { raw, message } = await refusal(client.client.rawRequest('{ cycles { nodes { id } } }'));
    expect(`${message} ${JSON.stringify(raw)}`).toContain('not forged: Query.cycles');
  });
});

describe('what the real SDK writes', () => {
  it('creates an issue under an id of the client’s own, once', async () => {
    const id = uuid();
    const input = { id, teamId: eng(), title: 'Ship it', priority: 2, labelIds: [linear.ids.label('Bug')] };
    const created = await (await client.createIssue(input)).issue;
    expect(created).toMatchObject({ id, identifier: 'ENG-14', priorityLabel: 'High' });
    const again = await refusal(client.createIssue(input));
    expect(again).toMatchObject({ type: 'InvalidInput', status: 400 });
    expect(linear.issues().filter((card) => card.title === 'Ship it')).toHaveLength(1);
  });

  it('creates a batch whole or not at all', async () => {
    const good = { teamId: eng(), title: 'One' };
    const bad = { teamId: eng(), title: 'Two', stateId: linear.ids.state('DES', 'Todo') };
    expect((await refusal(client.createIssueBatch({ issues: [good, bad] }))).message).toContain(
      'Discrepancy',
    );
    expect(linear.issues().some((card) => card.title === 'One')).toBe(false);
    const ids = [uuid(), uuid()];
    await client.createIssueBatch({
      issues: ids.map((id, n) => ({ id, teamId: eng(), title: `Part ${n}` })),
    });
    expect(linear.issues().filter((card) => ids.includes(card.id))).toHaveLength(2);
  });

  it.each([
    [{ teamId: 'ENG', title: 'x' }, 'teamId must be a UUID'],
    [{ title: '' }, 'title should not be empty'],
    [{ title: 'x'.repeat(256) }, '255'],
    [{ id: 'abc' }, 'UUID v4'],
    [{ priority: 9 }, 'priority'],
    [{ dueDate: 'next friday' }, 'dueDate'],
    [{ assigneeId: '00000000-0000-4000-8000-000000000000' }, 'referenced User'],
    [{ createAsUser: 'Ada' }, 'actor=app'],
  ])('refuses %j', async (wrong, sentence) => {
    const error = await refusal(client.createIssue({ teamId: eng(), title: 'x', ...wrong }));
    expect(error).toMatchObject({ type: 'InvalidInput', message: expect.stringContaining(sentence) });
  });

  it('moves an issue, archives it and brings it back', async () => {
    await client.updateIssue('ENG-6', { stateId: linear.ids.state('ENG', 'Done') });
    expect((await client.issue('ENG-6')).completedAt).toBeInstanceOf(Date);
    await client.archiveIssue('ENG-6');
    const shown = await client.issues({ filter: { number: { eq: 6 }, team: { key: { eq: 'ENG' } } } });
    expect(shown.nodes).toEqual([]);
    expect((await client.issue('ENG-6')).archivedAt).toBeInstanceOf(Date);
    await client.unarchiveIssue('ENG-6');
    expect((await client.issue('ENG-6')).archivedAt).toBeFalsy();
  });

  it('keeps one attachment a URL, comments, and milestones of a project', async () => {
    const issueId = linear.ids.issue('ENG-1');
    const url = 'https://sandbox.slack.example/archives/C1/p1';
    await client.createAttachment({ issueId, url, title: 'Thread' });
    await client.attachmentLinkSlack(issueId, url, { title: 'Thread in Slack' });
    const linked = await client.attachmentsForURL(url);
    expect(linked.nodes.map((one) => one.title)).toEqual(['Thread in Slack']);
    const comment = await (await client.createComment({ issueId, body: 'Looks good' })).comment;
    await client.updateComment(comment?.id ?? '', { body: 'Looks very good' });
    expect((await client.comments({ filter: { issue: { id: { eq: issueId } } } })).nodes[0]?.body).toBe(
      'Looks very good',
    );
    const projectId = linear.ids.project('Mobile app');
    const milestone = await (await client.createProjectMilestone({ projectId, name: 'Alpha' }))
      .projectMilestone;
    expect(milestone).toMatchObject({ name: 'Alpha', projectId });
  });
});

describe('webhooks', () => {
  it('tells what changed, from what, by whom, signed so that Linear’s own client believes it', async () => {
    using door = await openDoor();
    const payload = await client.createWebhook({
      url: door.url,
      resourceTypes: ['Issue', 'Comment'],
      allPublicTeams: true,
    });
    const secret = (await payload.webhook)?.secret ?? '';
    linear.people.change(grace, 'ENG-2', { state: 'Done' });
    linear.people.change(ada, 'LEA-1', { title: 'Budget' }); // private: not for a webhook of all public teams
    await linear.webhooks.settled();
    expect(door.heard).toHaveLength(1);
    const { raw, signature, body, delivery } = door.heard[0] ?? expect.unreachable();
    expect(new LinearWebhookClient(secret).verify(raw, signature, Number(body.webhookTimestamp))).toBe(true);
    expect(delivery).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toMatchObject({
      action: 'update',
      type: 'Issue',
      actor: { email: grace, type: 'user' },
      data: { identifier: 'ENG-2', state: { type: 'completed' } },
      updatedFrom: { stateId: linear.ids.state('ENG', 'Todo'), completedAt: null },
    });
  });

  it('tries again under the same delivery id, and loses, repeats, keeps and shuffles when told to', async () => {
    using door = await openDoor([500]);
    linear.setWebhook(door.url);
    linear.people.comment(grace, 'ENG-2', 'first');
    await expect.poll(() => door.heard.length).toBe(2);
    expect(new Set(door.heard.map((one) => one.delivery)).size).toBe(1);
    linear.webhooks.drop(1);
    linear.people.comment(grace, 'ENG-2', 'lost');
    linear.webhooks.duplicate(1);
    linear.people.comment(grace, 'ENG-2', 'twice');
    linear.webhooks.hold();
    linear.people.comment(grace, 'ENG-2', 'third');
    linear.people.comment(grace, 'ENG-2', 'fourth');
    linear.webhooks.release({ reversed: true });
    await linear.webhooks.settled();
    const said = door.heard.map((one) => (one.body.data as { body: string }).body);
    expect(said).toEqual(['first', 'first', 'twice', 'twice', 'fourth', 'third']);
  });
});

describe('failures on demand', () => {
  it('limits the rate as Linear does, with HTTP 400, and as a proxy would, with 429', async () => {
    linear.faults.add({ field: 'issueCreate', fault: 'ratelimited', times: 1, retryAfterSeconds: 7 });
    const limited = await refusal(client.createIssue({ teamId: eng(), title: 'x' }));
    expect(limited).toBeInstanceOf(RatelimitedLinearError);
    expect(limited).toMatchObject({ status: 400, retryAfter: 7, requestsLimit: 5_000 });
    linear.faults.add({ field: '*', fault: 'too_many_requests', times: 1 });
    expect(await refusal(client.viewer)).toMatchObject({ status: 429 });
    linear.forge.budget.limit({ requestsPerHour: 2 });
    await client.viewer;
    await client.viewer;
    expect(await refusal(client.viewer)).toBeInstanceOf(RatelimitedLinearError);
  });

  it('does the work and loses the answer', async () => {
    const id = uuid();
    linear.faults.add({ field: 'issueCreate', fault: 'answer_lost', times: 1 });
    expect((await refusal(client.createIssue({ id, teamId: eng(), title: 'Made' }))).type).not.toBe(
      'it was not refused',
    );
    expect((await client.issue(id)).title).toBe('Made');
  });

  it('says what a request cost, and refuses one that costs too much', async () => {
    const { headers } = await client.client.rawRequest('{ issues(first: 10) { nodes { id title } } }');
    expect(headers?.get('x-complexity')).toBe('13'); // 1 + 10 * (1 + 0.1 + 0.1)
    const greedy = '{ issues(first: 250) { nodes { id comments(first: 250) { nodes { id } } } } }';
    expect((await refusal(client.client.rawRequest(greedy))).message).toContain('points');
  });
});

describe('who may', () => {
  it('refuses a wrong key, an API key as a bearer token, and webhooks for anybody but an administrator', async () => {
    const wrong = new LinearClient({ apiKey: 'lin_api_wrong', apiUrl: linear.apiUrl });
    expect(await refusal(wrong.viewer)).toMatchObject({ type: 'AuthenticationError', status: 401 });
    const bearer = new LinearClient({ accessToken: linear.apiKey, apiUrl: linear.apiUrl });
    expect((await refusal(bearer.viewer)).message).toContain('Remove the Bearer prefix');
    const other = new LinearClient({ apiKey: linear.keyOf(grace), apiUrl: linear.apiUrl });
    expect(await refusal(other.webhooks())).toMatchObject({ type: 'Forbidden' });
  });

  it('gives tokens for a code once, new ones for a refresh token once, and takes them back', async () => {
    const redirectUri = 'https://lookout.example/linear/callback';
    const asked = new URLSearchParams({
      client_id: linear.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'read,write',
      state: 's1',
      actor: 'app',
      decision: 'allow',
    });
    const agreed = await fetch(`${linear.url}/oauth/authorize`, {
      method: 'POST',
      body: asked,
      redirect: 'manual',
    });
    const back = new URL(agreed.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('s1');
    const exchange = async (
      form: Record<string, string>,
    ): Promise<{ status: number; access_token?: string; refresh_token?: string }> => {
      const body = new URLSearchParams({
        client_id: linear.clientId,
        client_secret: linear.clientSecret,
        ...form,
      });
      const response = await fetch(`${linear.url}/oauth/token`, { method: 'POST', body });
      const answer = (await response.json()) as { access_token?: string; refresh_token?: string };
      return { ...answer, status: response.status };
    };
    const code = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    };
    const first = await exchange(code);
    expect(first).toMatchObject({ status: 200, token_type: 'Bearer', scope: 'read write' });
    expect(await exchange(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' };
    const second = await exchange(refresh);
    expect(await exchange(refresh)).toMatchObject({ status: 400, error: 'invalid_grant' });
    const app = new LinearClient({ accessToken: second.access_token ?? '', apiUrl: linear.apiUrl });
    expect((await app.viewer).app).toBe(true);
    linear.faults.add({ field: 'oauth/token', fault: 'answer_lost', times: 1 });
    const lost = { grant_type: 'refresh_token', refresh_token: second.refresh_token ?? '' };
    await expect(exchange(lost)).rejects.toThrow();
    expect(await exchange(lost)).toMatchObject({ status: 400 }); // the token was spent all the same
    await app.createIssue({ teamId: eng(), title: 'For Ada', createAsUser: 'Ada Lovelace' });
    expect((await app.issue('ENG-14')).botActor?.userDisplayName).toBe('Ada Lovelace');
    await fetch(`${linear.url}/oauth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: second.access_token ?? '' }),
    });
    expect(await refusal(app.viewer)).toMatchObject({ type: 'AuthenticationError' });
  });
});
