import { expect, test } from 'vitest';
import { findUrls, withoutUrls } from './find-urls.ts';

test.each([
  ['watch https://a.example/pricing.', ['https://a.example/pricing']],
  ['watch (https://a.example/x_(y)), please', ['https://a.example/x_(y)']],
  ['watch (see https://a.example/x)', ['https://a.example/x']],
  ['watch <https://a.example/p?a=1&amp;b=2|a.example/p>!', ['https://a.example/p?a=1&b=2']],
  ['watch <http://127.0.0.1:4000/pricing>', ['http://127.0.0.1:4000/pricing']],
  [
    'is openai.com/pricing, or claude.ai/pricing? cheaper',
    ['https://openai.com/pricing', 'https://claude.ai/pricing'],
  ],
  ['what is new at example.co.uk today', ['https://example.co.uk/']],
  ['watch localhost:4000/status', ['http://localhost:4000/status']],
  ['watch 127.0.0.1:8080/x', ['http://127.0.0.1:8080/x']],
  ['see docs.rs/tokio and docs.rs', ['https://docs.rs/tokio']],
  ['"https://a.example/x"', ['https://a.example/x']],
  ['**https://a.example/x**', ['https://a.example/x']],
  ['http://a.example/x?utm_source=s#top', ['http://a.example/x']],
  ['a new version of Node.js or next.js', []],
  ['read README.md, e.g. main.ts', []],
  ['mail bob@example.com', []],
  ['it changes.Tell me', []],
  ['version 1.2.3 and 10.5', []],
  ['GPT-4.5 and v2.0.1', []],
  ['ftp://a.example/x', []],
])('"%s" names %o', (text, urls) => {
  expect(findUrls(text).map(({ url }) => url)).toEqual(urls);
});

test('a name alone is a site, a path or a scheme makes it a page', () => {
  expect(
    findUrls('a.example.com b.example.com/ https://c.example.com').map(({ isDomain }) => isDomain),
  ).toEqual([true, false, false]);
});

test('what is left is the sentence without its addresses', () => {
  expect(withoutUrls('tell me when <https://a.example/p|a> or b.example.com/q, changes')).toBe(
    'tell me when or , changes',
  );
});
