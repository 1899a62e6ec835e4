import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import * as z from 'zod';
import { Extraction } from '../contracts/blocks.ts';
import { extractorVersion } from '../flows/content/extract/extract.ts';
import type { Extractor } from '../flows/content/ports.ts';
import type { VolatilityMemory } from '../flows/detection/engine/volatility.ts';
import { LookoutError } from '../kit/errors.ts';
import { newId, sha256 } from '../kit/ids.ts';
import type { PageHistory } from '../store/page-history.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** The last good reading of a page, with what the next one needs to know. */
export interface PageCopy {
  url: string;
  readAt: string;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string;
  history: PageHistory;
  /** What earlier comparisons taught about the page's flicker. */
  memory: VolatilityMemory | null;
  finalUrl: string;
  contentType: string;
  body: Uint8Array;
  extraction: Extraction;
}

const StoredCopy = z.object({
  format: z.literal(1),
  extractor: z.string(),
  url: z.string(),
  readAt: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bodyHash: z.string(),
  // Written by this product only, and bounded; their shapes are those rooms' own.
  history: z.record(z.string(), z.unknown()),
  memory: z.record(z.string(), z.unknown()).nullable(),
  finalUrl: z.string(),
  contentType: z.string(),
  /** base64 of zstd. */
  body: z.string(),
  extraction: Extraction,
});

export interface PageCopies {
  /** Undefined when the page was never read. */
  load(url: string): Promise<PageCopy | undefined>;
  /** Whole or not at all: a run that is killed leaves the copy before it. */
  save(copy: PageCopy): Promise<void>;
  forget(url: string): Promise<void>;
}

/** The copies `lookout check` compares with: one file a page in `directory`, named by the hash of its address. */
export function createPageCopies(directory: string, extractor: Extractor): PageCopies {
  const pathOf = (url: string): string => join(directory, `${sha256(url)}.json`);

  const load = async (url: string): Promise<PageCopy | undefined> => {
    const path = pathOf(url);
    const text = await readIfThere(path);
    if (text === undefined) return undefined;
    const stored = parse(path, text);
    const body = await decompress(Buffer.from(stored.body, 'base64'));
    const { format: _, extractor: madeBy, ...rest } = stored;
    const copy = { ...rest, body, memory: rest.memory as VolatilityMemory | null } satisfies PageCopy;
    if (madeBy === extractorVersion) return copy;
    // A better extractor reads the old page anew: what it reads differently is not a change of the page.
    const { extraction } = await extractor.extract({
      body,
      contentType: copy.contentType || undefined,
      url: copy.finalUrl,
    });
    return { ...copy, extraction };
  };

  return {
    load,
    save: async (copy) => {
      const stored: z.input<typeof StoredCopy> = {
        ...copy,
        format: 1,
        extractor: extractorVersion,
        history: { ...copy.history },
        memory: copy.memory && { ...copy.memory },
        body: (await compress(copy.body)).toString('base64'),
      };
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const draft = `${pathOf(copy.url)}.${newId()}`;
      try {
        await writeFile(draft, JSON.stringify(stored), { mode: 0o600 });
        await rename(draft, pathOf(copy.url));
      } finally {
        await rm(draft, { force: true });
      }
    },
    forget: async (url) => await rm(pathOf(url), { force: true }),
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(path: string, text: string): z.infer<typeof StoredCopy> {
  try {
    return StoredCopy.parse(JSON.parse(text));
  } catch (cause) {
    throw new LookoutError('conflict', 'a stored copy cannot be read', {
      cause,
      humanMessage: `The last copy of this page (${path}) is damaged. Run again with --reset to start from a new one.`,
    });
  }
}
