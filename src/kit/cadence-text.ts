import { readZone } from './time-zones.ts';

/** How often: every so many minutes, or at set local times in an IANA zone (five-field cron). */
export type CadenceLike =
  | { kind: 'every'; minutes: number }
  | { kind: 'cron'; expression: string; timeZone: string };

const shortestMinutes = 1;
export const longestMinutes = 7 * 24 * 60;

const numberWords: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
  half: 0.5,
  'half an': 0.5,
  'half a': 0.5,
  other: 2,
  second: 2,
  couple: 2,
  'couple of': 2,
  few: 5,
};
const unitMinutes: Record<string, number> = {
  s: 1 / 60,
  m: 1,
  h: 60,
  d: 1_440,
  w: 10_080,
  o: 43_200,
  y: 525_600,
};
const adverbs: Record<string, number> = {
  hourly: 60,
  daily: 1_440,
  nightly: 1_440,
  weekly: 10_080,
  monthly: 10_080,
};
const dayNumbers: Record<string, number> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };

const count = `\\d+(?:\\.\\d+)?|${Object.keys(numberWords)
  .sort((a, b) => b.length - a.length)
  .join('|')}`;
const unit =
  '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdw])(?![\\p{L}\\d])';
const day =
  '(?:sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?)';
const clock =
  "(?:(?:[01]?\\d|2[0-4])(?:[:.h][0-5]\\d)?\\s?(?:(?:am|pm|h|o'?clock|uhr)(?![\\p{L}])|a\\.m\\.|p\\.m\\.)?(?![\\d%])|noon|midnight)";
const clocks = `${clock}(?:\\s?(?:,|and|&)\\s?(?:at )?${clock})*`;
const daySet = `(?:weekdays?|workdays?|working days?|business days?|weekends?|${day}\\s?(?:-|–|to|through)\\s?${day}|${day}s?(?:\\s?(?:,|and|&|, and)\\s?(?:every )?${day}s?)*)(?![\\p{L}])`;

const start = '(?<![\\p{L}\\d/.$€£-])';
const compile = (source: string) => new RegExp(start + source, 'iu');

const interval = compile(
  `(?:once )?(?:every|each|per every)\\s+(?:single )?(?:(?<count>${count})\\s?)?(?<unit>${unit})(?:\\s(?:at|@)\\s?(?<clocks>${clocks}))?`,
);
const times = compile(
  `(?<times>once|twice|two times|three times|four times|\\d+ ?(?:x|times))(?: an?| per|/| every| each) ?(?<unit>${unit})(?:\\s(?:at|@)\\s?(?<clocks>${clocks}))?`,
);
const dayly = compile(
  `(?:(?<every>every|each|on)\\s+)?(?<days>${daySet})(?:,?\\s(?:(?<at>at|@)\\s?)?(?<clocks>${clocks}))?`,
);
const partOfDay = compile('(?:every|each)\\s+(?<part>morning|noon|afternoon|evening|night|midnight)');
const adverbAt = compile(`(?<adverb>daily|nightly)(?:,?\\s(?:at|@)?\\s?(?<clocks>${clocks}))`);
const clockDaily = compile(
  `(?:at\\s+)?(?<clocks>${clocks})\\s(?:every ?day|each day|daily|(?:on )?(?<days>weekdays|weekends))(?![\\p{L}])`,
);
const adverb = compile(
  '(?<!(?:\\bthe|\\ba|\\ban|\\bits|\\btheir|\\bthis|\\bour|\\bhis|\\bher|\\byour) )(?<adverb>hourly|daily|nightly|weekly|monthly)(?=\\s*(?:$|[.,;:!?)]|please\\b|and\\b|if\\b|for\\b|on\\b|whether\\b|https?:))',
);
const cron = compile('(?:cron:?\\s+)?[`"\']?(?<cron>(?:[\\d*/,-]+\\s+){4}[\\d*/,A-Za-z-]+)[`"\']?(?=\\s|$)');
const partHours: Record<string, number> = {
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 19,
  night: 22,
  midnight: 0,
};

