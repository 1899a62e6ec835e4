import type { Evidence } from './evidence.ts';

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
/** A day or a time by which something is: "march" and "may" alone are none. */
const day = new RegExp(
  [
    '\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b',
    '\\b(?:today|tonight|tomorrow|yesterday)\\b',
    '\\b(?:this|next|coming|end of(?: the| this| next)?) (?:week|month|quarter|year|sprint)\\b',
    '\\b(?:in|within) (?:an?|one|two|three|four|five|six|\\d+) (?:hour|day|week|month)s?\\b',
    `\\b(?:${month})\\.? \\d{1,2}\\b`,
    `\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${month})\\b`,
    `\\b(?:in|by|until|till|since|early|late|mid|end of) (?:${month})\\b`,
    '\\bthe \\d{1,2}(?:st|nd|rd|th)\\b',
    '\\b\\d{4}-\\d{2}-\\d{2}\\b',
    '\\bq[1-4]\\b',
  ].join('|'),
  'i',
);
/** A day said further from the words that were found belongs to something else. */
const reach = 3;

/**
 * Evidence that names a day, quoted where it does. Of an issue its due day counts, of an alert the day it was told; a
 * day of the meeting itself says nothing about what was spoken of there.
 */
export const keepDated = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.flatMap((one) => {
    if (one.kind === 'alert' || (one.kind === 'issue' && /, due \d/.test(one.says))) return [one];
    const found = Math.max(
      0,
      one.lines.findIndex(({ quote }) => quote === one.quote),
    );
    const [line] = one.lines
      .map((candidate, at) => ({ candidate, away: Math.abs(at - found) }))
      .filter(({ candidate, away }) => away <= reach && day.test(candidate.quote))
      .toSorted((a, b) => a.away - b.away)
      .map(({ candidate }) => candidate);
    if (!line) return [];
    const { quote, where, url } = line;
    return [{ ...one, quote, where, url, key: quote === one.quote ? one.key : `${one.key} day` }];
  });
