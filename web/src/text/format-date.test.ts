import { describe, expect, it } from 'vitest';
import { type DateView, formatDateTokens, formatDay } from './format-date.ts';

const at = Date.parse('2026-02-18T22:39:42Z') / 1000;
const view = (over: Partial<DateView> = {}): DateView => ({
  timeZone: 'UTC',
  nowMs: Date.parse('2026-06-01T12:00:00Z'),
  hour12: true,
  ...over,
});

describe('a date token in a message', () => {
  it('is written in the zone of the person looking, even when that is the next day', () => {
    expect(formatDateTokens(at, '{date_num} {time}', view())).toBe('2026-02-18 10:39 PM');
    expect(formatDateTokens(at, '{date_num} {time}', view({ timeZone: 'Asia/Tokyo', hour12: false }))).toBe(
      '2026-02-19 07:39',
    );
  });

  it('knows every form Slack documents', () => {
    const all = '{date}|{date_short}|{date_long}|{date_slash}|{time_secs}';
    expect(formatDateTokens(at, all, view())).toBe(
      'February 18th, 2026|Feb 18, 2026|Wednesday, February 18th, 2026|02/18/2026|10:39:42 PM',
    );
  });

  it('says today, yesterday and tomorrow by the calendar, not by 24 hours', () => {
    const now = Date.parse('2026-02-19T00:10:00Z');
    expect(formatDateTokens(at, '{date_pretty}', view({ nowMs: now }))).toBe('yesterday');
    expect(formatDateTokens(at, '{date_short_pretty}', view({ nowMs: at * 1000 }))).toBe('today');
    expect(formatDateTokens(at, '{date_long_pretty}', view({ nowMs: (at - 86_400) * 1000 }))).toBe(
      'tomorrow',
    );
  });

  it('says how long ago, in one unit', () => {
    const ago = (s: number) => formatDateTokens(at, '{ago}', view({ nowMs: (at + s) * 1000 }));
    expect([ago(2), ago(240), ago(7300), ago(86_400 * 3), ago(-1560)]).toEqual([
      'just now',
      '4 minutes ago',
      '2 hours ago',
      '3 days ago',
      'in 26 minutes',
    ]);
  });

  it('is left to the fallback when a token is unknown', () => {
    expect(formatDateTokens(at, '{moon_phase}', view())).toBeUndefined();
    expect(formatDateTokens(Number.NaN, '{date}', view())).toBeUndefined();
  });

  it('falls back to the browser zone when the workspace names a zone that does not exist', () => {
    expect(formatDateTokens(at, '{date_num}', view({ timeZone: 'Mars/Base' }))).toMatch(/^2026-02-1[89]$/);
  });
});

it('the line between days says Today', () => {
  expect(formatDay(at * 1000, view({ nowMs: at * 1000 }))).toBe('Today');
});