/** A cadence found in a sentence, and the sentence without it. */
export interface FoundCadence {
  cadence: CadenceLike;
  rest: string;
}

/**
 * Finds the words of a sentence that say how often ("… every 30 minutes", "… weekdays at 9 Berlin time").
 * Local times without a zone are in `timeZone`. Below one minute is one minute, above a week a week.
 * "the weekly newsletter" and "on Monday" say nothing about how often to look.
 */
export function findCadence(text: string, timeZone: string): FoundCadence | null {
  for (const read of [
    readCron,
    readClockDaily,
    readAdverbAt,
    readInterval,
    readTimes,
    readPartOfDay,
    readDays,
    readAdverb,
  ]) {
    const found = read(text, timeZone);
    if (found) return found;
  }
  return null;
}

/** Words that may stand around a cadence without meaning anything else. */
const filler =
  /\b(?:please|pls|check(?: it| this)?|look|poll|run|make it|set (?:it )?to|instead|now|thanks?|only|just|change (?:it |this )?to|rather|on|at|to)\b|[\s.,;:!?()-]/gi;

/** The cadence a text says and nothing else ("hourly", "every monday 8:30", "weekdays 9:00 Europe/Berlin"), or null. */
export function parseCadence(text: string, timeZone: string): CadenceLike | null {
  const found = findCadence(text.trim(), timeZone);
  return found && found.rest.replace(filler, '') === '' ? found.cadence : null;
}

type Groups = Record<string, string | undefined>;

function cut(text: string, match: RegExpExecArray, cadence: CadenceLike, extra = 0): FoundCadence {
  const rest = `${text.slice(0, match.index).replace(/[\s,;(]+$/, '')} ${text.slice(match.index + match[0].length + extra).replace(/^[\s,;)]+/, '')}`;
  return { cadence, rest: rest.trim() };
}

function local(
  text: string,
  match: RegExpExecArray,
  timeZone: string,
  clocksText: string | undefined,
  days: string,
): FoundCadence | null {
  const hours = readClocks(clocksText ?? '9:00');
  if (!hours) return null;
  const zone = readZone(text.slice(match.index + match[0].length));
  return cut(
    text,
    match,
    { kind: 'cron', expression: `${hours} * * ${days}`, timeZone: zone?.zone ?? timeZone },
    zone?.length,
  );
}

const minutesOf = (minutes: number): CadenceLike => ({
  kind: 'every',
  minutes: Math.min(longestMinutes, Math.max(shortestMinutes, Math.round(minutes))),
});

/** Minutes of one unit by its first letter; "month" and "mins" differ by their second. */
const unitOf = (word: string): number =>
  unitMinutes[/^mo/i.test(word) ? 'o' : word.charAt(0).toLowerCase()] ?? 1;

function readInterval(text: string, timeZone: string): FoundCadence | null {
  const match = interval.exec(text);
  if (!match) return null;
  const groups = match.groups as Groups;
  const amount =
    groups.count === undefined ? 1 : (numberWords[groups.count.toLowerCase()] ?? Number(groups.count));
  const minutes = amount * unitOf(groups.unit ?? '');
  if (groups.clocks) return minutes === 1_440 ? local(text, match, timeZone, groups.clocks, '*') : null;
  return cut(text, match, minutesOf(minutes));
}

function readTimes(text: string, timeZone: string): FoundCadence | null {
  const match = times.exec(text);
  if (!match) return null;
  const groups = match.groups as Groups;
  const word = (groups.times ?? '').toLowerCase();
  const often =
    { once: 1, twice: 2, 'two times': 2, 'three times': 3, 'four times': 4 }[word] ??
    Math.max(1, Number.parseInt(word, 10));
  const minutes = unitOf(groups.unit ?? '') / often;
  if (groups.clocks && minutes === 1_440) return local(text, match, timeZone, groups.clocks, '*');
  return groups.clocks ? null : cut(text, match, minutesOf(minutes));
}

function readPartOfDay(text: string, timeZone: string): FoundCadence | null {
  const match = partOfDay.exec(text);
  const hour = match && partHours[(match.groups?.part ?? '').toLowerCase()];
  return match && hour !== undefined && hour !== null
    ? local(text, match, timeZone, `${hour}:00`, '*')
    : null;
}

