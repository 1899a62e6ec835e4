import { expect, test } from 'vitest';
import { manualClock } from '../../kit/clock.ts';
import { createLinearWindow } from './linear-client.ts';

const start = new Date('2026-05-04T08:00:00Z');
const viewer = { viewer: { id: 'u', name: 'Ada', organization: { id: 'o', name: 'Sandbox', urlKey: 's' } } };
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

/** Linear as a list of answers, one a request; how often it was asked. */
function scripted(...answers: (() => Promise<Response> | Response)[]) {
  const clock = manualClock(start);
  const seen: { authorization: string | null; body: string }[] = [];
  const linear = createLinearWindow({
    apiUrl: 'https://linear.example/graphql',
    clock,
    fetch: async (_url, init) => {
      seen.push({ authorization: new Headers(init?.headers).get('authorization'), body: String(init?.body) });
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      if (!answer) throw new Error('asked once too often');
      const signal = init?.signal;
      return await Promise.race([
        answer(),
        new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
      ]);
    },
  });
  return { clock, seen, client: linear.client('T1', 'key') };
}
const broken = () => Promise.reject(new TypeError('fetch failed'));

test('a question is asked a second time after a broken connection, a change is not', async () => {
  const asked = scripted(broken, () => json({ data: viewer }));
  expect((await asked.client.viewer()).organizationName).toBe('Sandbox');
  expect(asked.seen.map((request) => request.authorization)).toEqual(['key', 'key']);
  const changed = scripted(broken);
  await expect(changed.client.archiveIssue('i')).rejects.toMatchObject({ code: 'unreachable' });
  expect(changed.seen).toHaveLength(1);
});

test('an answer that does not come ends after twenty seconds', async () => {
  const { client, clock, seen } = scripted(() => new Promise(() => undefined));
  const outcome = expect(client.archiveIssue('i')).rejects.toMatchObject({ code: 'timeout' });
  while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(20_001);
  await outcome;
});

test('when the budget is used up, the next call waits for its reset', async () => {
  const used = {
    'x-ratelimit-requests-remaining': '0',
    'x-ratelimit-requests-reset': String(start.getTime() + 5_000),
  };
  const { client, clock, seen } = scripted(
    () => json({ data: viewer }, 200, used),
    () => json({ data: viewer }),
  );
  await client.viewer();
  const second = client.viewer();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toHaveLength(1);
  await clock.advance(5_000);
  await second;
  expect(seen).toHaveLength(2);
});

test.each([
  ['an error beside data', () => json({ data: viewer, errors: [{ message: 'half' }] })],
  ['another shape', () => json({ data: { viewer: { id: 7 } } })],
  ['no JSON', () => new Response('<html>')],
])('%s is no answer', async (_what, answer) => {
  await expect(scripted(answer).client.viewer()).rejects.toMatchObject({ code: 'vendor_refused' });
});

test('one bad element never loses the list', async () => {
  const good = { id: 't', key: 'ENG', name: 'Engineering', private: false };
  const empty = (field: string, nodes: unknown[] = []) =>
    json({ data: { [field]: { nodes, pageInfo: { hasNextPage: false } } } });
  const { client } = scripted(
    () => empty('teams', [{ id: 'half' }, good, null]),
    ...['projects', 'projectMilestones', 'users', 'workflowStates', 'issueLabels'].map(
      (field) => () => empty(field),
    ),
  );
  expect((await client.choices()).teams).toEqual([good]);
});
