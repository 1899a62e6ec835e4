import { expect, test } from 'vitest';
import { atLeastEvery, earliestRun, inQuietHours, nextRun, phaseOf, quietUntil } from './schedule.ts';

const at = (iso: string) => new Date(iso);
const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

test.each([
  // minutes, phase, after, next
  [30, 0, '2026-05-01T10:00:00Z', '2026-05-01T10:30:00.000Z'],
  [30, 0, '2026-05-01T10:29:59.999Z', '2026-05-01T10:30:00.000Z'],
  [30, 61_000, '2026-05-01T10:00:00Z', '2026-05-01T10:01:01.000Z'],
  [30, 61_000, '2026-05-01T10:01:01Z', '2026-05-01T10:31:01.000Z'],
  [1, 600_000_500, '2026-05-01T10:00:00Z', '2026-05-01T10:00:00.500Z'],
  [60, 3_599_999, '1969-12-31T23:00:00Z', '1969-12-31T23:59:59.999Z'],
])('every %i minutes with phase %i after %s runs at %s', (minutes, phaseMs, after, next) => {
  expect(nextRun({ kind: 'every', minutes }, { after: at(after), phaseMs }).toISOString()).toBe(next);
});

test('a restart in the middle of a period does not move the run', () => {
  const runs = ['10:00:01', '10:07:00', '10:29:00'].map((time) =>
    nextRun({ kind: 'every', minutes: 30 }, { after: at(`2026-05-01T${time}Z`), phaseMs: 0 }).toISOString(),
  );
  expect(new Set(runs)).toEqual(new Set(['2026-05-01T10:30:00.000Z']));
});

test.each([
  ['0 9 * * 1-5', berlin, '2026-03-27T12:00:00Z', '2026-03-30T07:00:00.000Z'],
  ['0 9 * * 1-5', berlin, '2026-10-23T12:00:00Z', '2026-10-26T08:00:00.000Z'],
  ['30 2 * * *', berlin, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'], // 2:30 is skipped: right after the gap
  ['30 2 * * *', berlin, '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'], // 2:30 comes twice: the first
  ['30 2 * * *', berlin, '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'], // and not the second
  ['30 2 * * *', newYork, '2026-03-07T12:00:00Z', '2026-03-08T07:00:00.000Z'],
  ['30 1 * * *', newYork, '2026-10-31T12:00:00Z', '2026-11-01T05:30:00.000Z'],
  ['30 1 * * *', newYork, '2026-11-01T05:30:00Z', '2026-11-02T06:30:00.000Z'],
])('%s in %s after %s runs at %s', (expression, timeZone, after, next) => {
  expect(
    nextRun({ kind: 'cron', expression, timeZone }, { after: at(after), phaseMs: 5 }).toISOString(),
  ).toBe(next);
});

test('the earliest of several cadences counts, and none means nobody watches', () => {
  const options = { after: at('2026-05-01T10:00:00Z'), phaseMs: 0 };
  const cadences = [
    { kind: 'every' as const, minutes: 1_440 },
    { kind: 'every' as const, minutes: 45 },
  ];
  expect(earliestRun(cadences, options)?.toISOString()).toBe('2026-05-01T10:30:00.000Z');
  expect(earliestRun([], options)).toBeNull();
});

test.each([
  ['99 9 * * *', 'UTC'],
  ['* * * * * *', 'UTC'],
  ['0 9 * * *', 'Mars/Olympus'],
  ['0 0 30 2 *', 'UTC'],
])('the schedule %s in %s is refused with a sentence', (expression, timeZone) => {
  expect(() =>
    nextRun({ kind: 'cron', expression, timeZone }, { after: at('2026-01-01T00:00:00Z'), phaseMs: 0 }),
  ).toThrow(expect.objectContaining({ code: 'bad_input' }));
});

test('what runs more often than allowed is raised, what does not is left alone', () => {
  const everyMinute = { kind: 'cron' as const, expression: '* * * * *', timeZone: 'UTC' };
  const atNine = { kind: 'cron' as const, expression: '0 9 * * 1-5', timeZone: 'UTC' };
  expect(atLeastEvery({ kind: 'every', minutes: 1 }, 5)).toEqual({ kind: 'every', minutes: 5 });
  expect(atLeastEvery(everyMinute, 5)).toEqual({ kind: 'every', minutes: 5 });
  expect(atLeastEvery(everyMinute, 1)).toBe(everyMinute);
  expect(atLeastEvery(atNine, 5)).toBe(atNine);
});

test('phases are stable and spread over the period', () => {
  const phases = Array.from({ length: 1_000 }, (_, index) => phaseOf(`source ${index}`, 60_000));
  const perQuarter = [0, 1, 2, 3].map(
    (quarter) => phases.filter((phase) => Math.floor(phase / 15_000) === quarter).length,
  );
  expect(Math.min(...perQuarter)).toBeGreaterThan(200);
  expect(phaseOf('source 7', 60_000)).toBe(phases[7]);
});

const night = (timeZone: string, from = '22:00', to = '07:00') => ({ from, to, timeZone });

test.each([
  // quiet, at, until (null: not quiet)
  [night(berlin), '2026-01-10T20:59:00Z', null],
  [night(berlin), '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
  [night(berlin), '2026-01-11T05:59:59Z', '2026-01-11T06:00:00.000Z'],
  [night(berlin), '2026-01-11T06:00:00Z', null],
  [night(berlin), '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'], // spring forward: an hour shorter
  [night(berlin), '2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'], // back: an hour longer
  [night(newYork), '2026-03-08T04:00:00Z', '2026-03-08T11:00:00.000Z'],
  [night(newYork), '2026-11-01T03:00:00Z', '2026-11-01T12:00:00.000Z'],
  [night(berlin, '23:00', '02:30'), '2026-03-28T23:00:00Z', '2026-03-29T01:00:00.000Z'], // the end is skipped: the gap ends it
  [night(berlin, '23:00', '02:30'), '2026-10-24T22:00:00Z', '2026-10-25T00:30:00.000Z'],
  [night('UTC', '12:00', '13:00'), '2026-01-10T12:30:30Z', '2026-01-10T13:00:00.000Z'],
  [night('UTC', '12:00', '12:00'), '2026-01-10T12:00:00Z', null],
])('quiet hours %o at %s end at %s', (quiet, time, until) => {
  expect(inQuietHours(quiet, at(time))).toBe(until !== null);
  expect(quietUntil(quiet, at(time))?.toISOString() ?? null).toBe(until);
});
