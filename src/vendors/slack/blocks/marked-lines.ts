import type { RichTextSection, RichTextText } from '@slack/types';
import { cleanText } from '../../../kit/text.ts';

/** A line with what differs in it marked; the contract's MarkedLine fits. */
export interface MarkedLineShape {
  parts: readonly { text: string; changed: boolean }[];
  /** Characters of changed text that were left out. */
  cut: number;
}

const gone: RichTextText['style'] = { strike: true };
const come: RichTextText['style'] = { bold: true };

/** `before` strikes what went, `after` prints what came in bold, `whole` marks nothing. */
type Side = 'before' | 'after' | 'whole';

/**
 * One line of evidence: "before │ Input: $1.25 / 1M tokens", the differing words marked. Rich text takes foreign words as
 * they are: nothing in them can become a mention, a link or markup.
 */
export function evidenceLine(name: string, side: Side, line: MarkedLineShape): RichTextSection {
  const parts = line.parts.map(({ text, changed }): RichTextText => {
    const style = changed && side !== 'whole' ? (side === 'before' ? gone : come) : undefined;
    return { type: 'text', text: cleanText(text).replace(/\s+/g, ' '), ...(style ? { style } : {}) };
  });
  const shown = parts.filter(({ text }) => text !== '');
  const more = line.cut > 0 ? ` (${line.cut.toLocaleString('en')} characters more)` : '';
  return {
    type: 'rich_text_section',
    elements: [
      { type: 'text', text: `${name.padEnd(6)} │ `, style: { code: true } },
      ...(shown.length > 0 ? shown : [{ type: 'text' as const, text: ' ' }]),
      ...(more ? [{ type: 'text' as const, text: more, style: { italic: true } }] : []),
    ],
  };
}

/** A line that came or went as a whole, or only changed its place: nothing in it is marked. */
export interface EvidenceShape {
  op: 'added' | 'removed' | 'changed' | 'moved';
  before?: MarkedLineShape | undefined;
  after?: MarkedLineShape | undefined;
}

/** Before and after of one difference, or the one line that came, went or moved. */
export function evidenceLines({ op, before, after }: EvidenceShape): RichTextSection[] {
  if (op === 'changed' && before && after)
    return [evidenceLine('before', 'before', before), evidenceLine('after', 'after', after)];
  const line = after ?? before;
  return line ? [evidenceLine(op, 'whole', line)] : [];
}
