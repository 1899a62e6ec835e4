import { commonMonths, monthOfName } from './month-names.ts';
import type { Found } from './read-money.ts';

const month = `(?<month>${commonMonths})\\.?(?!\\p{L})`;
/** Any word: a year beside it and the tables of months tell whether it is one. */
const word = '(?<month>\\p{L}{3,14})(?!\\p{L})';
const year = '(?<year>(?:19|20)\\d{2})(?!\\d)';
const day = '(?<day>[0-3]?\\d)';

/** In order of how sure they are; a later pattern never reads inside an earlier one's date. */
const patterns = [
  /(?<!\d)(?<year>(?:19|20)\d{2})[-/.](?<number>[01]?\d)[-/.](?<day>[0-3]?\d)(?!\d)/gu,
  /(?<year>(?:19|20)\d{2})\s?[年년]\s?(?<number>1?\d)\s?[月월](?:\s?(?<day>[0-3]?\d)\s?[日일])?/gu,
  /(?<!\d)(?<number>1?\d)\s?[月월]\s?(?<day>[0-3]?\d)\s?[日일]/gu,
  new RegExp(
    `(?<![\\d.,\\p{Sc}])${day}(?:st|nd|rd|th|\\.|er|º)?\\s(?:of\\s|de\\s)?${month}(?:,?\\s(?:de\\s|del\\s)?${year})?`,
    'giu',
  ),
  new RegExp(`(?<!\\p{L})${month}\\s${day}(?:st|nd|rd|th)?(?!\\d)(?:,?\\s${year})?`, 'giu'),
  new RegExp(`(?<!\\p{L})${month},?\\s(?:de\\s)?${year}`, 'giu'),
  new RegExp(`(?<![\\d.,\\p{Sc}])${day}\\.?\\s(?:de\\s|d['’])?${word},?\\s(?:de\\s|del\\s)?${year}`, 'giu'),
  new RegExp(`(?<!\\p{L})${word}\\s${year}`, 'giu'),
  /(?<!\d)(?<first>[0-3]?\d)\.(?<second>[01]?\d)\.(?<year>(?:19|20)\d{2})(?!\d)/gu,
  /(?<!\d)(?<first>[0-3]?\d)\/(?<second>[0-3]?\d)\/(?<year>(?:19|20)?\d{2})(?!\d)/gu,
];

/** Passed by every date and by few other texts: spares most numbers the patterns. */
const mayHoldDate = new RegExp(
  `(?:19|20)\\d{2}|\\d\\s?[月월]|\\d/\\d|\\d\\D{0,6}${month.replace('?<month>', '?:')}|${month.replace('?<month>', '?:')}\\s\\d`,
  'iu',
);

/**
 * Every calendar date in a text. Value: "2026-03-12", "2026-03" when no day stands there, "--03-12" when no year
 * does. 3/12/2026 is read month first unless that cannot be; 12.03.2026 day first.
 */
export function readDates(text: string): Found[] {
  if (!mayHoldDate.test(text)) return [];
  const found: Found[] = [];
  for (const [index, pattern] of patterns.entries()) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const value = dateValue(match.groups ?? {}, index === patterns.length - 1);
      if (value) found.push({ kind: 'date', raw: match[0].replace(/\.$/, ''), value, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function dateValue(groups: Record<string, string | undefined>, slashed: boolean): string | undefined {
  const first = Number(groups.first);
  const second = Number(groups.second);
  let monthOf = groups.month ? monthOfName(groups.month) : Number(groups.number);
  let dayOf = groups.day ? Number(groups.day) : undefined;
  if (groups.first) [monthOf, dayOf] = slashed && first <= 12 ? [first, second] : [second, first];
  if (!monthOf || monthOf > 12 || (dayOf !== undefined && (dayOf < 1 || dayOf > 31))) return undefined;
  const yearOf = groups.year?.length === 2 ? `20${groups.year}` : groups.year;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${yearOf ?? '-'}-${two(monthOf)}${dayOf === undefined ? '' : `-${two(dayOf)}`}`;
}
