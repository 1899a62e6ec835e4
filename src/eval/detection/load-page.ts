import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { LookoutError } from '../../kit/errors.ts';

export type Side = 'before' | 'after';

export interface StoredPage {
  body: Uint8Array;
  /** By the file's name; undefined for a name that tells nothing. */
  contentType: string | undefined;
}

const typeOf: Record<string, string> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xml': 'application/xml',
  '.rss': 'application/rss+xml',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
};

const unpack = promisify(gunzip);
/** A page is some hundred kilobytes; what unpacks to more than this is not one. */
const mostBytes = 256 * 1024 * 1024;

/**
 * One side of a pair from its folder: the file named `before.*` or `after.*`, unpacked when its bytes say gzip. Throws
 * `bad_input` with a sentence that names the folder or file.
 */
export async function loadPage(folder: string, side: Side): Promise<StoredPage> {
  const names = await readdir(folder).catch((cause: unknown) => refuse(`${folder} cannot be read`, cause));
  const [name, other] = names.filter((entry) => entry.startsWith(`${side}.`)).sort();
  if (!name) return refuse(`${folder} holds no file ${side}.* (such as ${side}.html.gz)`);
  if (other) return refuse(`${folder} holds more than one file ${side}.*: ${name} and ${other}`);
  const file = join(folder, name);
  const stored = await readFile(file).catch((cause: unknown) => refuse(`${file} cannot be read`, cause));
  const body = isGzip(stored)
    ? await unpack(stored, { maxOutputLength: mostBytes }).catch((cause: unknown) =>
        refuse(`${file} cannot be unpacked`, cause),
      )
    : stored;
  return { body, contentType: typeOf[extname(name.replace(/\.gz$/i, '')).toLowerCase()] };
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function refuse(says: string, cause?: unknown): never {
  throw new LookoutError('bad_input', 'a page of the corpus cannot be read', { humanMessage: says, cause });
}
