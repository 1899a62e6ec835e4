import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { type CheckedPage, checkPages } from '../house/check-pages.ts';
import { canonicalUrl } from '../kit/canonical-url.ts';
import { LookoutError } from '../kit/errors.ts';
import { describePage } from './describe-page.ts';
import type { Stop } from './stop-on-signals.ts';

export interface CheckFlags {
  from?: string;
  request?: string;
  json?: boolean;
  quiet?: boolean;
  dataDir?: string;
  reset?: boolean;
}

const changedCode = 3;
const failedCode = 1;

export async function check(written: readonly string[], flags: CheckFlags, stop: Stop): Promise<void> {
  const environment = readEnvironment();
  const config = loadConfig(flags.dataDir ? { ...environment, DATA_DIR: flags.dataDir } : environment);
  const urls = readAddresses([...written, ...(flags.from ? await readList(flags.from) : [])]);
  const pages = await checkPages(config, urls, {
    signal: stop.signal,
    ...(flags.request ? { request: flags.request } : {}),
    ...(flags.reset ? { reset: true } : {}),
  });
  const summary = summarise(pages);
  if (flags.json) process.stdout.write(`${JSON.stringify({ pages, summary }, null, 2)}\n`);
  else for (const page of pages) printPage(page, flags.quiet ?? false);
  // Whoever watches a page wants to know first that it could not be watched.
  if (summary.failed > 0) process.exitCode = failedCode;
  else if (summary.changed > 0) process.exitCode = changedCode;
}

function summarise(pages: readonly CheckedPage[]) {
  const count = (outcome: CheckedPage['outcome']) => pages.filter((page) => page.outcome === outcome).length;
  return {
    first: count('first'),
    unchanged: count('unchanged'),
    changed: count('changed'),
    failed: count('failed'),
  };
}

function printPage(page: CheckedPage, quiet: boolean): void {
  if (quiet && (page.outcome === 'first' || page.outcome === 'unchanged')) return;
  const stream = page.outcome === 'failed' ? process.stderr : process.stdout;
  stream.write(`${describePage(page, stream)}\n`);
}

async function readList(file: string): Promise<string[]> {
  const content = file === '-' ? await text(process.stdin) : await readListFile(file);
  return content
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

async function readListFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new LookoutError('bad_input', 'the list of pages cannot be read', {
      cause,
      humanMessage: `The file ${file} cannot be read. --from wants a text file with one address a line.`,
    });
  }
}

/** Each page once, in the order of its first mention. */
function readAddresses(written: readonly string[]): string[] {
  if (written.length === 0)
    throw new LookoutError('bad_input', 'no page to check', {
      humanMessage:
        'Name at least one page: lookout check https://example.com/pricing, or --from a file with one address a line.',
    });
  const urls = written.map((address) => {
    const url = canonicalUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`);
    if (url) return url;
    throw new LookoutError('bad_input', 'not a web address', {
      humanMessage: `"${address}" is not a web address. It should look like https://example.com/pricing.`,
    });
  });
  return [...new Set(urls)];
}
