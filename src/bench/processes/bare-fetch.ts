import { openLoopbackClient } from '../loopback-client.ts';
import { addressOf, type Range } from './page-address.ts';
import { serveParent } from './serve-parent.ts';

/** The baseline of checks: undici in a loop, nothing kept but the validators. */
const client = openLoopbackClient(256);
const etags = new Map<string, string>();

const handlers = {
  /** Reads every address of the range once, so many at a time; answers the milliseconds it took. */
  readAll: async ({
    origin,
    first,
    last,
    concurrency,
    conditional,
  }: Range & { origin: string; concurrency: number; conditional: boolean }) => {
    let next = first;
    const startedAt = performance.now();
    const lane = async () => {
      while (next <= last) {
        const url = addressOf(origin, next);
        next += 1;
        const etag = conditional ? etags.get(url) : undefined;
        const answer = await client.get(url, etag ? { 'if-none-match': etag } : {});
        if (answer.status !== (conditional ? 304 : 200)) throw new Error(`${url} answered ${answer.status}`);
        if (answer.etag) etags.set(url, answer.etag);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    return { ms: performance.now() - startedAt };
  },
};
export type BareFetchProcess = typeof handlers;

serveParent(handlers, async () => await client[Symbol.asyncDispose]());
