import type { Found } from './read-money.ts';

const zone =
  '(?:\\s?(?<zone>UTC(?:[+-]\\d{1,2})?|GMT(?:[+-]\\d{1,2})?|CES?T|MES?Z|WES?T|EES?T|BST|IST|JST|KST|AE[SD]T|[ECMP][SD]?T)(?![\\p{L}]))?';
const patterns = [
  // 18:00, 9:30 pm CET
  new RegExp(
    `(?<![\\d:.,/])(?<hour>[01]?\\d|2[0-4])[:](?<minute>[0-5]\\d)(?![\\d:])(?:\\s?(?<half>[ap])\\.?m\\.?(?!\\p{L}))?${zone}`,
    'giu',
  ),
  // 9 am, 12 p.m. EST
  new RegExp(`(?<![\\d:.,/])(?<hour>1[0-2]|[1-9])\\s?(?<half>[ap])\\.?m\\.?(?!\\p{L})${zone}`, 'giu'),
  // 10-18 Uhr, 18.30 Uhr, 14h30, 21 h
  /(?<![\d:.,/])(?<hour>[01]?\d|2[0-4])(?:[.:](?<minute>[0-5]\d))?(?=(?:\s?-\s?\d{1,2}(?:[.:]\d{2})?)?\s?Uhr(?!\p{L}))(?:\s?Uhr)?/giu,
  /(?<![\d:.,/])(?<hour>[01]?\d|2[0-4])\s?h(?<minute>[0-5]\d)(?!\d)/giu,
  /(?<half>午前|午後|上午|下午)?(?<hour>\d{1,2})(?:時|点)(?!間|钟|間)(?:(?<minute>[0-5]?\d)分)?/gu,
];

/** Passed by every time and by few other texts. */
const mayHoldTime = /\d:\d|\d\s?[ap]\.?m|uhr|\dh\d|\d[時点]/i;

/**
 * Every time of day in a text, as a date without a day: "T18:00", "T18:00 CET". What counts is the time, not how it
 * is printed: "6 pm" is "18:00".
 */
export function readTimes(text: string): Found[] {
  if (!mayHoldTime.test(text)) return [];
  const found: Found[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const value = timeOf(match.groups ?? {});
      if (value === undefined || found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ kind: 'date', raw: match[0].trim(), value, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function timeOf(groups: Record<string, string | undefined>): string | undefined {
  const { hour = '', minute = '00', half = '', zone: place } = groups;
  const isLate = /^p$/i.test(half) || half === '午後' || half === '下午';
  const isEarly = /^a$/i.test(half) || half === '午前' || half === '上午';
  const clock =
    isLate && Number(hour) < 12 ? Number(hour) + 12 : isEarly && Number(hour) === 12 ? 0 : Number(hour);
  if (clock > 24) return undefined;
  return `T${String(clock).padStart(2, '0')}:${minute.padStart(2, '0')}${place ? ` ${place.toUpperCase()}` : ''}`;
}
