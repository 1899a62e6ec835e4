import { matchSequences } from './match-sequences.ts';
import { segmentsOf } from './split-words.ts';

export interface Span {
  text: string;
  /** True when this stretch is only on its side. */
  changed: boolean;
}

export interface TokenDiff {
  before: Span[];
  after: Span[];
}

/**
 * Marks what differs between two texts, word by word, also where words are not separated by spaces (CJK).
 * The spans of each side, joined, are exactly that side's text.
 */
export function diffTokens(before: string, after: string): TokenDiff {
  const left = segmentsOf(before);
  const right = segmentsOf(after);
  const sameLeft = new Set<number>();
  const sameRight = new Set<number>();
  for (const [inLeft, inRight] of matchSequences(left, right)) {
    sameLeft.add(inLeft);
    sameRight.add(inRight);
  }
  return { before: spansOf(left, sameLeft), after: spansOf(right, sameRight) };
}

function spansOf(tokens: readonly string[], same: ReadonlySet<number>): Span[] {
  const spans: Span[] = [];
  for (const [index, text] of tokens.entries()) {
    const changed = !same.has(index);
    const last = spans.at(-1);
    if (last && last.changed === changed) last.text += text;
    else spans.push({ text, changed });
  }
  return spans;
}
