import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createForgedNotion } from '../../../test/helpers/forged-notion.ts';
import { manualClock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { createNotionWindow } from './notion-client.ts';
import { linkToBlock, readPageId } from './page-id.ts';
import { chunkBlocks, paragraphs, richText, splitText } from './rich-text.ts';
import { readNotionHandshake, verifyNotionWebhook } from './verify-webhook.ts';
import { readNotionEvent } from './webhook-schema.ts';

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
const signed = (body: Buffer, token: string) =>
  `sha256=${createHmac('sha256', token).update(body).digest('hex')}`;

describe('webhooks', () => {
  const rawBody = bytes({
    id: 'e1',
    type: 'page.content_updated',
    workspace_id: 'w1',
    entity: { id: 'p1', type: 'page' },
  });

  test('only what is signed with the token of the subscription is taken', () => {
    const signature = signed(rawBody, 'secret');
    expect(verifyNotionWebhook({ rawBody, signature, token: 'secret' })).toMatchObject({ id: 'e1' });
    for (const wrong of [undefined, '', signature.slice(7), signed(rawBody, 'other')])
      expect(() => verifyNotionWebhook({ rawBody, signature: wrong, token: 'secret' })).toThrow(LookoutError);
    const altered = Buffer.concat([rawBody, Buffer.from(' ')]);
    expect(() => verifyNotionWebhook({ rawBody: altered, signature, token: 'secret' })).toThrow(LookoutError);
  });

  test('the handshake shows its token, and nothing else is taken for one', () => {
    expect(readNotionHandshake(bytes({ verification_token: 'secret_1' }))).toBe('secret_1');
    expect(readNotionHandshake(rawBody)).toBeNull();
    expect(readNotionHandshake(Buffer.from('<html>'))).toBeNull();
  });

  test('an event says what to look at; what nobody knows is unsupported', () => {
    const event = (type: string, kind: string) =>
      readNotionEvent({ id: 'e', type, workspace_id: 'w', entity: { id: 'x', type: kind } }).kind;
    expect(event('page.deleted', 'page')).toBe('page');
    expect(event('data_source.schema_updated', 'data_source')).toBe('place');
    expect(event('comment.created', 'comment')).toBe('unsupported');
    expect(readNotionEvent('nonsense').kind).toBe('unsupported');
  });
});

describe('rich text', () => {
  test('is cut at 2,000 characters, and no character in two', () => {
    const pieces = splitText(`${'x'.repeat(1_999)}😀${'y'.repeat(2_000)}`);
    expect(pieces.map((piece) => piece.length)).toEqual([1_999, 2_000, 2]);
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  });

  test('a link Notion would refuse is left out, its words stay', () => {
    expect(richText('ENG-1', { link: 'https://linear.app/1' })[0]?.text.link?.url).toBe(
      'https://linear.app/1',
    );
    for (const link of ['javascript:alert(1)', 'no link', `https://example.com/${'x'.repeat(2_000)}`])
      expect(richText('ENG-1', { link })).toEqual([{ type: 'text', text: { content: 'ENG-1' } }]);
  });

  test('blocks go out a hundred at a time, and fewer when they are long', () => {
    const short = paragraphs(richText('x')).map((request) => ({ request }));
    expect(
      chunkBlocks(Array.from({ length: 250 }, () => short[0] ?? never())).map((one) => one.length),
    ).toEqual([100, 100, 50]);
    const long = paragraphs(richText('ü'.repeat(400_000))).map((request) => ({ request }));
    expect(
      long.every(({ request }) => 'paragraph' in request && request.paragraph.rich_text.length <= 100),
    ).toBe(true);
    for (const chunk of chunkBlocks(long))
      expect(Buffer.byteLength(JSON.stringify(chunk.map(({ request }) => request)))).toBeLessThan(500_000);
  });
});

function never(): never {
  throw new Error('no block');
}

test('a page is known by each of its links', () => {
  const id = '7b9d3c1e-5a40-4f0e-9d1c-2f6a8b4c0d22';
  const hex = id.replaceAll('-', '');
  for (const link of [
    id,
    hex,
    `https://www.notion.so/team/Beef-cafe-${hex}?pvs=4#abc`,
    `https://www.notion.so/db-1?v=2&p=${hex}`,
    `https://team.notion.site/${id}/`,
  ])
    expect(readPageId(link)).toBe(id);
  expect(readPageId('https://example.com/page')).toBeUndefined();
  expect(linkToBlock('https://www.notion.so/x#old', id)).toBe(`https://www.notion.so/x#${hex}`);
});

describe('the client', () => {
  const clock = manualClock(new Date('2026-05-04T08:00:00Z'));

  test('asks again once when a question was not answered, and repeats no change but one in conflict', async () => {
    await using notion = await createForgedNotion({ clock });
    const client = createNotionWindow({ apiUrl: notion.baseUrl, fetch: globalThis.fetch, clock }).client(
      'T1',
      notion.token,
    );
    notion.faults.add({ route: 'GET /v1/users/me', fault: 'unavailable', times: 1 });
    expect((await client.self()).workspaceName).toBe('Sandbox');
    const { workPage, requirementsPage } = notion.ids;
    const append = async () => await client.append(requirementsPage, paragraphs(richText('x')));
    notion.faults.add({ route: 'PATCH /v1/blocks/:block_id/children', fault: 'server_error', times: 1 });
    await expect(append()).rejects.toMatchObject({ code: 'vendor_down' });
    notion.faults.add({ route: 'PATCH /v1/blocks/:block_id/children', fault: 'conflict', times: 1 });
    expect(await append()).toHaveLength(1);
    expect((await client.page(workPage)).title).toBe('Work');
  });

  test.each([
    ['error', { status: 401, code: 'unauthorized' }, 'unauthenticated'],
    ['error', { status: 404, code: 'object_not_found' }, 'not_found'],
    ['error', { status: 409, code: 'row_limit_exceeded' }, 'vendor_refused'],
    ['error', { status: 400, code: 'validation_error' }, 'vendor_refused'],
    ['overloaded', {}, 'rate_limited'],
    ['answer_lost', {}, 'unreachable'],
  ] as const)('says of %s %o what it means for us: %s', async (fault, answer, code) => {
    await using notion = await createForgedNotion({ clock });
    const client = createNotionWindow({ apiUrl: notion.baseUrl, fetch: globalThis.fetch, clock }).client(
      'T1',
      notion.token,
    );
    notion.faults.add({ route: '*', fault, times: 2, ...answer });
    await expect(client.self()).rejects.toMatchObject({ code });
  });

  test('believes a wait given as a date, and gives up on an answer that never comes', async () => {
    const answers = [
      () =>
        new Response('{"object":"error","status":429,"code":"rate_limited","message":"slow"}', {
          status: 429,
          headers: { 'retry-after': 'Mon, 04 May 2026 08:02:00 GMT' },
        }),
    ];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const answer = answers.shift();
      if (answer) return answer();
      return await new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    };
    const client = createNotionWindow({ apiUrl: 'http://notion.test', fetch, clock }).client('T1', 't');
    await expect(client.self()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 120_000 });
    await clock.advance(120_000);
    const asked = client.append('x', []).catch((error: unknown) => error);
    await new Promise(setImmediate);
    await clock.advance(30_000);
    expect(await asked).toMatchObject({ code: 'timeout' });
  });
});
