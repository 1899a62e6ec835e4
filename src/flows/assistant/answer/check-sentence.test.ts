import { expect, test } from 'vitest';
import { problemOfSentence } from './check-sentence.ts';

const passages = [
  'Mira: The launch moves to 14 March, it costs 1,250 euros.\nLinus: Fine, I tell the printers.',
  'Launch call, 12 Nov, Mira at 04:31',
];
const problem = (sentence: string) => problemOfSentence(sentence, passages, 'When is the launch?');

test.each([
  'Mira said the launch moves to 14 March.',
  'The launch costs 1250 euros.',
  'However, Linus tells the printers.',
  'On 12 Nov Mira said that “the launch moves to 14 March”.',
])('what the passages say may be said: %s', (sentence) => {
  expect(problem(sentence)).toBeNull();
});

test.each([
  ['Mira said the launch moves to 15 March.', 'figure'],
  ['The launch costs 12.50 euros.', 'figure'],
  ['Gunther moves the launch.', 'name'],
  ['The launch was moved for Oracle.', 'name'],
  ['Mira said “the launch is cancelled”.', 'quotation'],
  ['The launch is described at www.evil.example.', 'address'],
  ['Nobody ever understood why penguins dislike tropical holidays.', 'something else'],
])('what they do not say may not: %s', (sentence, why) => {
  expect(problem(sentence)).toContain(why);
});
