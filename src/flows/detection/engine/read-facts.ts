import type { Fact } from '../../../contracts/detection.ts';
import { foldText } from './normalise.ts';
import { asciiDigits, notInWord, numberPattern, parseNumber, scalePattern } from './parse-number.ts';
import { readDates } from './read-dates.ts';
import { type Found, readMoney } from './read-money.ts';
import { readTimes } from './read-times.ts';
import { readVersions } from './read-versions.ts';
import { readWords } from './read-words.ts';
import { readUnit } from './units.ts';

const percentPattern = new RegExp(
  `${notInWord()}([-−+]?)(${numberPattern})\\s?(?:%|percent\\b|per cent\\b|prozent\\b|pour cent\\b|パーセント)`,
  'giu',
);
const plainNumber = new RegExp(
  `${notInWord('_#')}([-−]?)(${numberPattern})(?:\\s?(${scalePattern}))?`,
  'giu',
);

/** schema.org values print as one word or an address: https://schema.org/OutOfStock. */
const schemaOrg: Record<string, string> = {
  instock: 'in_stock',
  instoreonly: 'in_stock',
  onlineonly: 'in_stock',
  limitedavailability: 'limited',
  outofstock: 'out_of_stock',
  soldout: 'out_of_stock',
  discontinued: 'out_of_stock',
  backorder: 'backorder',
  preorder: 'preorder',
  presale: 'preorder',
};
const schemaPattern =
  /(?:https?:\/\/schema\.org\/)?\b(InStock|InStoreOnly|OnlineOnly|LimitedAvailability|OutOfStock|SoldOut|Discontinued|BackOrder|PreOrder|PreSale)\b/g;

/**
 * The typed facts of a text, in reading order: money, percentages, dates, times, versions, availability, negation,
 * modality, and numbers with their unit. Each stretch of text is read as one fact at most.
 */
export function readFacts(text: string): Fact[] {
  const folded = foldText(text);
  const plain = asciiDigits(folded);
  return locateFacts(plain).map(({ start, end, ...fact }) =>
    // As printed: what is told must stand on the page, whatever its digits.
    plain === folded ? fact : { ...fact, raw: folded.slice(start, Math.min(end, start + fact.raw.length)) },
  );
}

/** A text with each of its facts replaced by what it says, so that "€ 1.299,-" and "1.299,00 €" are the same text. */
export function withoutSpelling(text: string): string {
  const plain = asciiDigits(foldText(text));
  let rest = '';
  let at = 0;
  for (const { start, end, kind, value, currency, unit } of locateFacts(plain)) {
    if (kind === 'negation' || kind === 'modality' || kind === 'availability') continue;
    rest += `${plain.slice(at, start)} ‹${kind} ${value} ${currency ?? ''} ${unit ?? ''}› `;
    at = end;
  }
  return `${rest}${plain.slice(at)}`;
}

/** As `readFacts`, on already folded text, with positions. */
function locateFacts(folded: string): Found[] {
  const taken: Found[] = [];
  const take = (facts: Iterable<Found>) => {
    for (const fact of facts) {
      if (!taken.some((other) => fact.start < other.end && other.start < fact.end)) taken.push(fact);
    }
  };
  if (/\d/.test(folded)) {
    take(readMoney(folded));
    take(readDates(folded));
    take(readTimes(folded));
    take(readPercents(folded));
    take(readVersions(folded));
  }
  take(readSchemaAvailability(folded));
  take(readWords(folded));
  if (/\d/.test(folded)) take(readNumbers(folded));
  return taken.sort((a, b) => a.start - b.start);
}

function* readPercents(text: string): Generator<Found> {
  for (const match of text.matchAll(percentPattern)) {
    const size = parseNumber(match[2] ?? '');
    const value = match[1] === '-' || match[1] === '−' ? -size : size;
    yield {
      kind: 'percent',
      raw: match[0],
      value,
      unit: '%',
      start: match.index,
      end: match.index + match[0].length,
    };
  }
}

function* readSchemaAvailability(text: string): Generator<Found> {
  for (const match of text.matchAll(schemaPattern)) {
    const value = schemaOrg[(match[1] ?? '').toLowerCase()];
    if (value)
      yield {
        kind: 'availability',
        raw: match[0],
        value,
        start: match.index,
        end: match.index + match[0].length,
      };
  }
}

function* readNumbers(text: string): Generator<Found> {
  for (const match of text.matchAll(plainNumber)) {
    const scale = match[3];
    const size = parseNumber(match[2] ?? '', scale ? { scale } : {});
    const end = match.index + match[0].length;
    const { unit, per, length } = readUnit(text.slice(end));
    const name = unit ?? (per ? `/ ${per}` : undefined);
    yield {
      kind: 'number',
      raw: text.slice(match.index, name ? end + length : end),
      value: match[1] ? -size : size,
      ...(name ? { unit: name } : {}),
      start: match.index,
      end: name ? end + length : end,
    };
  }
}