function readAdverbAt(text: string, timeZone: string): FoundCadence | null {
  const match = adverbAt.exec(text);
  return match && local(text, match, timeZone, match.groups?.clocks, '*');
}

function readClockDaily(text: string, timeZone: string): FoundCadence | null {
  const match = clockDaily.exec(text);
  return (
    match &&
    local(text, match, timeZone, match.groups?.clocks, match.groups?.days ? daysOf(match.groups.days) : '*')
  );
}

function readAdverb(text: string): FoundCadence | null {
  const match = adverb.exec(text);
  return match && cut(text, match, minutesOf(adverbs[(match.groups?.adverb ?? '').toLowerCase()] ?? 1_440));
}

function readDays(text: string, timeZone: string): FoundCadence | null {
  const match = dayly.exec(text);
  if (!match) return null;
  const { every, days = '', clocks: clocksText } = match.groups as Groups;
  const isSet =
    /weekday|workday|working|business|weekend|s\b|-|–|\bto\b|through/i.test(days) ||
    /every|each/i.test(every ?? '');
  const isAll = match.index === 0 && match[0].length === text.length;
  // "when it opens on Monday at 9:00" is about the page, "on Mondays", "every Monday" about the looking.
  if (!isSet && !isAll && !(match.index === 0 && clocksText)) return null;
  if (
    /weekend|weekday/i.test(days) &&
    !every &&
    !clocksText &&
    !isAll &&
    !/^\s*(?:$|[.,;!?])/.test(text.slice(match.index + match[0].length))
  )
    return null;
  return local(text, match, timeZone, clocksText, daysOf(days));
}

function readCron(text: string, timeZone: string): FoundCadence | null {
  const match = cron.exec(text);
  if (!match?.groups?.cron) return null;
  const zone = readZone(text.slice(match.index + match[0].length));
  return cut(
    text,
    match,
    { kind: 'cron', expression: match.groups.cron.replace(/\s+/g, ' '), timeZone: zone?.zone ?? timeZone },
    zone?.length,
  );
}

function daysOf(words: string): string {
  if (/^w(?:eekday|orkday|orking)|^business/i.test(words)) return '1-5';
  if (/^weekend/i.test(words)) return '0,6';
  const numbers = [...words.toLowerCase().matchAll(/(sun|mon|tue|wed|thu|fri|sat)[a-z]*/g)].map(
    (match) => dayNumbers[match[1] ?? ''] ?? 0,
  );
  if (!/-|–|\bto\b|through/.test(words)) return [...new Set(numbers)].sort().join(',');
  const [from = 0, to = 0] = numbers;
  const span = Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
  return from <= to ? `${from}-${to}` : span.sort().join(',');
}

/** "9am and 5pm" -> cron's "0 9,17"; null when the minutes differ, which one expression cannot say. */
function readClocks(words: string): string | null {
  const read = words.split(/,|\band\b|&/i).map((word) => readClock(word.replace(/\bat\b/i, '').trim()));
  const minutes = new Set(read.map((one) => one?.minute));
  if (read.some((one) => one === null) || minutes.size !== 1) return null;
  const hours = [...new Set(read.map((one) => one?.hour ?? 0))].sort((a, b) => a - b);
  return `${[...minutes][0]} ${hours.join(',')}`;
}

function readClock(word: string): { hour: number; minute: number } | null {
  if (/^noon$/i.test(word)) return { hour: 12, minute: 0 };
  if (/^midnight$/i.test(word)) return { hour: 0, minute: 0 };
  const match = /^(\d{1,2})(?:[:.h](\d\d))?\s*(a|p)?/i.exec(word);
  if (!match) return null;
  const printed = Number(match[1]);
  const half = match[3]?.toLowerCase();
  if (half && (printed < 1 || printed > 12)) return null;
  const hour = half ? (printed % 12) + (half === 'p' ? 12 : 0) : printed % 24;
  return { hour, minute: Number(match[2] ?? 0) };
}
