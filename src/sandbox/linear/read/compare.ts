import { DateTime, Duration } from 'luxon';
import { notForged } from '../errors.ts';

/** A comparator as a client sends it: `{eq: 'x'}`, `{in: [...], neq: 'y'}`. */
export type Comparator = Record<string, unknown>;

const plain = (value: unknown): string => String(value ?? '');
const folded = (value: unknown): string => plain(value).toLowerCase();
const unaccented = (value: unknown): string => folded(value).normalize('NFD').replace(/\p{M}/gu, '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Each test is given a value that is there and what the client wrote beside the comparator’s name. */
const tests: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  eq: (value, wanted) => value === wanted,
  neq: (value, wanted) => value !== wanted,
  in: (value, wanted) => list(wanted).includes(value),
  nin: (value, wanted) => !list(wanted).includes(value),
  lt: (value, wanted) => Number(value) < Number(wanted),
  lte: (value, wanted) => Number(value) <= Number(wanted),
  gt: (value, wanted) => Number(value) > Number(wanted),
  gte: (value, wanted) => Number(value) >= Number(wanted),
  eqIgnoreCase: (value, wanted) => folded(value) === folded(wanted),
  neqIgnoreCase: (value, wanted) => folded(value) !== folded(wanted),
  contains: (value, wanted) => plain(value).includes(plain(wanted)),
  notContains: (value, wanted) => !plain(value).includes(plain(wanted)),
  containsIgnoreCase: (value, wanted) => folded(value).includes(folded(wanted)),
  notContainsIgnoreCase: (value, wanted) => !folded(value).includes(folded(wanted)),
  containsIgnoreCaseAndAccent: (value, wanted) => unaccented(value).includes(unaccented(wanted)),
  startsWith: (value, wanted) => plain(value).startsWith(plain(wanted)),
  startsWithIgnoreCase: (value, wanted) => folded(value).startsWith(folded(wanted)),
  notStartsWith: (value, wanted) => !plain(value).startsWith(plain(wanted)),
  endsWith: (value, wanted) => plain(value).endsWith(plain(wanted)),
  notEndsWith: (value, wanted) => !plain(value).endsWith(plain(wanted)),
};
const negative = new Set([
  'neq',
  'nin',
  'neqIgnoreCase',
  'notContains',
  'notContainsIgnoreCase',
  'notStartsWith',
  'notEndsWith',
]);

/** A time in milliseconds, from ISO 8601 or a duration from now such as `-P1D`. */
function toTime(value: unknown, now: Date): unknown {
  if (typeof value !== 'string') return value;
  if (/^[+-]?P/.test(value)) return DateTime.fromJSDate(now).plus(Duration.fromISO(value)).toMillis();
  return Date.parse(value);
}

/** Whether a value passes a comparator; `isTime` for dates, which are compared as times. */
export function passes(value: unknown, comparator: Comparator, now: Date, isTime: boolean): boolean {
  const prepare = (one: unknown): unknown =>
    isTime ? (Array.isArray(one) ? one.map((item) => toTime(item, now)) : toTime(one, now)) : one;
  return Object.entries(comparator).every(([name, wanted]) => {
    if (wanted === undefined) return true;
    if (name === 'null') return (value === null || value === undefined) === wanted;
    const test = tests[name];
    if (!test) throw notForged(`comparator ${name}`);
    if (value === null || value === undefined) return wanted === null ? name === 'eq' : negative.has(name);
    return test(prepare(value), prepare(wanted));
  });
}
