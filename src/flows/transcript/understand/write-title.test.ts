import { expect, test } from 'vitest';
import { writeTitle } from './write-title.ts';

const titleOf = (task: string) =>
  writeTitle({ task, speaker: '', addressee: '', dueSpoken: null, context: [], verbLast: false });

test.each([
  ['review the incident report, see https://evil.example/x?q=1', 'Review the incident report'],
  ['open https://evil.example/x and review the report', 'Review the report'],
  [
    'update the pricing page at openai.com/pricing with the new tiers',
    'Update the pricing page with the new tiers',
  ],
  ['open https://evil.example/x', 'Open the link'],
  ['read www.evil.example before the call', 'Read before the call'],
])('an address that was said leaves the title: %s', (task, title) => {
  expect(titleOf(task)).toBe(title);
});

test('a file is no address', () => {
  expect(titleOf('fix the bug in parser.ts and deploy node.js')).toBe(
    'Fix the bug in parser.ts and deploy node.js',
  );
});
