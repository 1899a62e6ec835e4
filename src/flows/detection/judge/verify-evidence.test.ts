import { expect, test } from 'vitest';
import { hunkQuoted, unbackedNumbers } from './verify-evidence.ts';

const quotes = [{ before: 'Pro: $1,250.00', after: 'Pro: $900.00', path: ['GPT-5'], label: 'v2.1' }];

test.each<[string, string, string[]]>([
  ['numbers as printed', 'Pro fell from $1,250.00 to $900.00', []],
  ['a percentage that follows', 'Pro fell to $900.00 (−28%)', []],
  ['a percentage that does not', 'Pro fell to $900.00 (−29%)', ['29']],
  ['a percentage with a decimal', 'Pro fell by 28.0%', []],
  ['a number nobody printed', 'Pro fell to $899.00', ['899.00']],
  ['a number of the heading', 'GPT-5 is cheaper', []],
  ['a number of the label', 'Since 2.1 it is cheaper', []],
  ['part of a number is not the number', 'Pro fell to $90', ['90']],
])('%s', (_name, sentence, missing) => expect(unbackedNumbers(sentence, quotes)).toEqual(missing));

test('a count of what is told of is allowed when named', () => {
  expect(unbackedNumbers('7 new items', quotes)).toEqual(['7']);
  expect(unbackedNumbers('7 new items', quotes, [7])).toEqual([]);
});

test('a quote stands word for word in a hunk, or it does not count', () => {
  const hunk = {
    op: 'changed' as const,
    kind: 'text' as const,
    path: [],
    before: 'It is so',
    after: 'It is “not” so',
    facts: [],
    furniture: false,
  };
  expect(hunkQuoted('is "not" so', [hunk])).toBe(hunk);
  expect(hunkQuoted('is never so', [hunk])).toBeUndefined();
  expect(hunkQuoted(' ', [hunk])).toBeUndefined();
});
