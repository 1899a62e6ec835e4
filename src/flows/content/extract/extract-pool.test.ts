import { expect, test } from 'vitest';
import { makePdf } from '../../../../test/fixtures/make-pdf.ts';
import { manualClock } from '../../../kit/clock.ts';
import { codeOf } from '../../../kit/errors.ts';
import { extractPage } from './extract.ts';
import { createExtractor, inlineBytes } from './extract-pool.ts';

const url = 'https://shop.example/';
const html = (text: string) => ({ body: new TextEncoder().encode(text), contentType: 'text/html', url });
const largePage = `<h1>Terms</h1>${'<p>One clause of many. </p>'.repeat(inlineBytes / 10)}`;

test('a page read in a thread has the same blocks as one read on the spot, and the caller keeps its body', async () => {
  await using extractor = createExtractor({ threads: 1 });
  const input = { ...html(''), body: Buffer.from(largePage) };
  expect(await extractor.extract(input)).toEqual(await extractPage(input));
  expect(input.body.length).toBeGreaterThan(inlineBytes);
  const pdf = await extractor.extract({ body: makePdf([['Hi']]), contentType: 'application/pdf', url });
  expect(pdf.extraction.blocks).toMatchObject([{ label: 'p. 1', text: 'Hi' }]);
});

test('the event loop turns while a large page is read', async () => {
  await using extractor = createExtractor({ threads: 1 });
  let turns = 0;
  let done = false;
  const turn = () => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  await extractor.extract(html(largePage.repeat(10)));
  done = true;
  expect(turns).toBeGreaterThan(20);
});

test('an error crosses from the thread with its code and its sentence', async () => {
  await using extractor = createExtractor({ threads: 1 });
  const body = new Uint8Array(inlineBytes + 1);
  body.set([0x89, 0x50, 0x4e, 0x47]);
  const refused = await extractor
    .extract({ body, contentType: 'image/png', url })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'unsupported', humanMessage: expect.stringContaining('image/png') });
});

test('a page that takes more than ten seconds is given up, and the next one is read', async () => {
  const clock = manualClock(new Date('2026-01-01T00:00:00Z'));
  await using extractor = createExtractor({ threads: 1, clock });
  // Every closing tag is looked for among all open elements: minutes of work in half a megabyte.
  const tangled = extractor
    .extract(html(`${'<div>'.repeat(200_000)}${'</b>'.repeat(200_000)}`))
    .catch(codeOf);
  await clock.advance(9_999);
  const next = extractor.extract(html(largePage));
  await clock.advance(1);
  expect(await tangled).toBe('timeout');
  expect((await next).extraction.title).toBe('Terms');
});
