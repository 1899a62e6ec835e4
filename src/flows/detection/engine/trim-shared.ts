import { type Fingerprint, fingerprint } from './fingerprint-blocks.ts';
import type { Leftover } from './leftover.ts';

/** Characters from which a sentence says the same wherever it stands. */
const longEnough = 30;
const sentenceEnd = /(?<=[.!?;:])\s+|(?<=[。！？；])/gu;

interface Sentence {
  print: Fingerprint;
  text: string;
  /** Where it stands in its block's text. */
  start: number;
  end: number;
  /** Its twin on the other side, once found. */
  twin?: Sentence;
}

/** What is left to say of blocks whose sentences stand in several blocks of the other reading, by position. */
export interface Trimmed {
  before: Map<number, string>;
  after: Map<number, string>;
}

/**
 * Text that was cut differently and edited at once: sentences that stand on both sides, but in blocks that are not
 * each other's versions, are taken out, so that only the edit is left to pair and to tell. Blocks nothing is left
 * of are gone from `leftover`; the others keep a verbatim stretch of their text.
 */
export function trimShared(leftover: Leftover): Trimmed {
  const trimmed: Trimmed = { before: new Map(), after: new Map() };
  if (leftover.before.length === 0 || leftover.after.length === 0) return trimmed;
  const before = sentencesOf(leftover.before);
  const after = sentencesOf(leftover.after);
  matchTwins(before, after);
  const partners = new Map<Fingerprint, Set<Fingerprint>>();
  for (const { print, twin } of [...before, ...after]) {
    if (!twin) continue;
    const known = partners.get(print);
    if (known) known.add(twin.print);
    else partners.set(print, new Set([twin.print]));
  }
  const isOneBlock = (print: Fingerprint): boolean => {
    const own = partners.get(print);
    const [other] = own ?? [];
    return !own || !other || (own.size === 1 && partners.get(other)?.size === 1);
  };
  leftover.before = trimSide(leftover.before, before, isOneBlock, trimmed.before);
  leftover.after = trimSide(leftover.after, after, isOneBlock, trimmed.after);
  return trimmed;
}

function sentencesOf(prints: readonly Fingerprint[]): Sentence[] {
  return prints.flatMap((print) => {
    if (print.slot !== undefined || print.block.kind === 'heading') return [];
    const { text } = print.block;
    const sentences: Sentence[] = [];
    let start = 0;
    for (const gap of [...text.matchAll(sentenceEnd), undefined]) {
      const end = gap?.index ?? text.length;
      sentences.push({ print, text: text.slice(start, end), start, end });
      start = end + (gap?.[0].length ?? 0);
    }
    return sentences;
  });
}

function matchTwins(before: readonly Sentence[], after: readonly Sentence[]): void {
  const waiting = new Map<string, Sentence[]>();
  for (const sentence of [...after].reverse()) {
    if (sentence.text.length < longEnough) continue;
    const list = waiting.get(sentence.text);
    if (list) list.push(sentence);
    else waiting.set(sentence.text, [sentence]);
  }
  for (const sentence of before) {
    const twin = waiting.get(sentence.text)?.pop();
    if (!twin) continue;
    sentence.twin = twin;
    twin.twin = sentence;
  }
}

function trimSide(
  prints: readonly Fingerprint[],
  sentences: readonly Sentence[],
  isOneBlock: (print: Fingerprint) => boolean,
  trimmed: Map<number, string>,
): Fingerprint[] {
  const own = Map.groupBy(sentences, ({ print }) => print);
  return prints.flatMap((print) => {
    const all = own.get(print) ?? [];
    const rest = all.filter(({ twin }) => !twin);
    const [first, last] = [rest[0], rest.at(-1)];
    if (isOneBlock(print) || all.every(({ twin }) => !twin)) return [print];
    if (!first || !last) return [];
    const text = print.block.text.slice(first.start, last.end);
    if (text === print.block.text) return [print];
    trimmed.set(print.index, text);
    return [fingerprint({ ...print.block, text }, print.index)];
  });
}
