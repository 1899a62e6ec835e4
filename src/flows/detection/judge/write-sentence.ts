import type { Fact, FactChange, Hunk } from '../../../contracts/detection.ts';
import { plural } from '../../../kit/text.ts';
import { diffTokens, type Span } from '../engine/diff-tokens.ts';
import { segmentsOf } from '../engine/split-words.ts';
import { subjectOf } from './name-subject.ts';
import type { Sentence } from './sentence.ts';
import { writeRows } from './write-rows.ts';

/**
 * One sentence for people, the fact first, about hunks ordered by importance. Every number in it stands in a hunk,
 * but for computed percentages and the counts returned beside it.
 */
export function writeSentence(hunks: readonly Hunk[]): Sentence {
  const [lead, ...rest] = hunks;
  if (!lead) return { text: 'Nothing changed', counts: [] };
  const grouped = writeGroup(hunks);
  if (grouped) return grouped;
  const text = writeOne(lead);
  const others = rest.filter((hunk) => !saysTheSame(hunk, lead)).length;
  if (others === 0) return { text, counts: [] };
  return { text: `${text}, and ${plural(others, 'more change')}`, counts: [others] };
}

/** What a page also says for machines is no change more. */
const saysTheSame = (hunk: Hunk, lead: Hunk): boolean =>
  hunk.label?.startsWith('structured data') === true &&
  hunk.facts.length > 0 &&
  hunk.facts.every((fact) =>
    lead.facts.some(
      ({ before, after }) => before?.value === fact.before?.value && after?.value === fact.after?.value,
    ),
  );

/** Unchanged text shown before a change, in UTF-16 units. */
const leadKept = 30;
const listedMost = 3;

