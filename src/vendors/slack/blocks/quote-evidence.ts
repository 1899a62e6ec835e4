import { fitParts, markBetween } from '../../../kit/marked-text.ts';
import type { EvidenceShape } from './marked-lines.ts';

/** One quoted difference; the contract's quotes fit. */
export interface QuoteShape {
  before?: string | undefined;
  after?: string | undefined;
  path: readonly string[];
  label?: string | undefined;
}

/** What a quoted line takes of a message, in UTF-16 units. */
const quoteMax = 400;

/** A quote with what differs in it marked; a long line keeps the change in sight. */
export function evidenceOf({ before, after }: QuoteShape): EvidenceShape {
  const whole = (text: string) => fitParts([{ text, changed: true }], quoteMax);
  if (before === undefined) return { op: 'added', after: whole(after ?? '') };
  if (after === undefined) return { op: 'removed', before: whole(before) };
  const marks = markBetween(before, after);
  return {
    op: 'changed',
    before: fitParts(marks.before, quoteMax),
    after: fitParts(marks.after, quoteMax),
  };
}

/** Headings above a quote and its own label, outermost first. */
export const placeOf = (quote: QuoteShape | undefined): string[] => [
  ...(quote?.path ?? []),
  ...(quote?.label ? [quote.label] : []),
];
