/** Part of a line that was compared with another; the parts, joined, are the line or what is shown of it. */
export interface MarkedPart {
  text: string;
  /** True when this stretch stands only on its side. */
  changed: boolean;
}

export interface FittedParts {
  parts: MarkedPart[];
  /** Characters (UTF-16 units) of changed text that did not fit; unchanged text left out is only an ellipsis. */
  cut: number;
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Marks what lies between the common beginning and the common end of two texts, whole words at a time. Coarser than a
 * token diff: two changed words with others between them are one stretch. Linear, for any length.
 */
export function markBetween(before: string, after: string): { before: MarkedPart[]; after: MarkedPart[] } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [headBefore, headAfter] = [wordStart(before, start), wordStart(after, start)];
  const head = Math.min(headBefore, headAfter);
  const tail = Math.min(
    before.length - wordEnd(before, before.length - end),
    after.length - wordEnd(after, after.length - end),
  );
  return { before: three(before, head, tail), after: three(after, head, tail) };
}

/** How far around a place a word may reach; longer "words" are cut where they are. */
const reach = 40;

/** Where the word begins that `at` stands in; `at` itself between two words. */
function wordStart(text: string, at: number): number {
  if (at === 0 || at === text.length) return at;
  const from = Math.max(0, at - reach);
  for (const { index, segment } of words.segment(text.slice(from, at + reach))) {
    if (from + index + segment.length > at) return from + index;
  }
  return at;
}

function wordEnd(text: string, at: number): number {
  const start = wordStart(text, at);
  if (start === at) return at;
  const [first] = words.segment(text.slice(start, at + reach));
  return Math.min(text.length, start + (first?.segment.length ?? 0));
}

function three(text: string, head: number, tail: number): MarkedPart[] {
  const end = Math.max(head, text.length - tail);
  return [
    { text: text.slice(0, head), changed: false },
    { text: text.slice(head, end), changed: true },
    { text: text.slice(end), changed: false },
  ].filter((part) => part.text !== '');
}

/** Unchanged text kept on each side of a change, the first that makes the whole fit. */
const surroundings = [160, 80, 40, 20];
/** Spans cost more than their letters to send; beyond this many the rest is counted as cut. */
const mostParts = 60;

/**
 * A line cut to about `max` UTF-16 units so that what changed stays in sight: unchanged stretches shrink to an
 * ellipsis first; changed text is cut only when it alone is too long, and then counted.
 */
export function fitParts(parts: readonly MarkedPart[], max: number): FittedParts {
  const joined = joinNeighbours(parts);
  if (lengthOf(joined) <= max && joined.length <= mostParts) return { parts: joined, cut: 0 };
  const around = surroundings.find((keep) => lengthOf(shrink(joined, keep)) <= max) ?? 20;
  return cutEnd(shrink(joined, around), max);
}

const lengthOf = (parts: readonly MarkedPart[]): number =>
  parts.reduce((sum, part) => sum + part.text.length, 0);

/** A space between two changed words is not worth two spans: it counts as changed with them. */
function joinNeighbours(parts: readonly MarkedPart[]): MarkedPart[] {
  const joined: MarkedPart[] = [];
  for (const [index, { text, changed }] of parts.entries()) {
    const between = index > 0 && index < parts.length - 1 && /^[\s\p{P}]{1,2}$/u.test(text);
    const last = joined.at(-1);
    if (last && (last.changed === changed || (last.changed && between))) last.text += text;
    else joined.push({ text, changed });
  }
  return joined;
}

function shrink(parts: readonly MarkedPart[], keep: number): MarkedPart[] {
  return parts.map((part, index) => {
    if (part.changed) return part;
    const isFirst = index === 0;
    const isLast = index === parts.length - 1;
    const sides = (isFirst ? 0 : keep) + (isLast ? 0 : keep);
    if (part.text.length <= sides + 1) return part;
    const start = isFirst ? '' : headOf(part.text, keep);
    const end = isLast ? '' : tailOf(part.text, keep);
    return { text: `${start}…${end}`, changed: false };
  });
}

function cutEnd(parts: readonly MarkedPart[], max: number): FittedParts {
  const kept: MarkedPart[] = [];
  let room = max;
  let cut = 0;
  for (const part of parts) {
    if (room > 0 && kept.length < mostParts && part.text.length <= room) {
      kept.push(part);
      room -= part.text.length;
      continue;
    }
    const fits = room > 1 && kept.length < mostParts ? headOf(part.text, room - 1) : '';
    if (room > 0) kept.push({ text: `${fits}…`, changed: part.changed && fits !== '' });
    if (part.changed) cut += part.text.length - fits.length;
    room = 0;
  }
  return { parts: kept, cut };
}

/** The first `max` units, whole graphemes only. */
function headOf(text: string, max: number): string {
  let kept = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, max + 32))) {
    if (index + segment.length > max) break;
    kept = index + segment.length;
  }
  return text.slice(0, kept);
}

/** The last `max` units, whole graphemes only. */
function tailOf(text: string, max: number): string {
  const from = Math.max(0, text.length - max - 32);
  for (const { index } of graphemes.segment(text.slice(from))) {
    if (index > 0 && text.length - from - index <= max) return text.slice(from + index);
  }
  return '';
}
