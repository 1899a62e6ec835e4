import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyLinearWebhook } from './verify-webhook.ts';
import { readLinearEvent } from './webhook-schema.ts';

const secret = 'lin_wh_secret';
const now = new Date('2026-05-04T08:00:00Z');
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const sign = (body: Uint8Array, by = secret) => createHmac('sha256', by).update(body).digest('hex');
const verify = (rawBody: Uint8Array, signature: string | undefined = sign(rawBody)) =>
  verifyLinearWebhook({ rawBody, signature, secret, now });

test('a fresh webhook with the right signature is taken, to the letter', () => {
  const body = { webhookTimestamp: now.getTime() - 59_000, type: 'Issue', text: 'ü 😀' };
  expect(verify(bytes(body))).toEqual(body);
});

test.each([
  ['signed with another secret', bytes({ webhookTimestamp: now.getTime() }), 'other'],
  ['a minute and a second old', bytes({ webhookTimestamp: now.getTime() - 61_000 }), secret],
  ['from the future', bytes({ webhookTimestamp: now.getTime() + 61_000 }), secret],
  ['without a time', bytes({ type: 'Issue' }), secret],
  ['with its time as text', bytes({ webhookTimestamp: String(now.getTime()) }), secret],
  ['no JSON', bytes('<html>'), secret],
  ['a list', bytes([{ webhookTimestamp: now.getTime() }]), secret],
])('a webhook %s is refused', (_what, body, by) => {
  expect(() => verify(body, sign(body, by))).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
});

test('a webhook without a signature, or changed by one byte, is refused', () => {
  const body = bytes({ webhookTimestamp: now.getTime() });
  const refused = expect.objectContaining({ code: 'unauthenticated' });
  expect(() => verifyLinearWebhook({ rawBody: body, signature: undefined, secret, now })).toThrow(refused);
  expect(() => verify(Buffer.concat([body, Buffer.from(' ')]), sign(body))).toThrow(refused);
});

const envelope = (type: string, action: string, data: object, more: object = {}) => ({
  type,
  action,
  data,
  organizationId: 'o1',
  actor: { id: 'u1', name: 'Ada \u202ELovelace', type: 'user' },
  ...more,
});
const issue = {
  id: 'i1',
  identifier: 'ENG-1',
  url: 'https://linear.app/x/issue/ENG-1',
  title: 'A title',
  priority: 9,
  updatedAt: '2026-05-04T07:59:00.000Z',
  state: { id: 's1', name: 'Somewhere', type: 'a type of next year' },
  team: { id: 't1', key: 'ENG', name: 'Engineering' },
};

test('an issue comes in our words; what Linear adds later does not lose it', () => {
  expect(readLinearEvent(envelope('Issue', 'update', issue))).toMatchObject({
    kind: 'issue',
    actor: 'Ada Lovelace',
    gone: false,
    issue: { issueId: 'i1', priority: 0, state: { type: 'unstarted' }, assignee: null, isPrivate: undefined },
  });
  expect(readLinearEvent(envelope('Issue', 'remove', issue))).toMatchObject({ gone: true });
  expect(readLinearEvent(envelope('Issue', 'update', { ...issue, trashed: true }))).toMatchObject({
    gone: true,
  });
});

test('a comment names its author; one of an application has none but the actor', () => {
  const comment = { id: 'c1', issueId: 'i1', body: 'Hello' };
  expect(
    readLinearEvent(envelope('Comment', 'create', { ...comment, user: { name: 'Grace' } })),
  ).toMatchObject({
    kind: 'comment',
    action: 'create',
    author: 'Grace',
  });
  expect(readLinearEvent(envelope('Comment', 'create', comment))).toMatchObject({ author: 'Ada Lovelace' });
});

test.each([
  [envelope('Team', 'update', {}), 'catalog'],
  [envelope('OAuthApp', 'revoked', {}), 'revoked'],
  [envelope('Issue', 'update', { id: 'i1' }), 'unsupported'],
  [envelope('Comment', 'create', { id: 'c1', projectId: 'p1' }), 'unsupported'],
  [envelope('Reaction', 'create', {}), 'unsupported'],
  [{}, 'unsupported'],
  [null, 'unsupported'],
  ['text', 'unsupported'],
])('%j is %s and throws nothing', (body, kind) => {
  expect(readLinearEvent(body).kind).toBe(kind);
});
