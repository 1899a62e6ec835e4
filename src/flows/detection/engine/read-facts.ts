import type { Fact } from '../../../contracts/detection.ts';
import { foldText } from './normalise.ts';
import { numberPattern, parseNumber, scalePattern } from './parse-number.ts';
import { readDates } from './read-dates.ts';
import { type Found, readMoney } from './read-money.ts';
import { readWords } from './read-words.ts';
import { readUnit } from './units.ts';

const versionPattern =
  /(?<![\p{L}\d.])(?:(?:v|version\s|release\s)(\d+(?:\.\d+){0,3}(?:-[0-9A-Za-z.]+)?)|(\d+\.\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.]+)?))(?![\p{L}\d])/giu;
const percentPattern = new RegExp(
  `(?<![\\p{L}\\d.,])([-−+]?)(${numberPattern})\\s?(?:%|percent\\b|per cent\\b|prozent\\b|pour cent\\b|パーセント)`,
  'giu',
);
const plainNumber = new RegExp(
  `(?<![\\p{L}\\d.,_#])([-−]?)(${numberPattern})(?:\\s?(${scalePattern}))?`,
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
 * The typed facts of a text, in reading order: money, percentages, dates, versions, availability, negation,
 * modality, and numbers with their unit. Each stretch of text is read as one fact at most.
 */
export function readFacts(text: string): Fact[] {
  return locateFacts(foldText(text)).map(({ start: _start, end: _end, ...fact }) => fact);
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

function* readVersions(text: string): Generator<Found> {
  for (const match of text.matchAll(versionPattern)) {
    yield {
      kind: 'version',
      raw: match[0],
      value: match[1] ?? match[2] ?? '',
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
