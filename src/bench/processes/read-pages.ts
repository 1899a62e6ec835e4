import { createRequire } from 'node:module';
import { load } from 'cheerio/slim';
import type { convert } from 'html-to-text';
import { extractPage } from '../../flows/content/extract/extract.ts';
import { compareVersions } from '../../flows/detection/engine/compare-versions.ts';
import { makeSizedPage } from './make-page.ts';
import { serveParent } from './serve-parent.ts';

/** Reads pages of one size again and again, each reader in turn, so that they meet the same machine. */

/** Milliseconds a page of each. */
export interface ReadingTimes {
  read: number;
  /** With the reading before. */
  compare: number;
  htmlToText?: number;
  /** cheerio's parse alone. */
  parse: number;
}

/** A development package: an installed image has none, and goes without this baseline. */
function findHtmlToText(): typeof convert | undefined {
  try {
    const found: { convert: typeof convert } = createRequire(import.meta.url)('html-to-text');
    return found.convert;
  } catch {
    return undefined;
  }
}

const htmlToText = findHtmlToText();

const url = 'https://bench.example/terms';
let bodies: [Uint8Array, Uint8Array] | undefined;

async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const extract = async (body: Uint8Array) =>
  (await extractPage({ body, contentType: 'text/html; charset=utf-8', url })).extraction.blocks;

const handlers = {
  /** Makes the page of about so many bytes; answers how many it has. */
  open: async ({ bytes }: { bytes: number }) => {
    const [before, after] = [makeSizedPage(bytes, 0), makeSizedPage(bytes, 1)].map((html) =>
      new TextEncoder().encode(html),
    );
    if (!before || !after) throw new Error('no page was made');
    bodies = [before, after];
    return { bytes: before.length };
  },
  /** Our reading alone, so that the memory of this process is ours. */
  readOurs: async ({ times }: { times: number }) => {
    for (let turn = 0; turn < times; turn += 1) for (const body of bodies ?? []) await extract(body);
  },
  /** Each reader once; answers what it took. */
  readAll: async (): Promise<ReadingTimes> => {
    const [before, after] = bodies ?? [];
    if (!before || !after) throw new Error('open first');
    const converted = htmlToText && (await timed(() => htmlToText(new TextDecoder().decode(after))));
    const previous = await extract(before);
    let blocks = previous;
    const read = await timed(async () => {
      blocks = await extract(after);
    });
    const parse = await timed(() => load(new TextDecoder().decode(after)));
    const compare = await timed(() =>
      compareVersions({
        request: 'tell me when the price changes',
        condition: null,
        before: previous,
        after: blocks,
      }),
    );
    return { read, compare, parse, ...(converted === undefined ? {} : { htmlToText: converted }) };
  },
};
export type ReadPagesProcess = typeof handlers;

serveParent(handlers, async () => undefined);
