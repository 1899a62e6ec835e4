import { expect, test } from 'vitest';
import { canonicalUrl, shortUrl } from './canonical-url.ts';

test.each([
  ['https://Example.COM', 'https://example.com/'],
  ['HTTPS://example.com:443/Path', 'https://example.com/Path'],
  ['http://example.com:80/', 'http://example.com/'],
  ['http://example.com:8080/a', 'http://example.com:8080/a'],
  ['https://example.com./a', 'https://example.com/a'],
  ['https://example.com/a#top', 'https://example.com/a'],
  ['https://example.com/#/plans', 'https://example.com/#/plans'],
  ['https://example.com/#!plans', 'https://example.com/#!plans'],
  ['https://example.com/a?utm_source=x&id=1&UTM_Medium=y&fbclid=z', 'https://example.com/a?id=1'],
  ['https://example.com/a?utm_source=x', 'https://example.com/a'],
  ['https://example.com/a?', 'https://example.com/a'],
  ['https://example.com/a?b=2&a=1', 'https://example.com/a?b=2&a=1'],
  ['https://example.com/a?q=one+two%20three', 'https://example.com/a?q=one+two%20three'],
  ['https://example.com/a?ref=home', 'https://example.com/a?ref=home'],
  ['https://example.com/a/', 'https://example.com/a/'],
  ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
  ['  https://example.com/a  ', 'https://example.com/a'],
  ['ftp://example.com/a', null],
  ['javascript:alert(1)', null],
  ['example.com', null],
  [`https://example.com/${'a'.repeat(2_000)}`, null],
])('%s is written %s', (text, canonical) => {
  expect(canonicalUrl(text)).toBe(canonical);
});

test('writing it twice changes nothing', () => {
  const once = canonicalUrl('https://Example.com:443/a?utm_x=1&b=%7B#frag') ?? '';
  expect(canonicalUrl(once)).toBe(once);
});

test('people read the short form', () => {
  expect(shortUrl('https://www.example.com/pricing/')).toBe('example.com/pricing');
});
