import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { implement } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlowRouters } from '../contracts/house.ts';
import type { CallContext } from '../contracts/shared.ts';
import { mostTranscriptBytes, transcriptContract } from '../contracts/transcript.ts';
import { codeOf, httpStatusOf, humanMessageOf, LookoutError } from '../kit/errors.ts';
import { createCallsServer } from './serve-calls.ts';

const os = implement(transcriptContract).$context<CallContext>();
/** How many bytes each call that got through was handed. */
const taken: number[] = [];
const refuse = () => {
  throw new LookoutError('not_found', 'taken, and no transcript');
};
const routers = {
  transcript: {
    receive: os.receive.handler(({ input }) => {
      taken.push(Buffer.from(input.base64 ?? '', 'base64').length);
      return refuse();
    }),
    dropItem: os.dropItem.handler(refuse),
  },
} as unknown as FlowRouters;

const serve = createCallsServer(routers);
const server = createServer((request, response) => {
  serve(request, response, { workspaceId: 'T1', requestId: 'r' }).catch((error: unknown) => {
    response.writeHead(httpStatusOf[codeOf(error)], { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: humanMessageOf(error) }));
  });
});

let url = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const post = async (path: string, body: string | Readable) => {
  const sent = typeof body === 'string' ? { body } : { body: Readable.toWeb(body), duplex: 'half' };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, ...sent } as RequestInit);
  return { status: response.status, ...((await response.json()) as { message: string }) };
};

const handedIn = (bytes: number): string =>
  JSON.stringify({ key: 'k', base64: Buffer.alloc(bytes, 'a').toString('base64') });
const large = handedIn(9_000_000);

describe('how much a call takes', () => {
  test('a transcript of the largest size comes in as base64', async () => {
    expect((await post('/transcripts', handedIn(mostTranscriptBytes))).status).toBe(404);
    expect(taken).toEqual([mostTranscriptBytes]);
  });

  test('a larger one is refused with a sentence, whether or not it says how large it is', async () => {
    const body = handedIn(mostTranscriptBytes + 2_000_000);
    const refusal = { status: 413, message: 'This request is too large: this call takes up to 27 MB.' };
    expect(await post('/transcripts', body)).toMatchObject(refusal);
    const parts = Readable.from(body.match(/.{1,1000000}/gs) ?? []);
    expect(await post('/transcripts', parts)).toMatchObject(refusal);
    expect(taken).toHaveLength(1);
  });

  test.each(['/items/00000000-0000-4000-8000-000000000001/drop', '/transcripts/', '/transcripts/x/create'])(
    'no other call takes as much: %s',
    async (path) => {
      expect(await post(path, large)).toMatchObject({
        status: 413,
        message: 'This request is too large: this call takes up to 8 MB.',
      });
    },
  );
});
