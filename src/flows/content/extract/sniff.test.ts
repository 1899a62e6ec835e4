import { expect, test } from 'vitest';
import { makePdf } from '../../../../test/fixtures/make-pdf.ts';
import { sniffBytes, sniffKind, sniffText } from './sniff.ts';

const kindOf = (contentType: string | undefined, text: string) =>
  sniffKind(contentType, new TextEncoder().encode(text), text);

test.each([
  ['aPPlication/JSon', '{"a":1}', 'json'],
  ['application/json', '\uFEFF{"a":1}', 'json'],
  ['text/html', '[{"a":1}]', 'json'],
  ['application/json', '<!doctype html><p>Oops</p>', 'html'],
  ['application/json', 'upstream timed out', 'text'],
  ['application/octet-stream', '<html><body>x</body></html>', 'html'],
  [undefined, `${' '.repeat(10_240)}<!DOCTYPE html><p>Hi</p>`, 'html'],
  [undefined, `<!-- ${'x'.repeat(10_240)} -->\n<!DOCTYPE html><p>Hi</p>`, 'html'],
  ['text/html', 'no tags at all', 'html'],
  ['text/plain; charset=utf-8', '<html><p>source code</p></html>', 'text'],
  ['TEXT/PLAIN', '{"a":1}', 'text'],
  [undefined, 'Just words.', 'text'],
  ['text/html', '<?xml version="1.0"?><!-- by x --><rss version="2.0"></rss>', 'feed'],
  ['application/xml', '<!DOCTYPE rss PUBLIC "x" "y"><rss version="0.91"></rss>', 'feed'],
  ['text/xml', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 'feed'],
  ['application/json', '{"version":"https://jsonfeed.org/version/1.1","items":[]}', 'feed'],
  ['application/xml', '<urlset><url><loc>x</loc></url></urlset>', 'html'],
] as const)('a body sent as %s with %j is %s', (contentType, text, kind) => {
  expect(kindOf(contentType, text.slice(0, 60_000))).toBe(kind);
});

test('a PDF is a PDF whatever its header says', () => {
  expect(sniffBytes('text/html', makePdf([['Hi']]))).toBe('pdf');
});

test('pictures, archives and unknown bytes are not pages, but a page with a stray U+0000 is', () => {
  expect(sniffBytes('text/html', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toBe('unsupported');
  expect(sniffBytes(undefined, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe('unsupported');
  expect(sniffBytes('application/octet-stream', new Uint8Array([1, 0, 2, 0]))).toBe('unsupported');
  expect(sniffBytes('image/svg+xml', new TextEncoder().encode('<svg/>'))).toBe('unsupported');
  expect(sniffBytes('text/html', new Uint8Array([0x61, 0, 0x62]))).toBeUndefined();
});

test('thousands of comments before nothing are passed in linear time', () => {
  const started = performance.now();
  expect(sniffText(undefined, '<!-- --> '.repeat(200_000)).kind).toBe('text');
  expect(performance.now() - started).toBeLessThan(500);
});
