import { expect, it, test } from 'vitest';
import { diffTokens, type Span } from './diff-tokens.ts';

const marked = (spans: Span[]) => spans.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

test.each([
  [
    'a price',
    'Pro costs $20 a month',
    'Pro costs $25 a month',
    'Pro costs $[20] a month',
    'Pro costs $[25] a month',
  ],
  ['a word that comes', 'It is so', 'It is not so', 'It is so', 'It is [not ]so'],
  ['Japanese', '本日は営業します', '本日は休業します', '本日は[営業]します', '本日は[休業]します'],
])('marks %s', (_name, before, after, left, right) => {
  const diff = diffTokens(before, after);
  expect(marked(diff.before)).toBe(left);
  expect(marked(diff.after)).toBe(right);
});

it('keeps every character of both texts', () => {
  const [before, after] = ['One, two — three.', 'One two… four!'];
  const diff = diffTokens(before, after);
  expect(diff.before.map(({ text }) => text).join('')).toBe(before);
  expect(diff.after.map(({ text }) => text).join('')).toBe(after);
});
