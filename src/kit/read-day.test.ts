import { expect, test } from 'vitest';
import { readDay } from './read-day.ts';

/** Sunday 22 November 2026, late in the evening in Berlin: already Monday in Tokyo. */
const today = { now: new Date('2026-11-22T22:30:00Z'), timeZone: 'Europe/Berlin' };

test.each([
  ['Friday', '2026-11-27'],
  ['by Friday', '2026-11-27'],
  ['next Friday', '2026-11-27'],
  ['tomorrow', '2026-11-23'],
  ['today', '2026-11-22'],
  ['in 3 days', '2026-11-25'],
  ['in two weeks', '2026-12-06'],
  ['12 December', '2026-12-12'],
  ['Dec 1st', '2026-12-01'],
  ['2027-01-15', '2027-01-15'],
  ['end of the month', '2026-11-30'],
  ['end of next week', '2026-11-27'],
  ['Sunday', '2026-11-29'],
])('on that Sunday "%s" is %s', (words, day) => {
  expect(readDay(words, today)).toBe(day);
});

test('said on a Wednesday, next Friday is not this one', () => {
  const wednesday = { ...today, now: new Date('2026-11-25T09:00:00Z') };
  expect([readDay('Friday', wednesday), readDay('next Friday', wednesday)]).toEqual([
    '2026-11-27',
    '2026-12-04',
  ]);
});

test('the calendar is the one of the person', () => {
  expect(readDay('today', { ...today, timeZone: 'Asia/Tokyo' })).toBe('2026-11-23');
});

test.each([
  '',
  'done',
  '12',
  'Mira',
  '3 pm',
  'in 10 minutes',
  'the Friday outage',
  'may',
  'Friday or Monday',
])('"%s" is no day', (words) => {
  expect(readDay(words, today)).toBeNull();
});
