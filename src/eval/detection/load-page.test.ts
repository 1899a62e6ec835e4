import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { loadPage } from './load-page.ts';

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-pair-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const words = (body: Uint8Array) => new TextDecoder().decode(body);

test('a page is unpacked when its bytes are gzip, whatever its name says', async () => {
  const folder = await folderWith({ 'before.html': gzipSync('<p>packed'), 'after.html.gz': '<p>plain' });
  const before = await loadPage(folder, 'before');
  const after = await loadPage(folder, 'after');
  expect([words(before.body), before.contentType]).toEqual(['<p>packed', 'text/html']);
  expect([words(after.body), after.contentType]).toEqual(['<p>plain', 'text/html']);
});

test.each([
  ['before.htm', 'text/html'],
  ['before.json.gz', 'application/json'],
  ['before.RSS', 'application/rss+xml'],
  ['before.xml', 'application/xml'],
  ['before.pdf', 'application/pdf'],
  ['before.txt', 'text/plain'],
  ['before.page', undefined],
])('%s is served as %s', async (name, type) => {
  const folder = await folderWith({ [name]: 'x' });
  expect((await loadPage(folder, 'before')).contentType).toBe(type);
});

test('a page that is missing, there twice or damaged is named', async () => {
  const folder = await folderWith({
    'before.html': '',
    'before.txt': '',
    'after.html.gz': Buffer.from([0x1f, 0x8b, 1]),
  });
  const says = async (where: string, side: 'before' | 'after') =>
    await loadPage(where, side).then(
      () => 'nothing',
      (error) => error.humanMessage.replaceAll(folder, '001'),
    );
  expect(await says(folder, 'before')).toBe(
    '001 holds more than one file before.*: before.html and before.txt',
  );
  expect(await says(folder, 'after')).toBe('001/after.html.gz cannot be unpacked');
  expect(await says(join(folder, '9'), 'after')).toBe('001/9 cannot be read');
  expect(await says(await folderWith({}), 'after')).toContain(
    'holds no file after.* (such as after.html.gz)',
  );
});
