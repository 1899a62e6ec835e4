import { describe, expect, it } from 'vitest';
import { createFirefliesClient } from './fetch-fireflies.ts';

const { signal } = new AbortController();

/** Fireflies answering each request with `status` and `body`; what it was asked is kept. */
function fireflies(status: number, body: string, headers: Record<string, string> = {}) {
  const asked: { url: string; authorization: string | null; variables: unknown }[] = [];
  const client = createFirefliesClient({
    apiUrl: 'https://api.fireflies.example/graphql',
    apiKey: 'key',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { variables } = JSON.parse(await request.text());
      asked.push({ url: request.url, authorization: request.headers.get('authorization'), variables });
      return new Response(body, { status, headers });
    },
  });
  return { client, asked };
}

describe('a transcript at Fireflies', () => {
  it('is fetched by its id, with the key', async () => {
    const body = JSON.stringify({ data: { transcript: { title: 'Sync', sentences: [{ text: 'Hello.' }] } } });
    const { client, asked } = fireflies(200, body);
    expect(await client('r1', signal)).toEqual({ text: body, title: 'Sync' });
    expect(asked).toEqual([
      { url: 'https://api.fireflies.example/graphql', authorization: 'Bearer key', variables: { id: 'r1' } },
    ]);
  });

  it.each([
    [200, '{"data":{"transcript":null},"errors":[{"code":"object_not_found"}]}', 'not_found'],
    [200, '{"errors":[{"code":"auth_failed"}]}', 'bad_config'],
    [401, '', 'bad_config'],
    [429, '{"errors":[{"code":"too_many_requests"}]}', 'rate_limited'],
    [502, '<html>', 'vendor_down'],
    [200, '<html>', 'vendor_down'],
    [200, '{"data":null,"errors":[{"message":"?"}]}', 'vendor_refused'],
  ])('that does not come: %i %s is %s', async (status, body, code) => {
    await expect(fireflies(status, body).client('r1', signal)).rejects.toMatchObject({ code });
  });

  it('is asked for again when Fireflies says', async () => {
    const { client } = fireflies(429, '', { 'retry-after': '30' });
    await expect(client('r1', signal)).rejects.toMatchObject({ retryAfterMs: 30_000 });
  });
});