/** Several things of one section that all came or all went. */
function writeGroup(hunks: readonly Hunk[]): Sentence | undefined {
  const [first] = hunks;
  if (!first || hunks.length < 2 || (first.op !== 'added' && first.op !== 'removed')) return undefined;
  const rows = writeRows(hunks);
  if (rows) return rows;
  const section = first.path.at(-1);
  if (!hunks.every((hunk) => hunk.op === first.op && hunk.path.at(-1) === section)) return undefined;
  const noun = hunks.every((hunk) => hunk.kind === 'item') ? 'item' : 'passage';
  const listed = namesFirst(hunks)
    .slice(0, listedMost)
    .map((hunk) => excerpt(hunk.after ?? hunk.before ?? '', 60));
  const more = hunks.length - listed.length;
  const what =
    first.op === 'added' ? plural(hunks.length, `new ${noun}`) : `${plural(hunks.length, noun)} removed`;
  const where = section ? (first.op === 'added' ? ` under ${section}` : ` from ${section}`) : '';
  return {
    text: `${what}${where}: ${listed.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    counts: [hunks.length, more],
  };
}

/** A value says little before the name it belongs to: "Lamp; $20". */
const namesFirst = (hunks: readonly Hunk[]): Hunk[] => {
  const isValue = ({ after, before }: Hunk) => /^\W*\d|^(?:true|false)$/u.test(after ?? before ?? '');
  return [...hunks].sort((x, y) => Number(isValue(x)) - Number(isValue(y)));
};

/** From this length a text is prose: its change is told by its words, not by one number of many in it. */
const proseFrom = 200;

/** Whether a change is one of words among which facts only pass by. */
export const isProse = (hunk: Hunk): boolean =>
  (hunk.after ?? '').length > proseFrom && hunk.facts.length !== 1;

const factOrder: FactChange['kind'][] = ['availability', 'money', 'percent', 'version', 'date', 'number'];

function writeOne(hunk: Hunk): string {
  if (hunk.op === 'changed' && (hunk.after ?? '').length > proseFrom && hunk.facts.length !== 1)
    return writeWording(hunk);
  if (hunk.op === 'changed') {
    for (const kind of factOrder) {
      const change = hunk.facts.find((fact) => fact.kind === kind && fact.before && fact.after);
      const written = change?.before && change.after && writeFact(hunk, change.before, change.after);
      if (written) return written;
    }
    const turned = hunk.facts.find((fact) => fact.kind === 'availability' && fact.after);
    if (turned?.after) return writeAvailability(subjectOf(hunk, turned.after), undefined, turned.after);
    return writeWording(hunk);
  }
  const section = hunk.path.at(-1);
  const text = excerpt(hunk.after ?? hunk.before ?? '', 120);
  const name = hunk.label && !isEntryId(hunk) && !text.includes(hunk.label) ? `${hunk.label}: ` : '';
  if (hunk.op === 'removed') return `Removed${section ? ` from ${section}` : ''}: ${name}${text}`;
  return `New${section ? ` under ${section}` : ''}: ${name}${text}`;
}

function writeFact(hunk: Hunk, before: Fact, after: Fact): string | undefined {
  const subject = subjectOf(hunk, after);
  switch (after.kind) {
    case 'availability':
      return writeAvailability(subject, before, after);
    case 'money':
      return writeMoney(subject, before, after);
    case 'date': {
      const isTime = [before, after].every((fact) => String(fact.value).startsWith('T'));
      const named = /\b(?:date|deadline|updated|effective|hours|time)$/i.test(subject);
      return `${subject}${named ? '' : isTime ? ': time' : ': date'} moved from ${before.raw} to ${after.raw}`;
    }
    case 'number':
      if (hunk.label === undefined && !after.unit && wordsDiffer(hunk)) return undefined;
      if (hunk.label !== undefined && amountLabel.test(hunk.label)) return writeMoney(subject, before, after);
      return `${subject}: ${before.raw} became ${after.raw}`;
    case 'percent':
      return `${subject}: ${before.raw} became ${after.raw}`;
    case 'version':
      // "iOS 17.4 or newer" speaks of another's release.
      if (/^(?!version|release)\p{L}{2,}\s/iu.test(after.raw))
        return `${subject}: ${before.raw} became ${after.raw}`;
      return `${subject}: ${after.raw} is out, ${before.raw} was the version before`;
    default:
      return undefined;
  }
}

/** A cell or field called so holds an amount of money, though no currency stands beside it. */
const amountLabel = /(?:price|cost|amount|fee)(?:\b|_|$)/iu;

/** Whether more than numbers differs: then a bare number tells little ("42 Hill Street" is not "1 Dale Road"). */
function wordsDiffer(hunk: Hunk): boolean {
  const words = (text = '') => text.replace(/\d[\d.,]*/g, '#').replace(/\s+/g, ' ');
  return words(hunk.before) !== words(hunk.after);
}

function writeMoney(subject: string, before: Fact, after: Fact): string {
  const named = /\b(?:price|cost|fee)s?$/i.test(subject) ? subject : `${subject}: price`;
  const per = after.unit && after.unit === before.unit ? perUnit(after.unit) : '';
  const [from, to] = [Number(before.value), Number(after.value)];
  if (before.currency !== after.currency || before.unit !== after.unit || from === to) {
    const unitOf = (fact: Fact) =>
      fact.unit && (fact.unit !== before.unit) !== (fact === before) ? perUnit(fact.unit) : '';
    return `${named} went from ${before.raw}${unitOf(before)} to ${after.raw}${unitOf(after)}`;
  }
  return `${named} ${to < from ? 'fell' : 'rose'} from ${before.raw} to ${after.raw}${per}${percentChange(from, to)}`;
}

/** " per month", " per 1M tokens". */
const perUnit = (unit: string): string => ` per ${/^\d/.test(unit) ? `${unit}s` : unit}`;

/** " (−28%)", with one decimal below 1%, and nothing from or to zero. */
function percentChange(from: number, to: number): string {
  if (from === 0 || to === 0) return '';
  const percent = ((to - from) / Math.abs(from)) * 100;
  const size = Math.abs(percent) < 1 ? Math.abs(percent).toFixed(1) : String(Math.round(Math.abs(percent)));
  return Number(size) === 0 ? '' : ` (${percent < 0 ? '−' : '+'}${size}%)`;
}

function writeAvailability(subject: string, before: Fact | undefined, after: Fact): string {
  switch (after.value) {
    case 'out_of_stock':
      return `${subject} is ${/sold|ausverkauft|vergriffen|épuisé|agotad|esaurit|esgotad|売り切れ|完売|售罄|نفد/i.test(after.raw) ? 'sold out' : /stock|在庫|缺货|库存/i.test(after.raw) ? 'out of stock' : 'no longer available'}`;
    case 'in_stock':
      return `${subject} is ${/stock|lager|在庫|有货|库存/i.test(after.raw) ? 'in stock' : 'available'}${before?.value === 'out_of_stock' ? ' again' : ''}`;
    case 'preorder':
      return `${subject} can be pre-ordered`;
    case 'backorder':
      return `${subject} is back-ordered`;
    default:
      return `${subject} is low in stock`;
  }
}

/** A feed's entries are labelled with their ids, which no person reads. */
const isEntryId = ({ kind, label }: Hunk): boolean =>
  kind === 'item' && label !== undefined && !/\s/.test(label);

function writeWording(hunk: Hunk): string {
  const [before, after] = [hunk.before ?? '', hunk.after ?? ''];
  const from = firstDifference(before, after);
  const place = (isEntryId(hunk) ? hunk.path.at(-1) : (hunk.label ?? hunk.path.at(-1)))?.replace(
    /[\s:]+$/,
    '',
  );
  return `${place ? `${place}: ` : ''}"${aroundChange(before, from)}" now reads "${aroundChange(after, from)}"`;
}

/** Where two texts part, in UTF-16 units: up to there they are the same. */
function firstDifference(before: string, after: string): number {
  const diff = diffTokens(before, after);
  const sameStart = (spans: readonly Span[]) => (spans[0] && !spans[0].changed ? spans[0].text.length : 0);
  return Math.min(sameStart(diff.before), sameStart(diff.after));
}

/** A text from a little before a position on, cut between words. */
function aroundChange(text: string, from: number): string {
  const lead = segmentsOf(text.slice(0, from));
  const kept: string[] = [];
  for (let index = lead.length - 1, size = 0; index >= 0 && size < leadKept; index--) {
    size += (lead[index] as string).length;
    kept.unshift(lead[index] as string);
  }
  return `${kept.length < lead.length ? '…' : ''}${excerpt(`${kept.join('').trimStart()}${text.slice(from)}`, 110)}`;
}

/** The start of a text, at most `max` characters, cut between words so that no number is cut in two. */
export function excerpt(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  let kept = '';
  for (const segment of segmentsOf(line)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.replace(/[\d.,\p{Sc}]+$/u, '').trimEnd()}…`;
}
