import { oneLine } from '../../../kit/text.ts';
import type { Rank } from './headings.ts';

/** An entry without its number and tag: what it says, and how much it is wanted. */
export interface Entry {
  text: string;
  rank: Rank | null;
  /** Tagged as what will not be done. */
  isRefused: boolean;
}

/** "REQ-12", "FR 1.2:", "3.1. ", "3.1 The": which it is, not what. "Part 3", "MP3" and "2.5 GB" are part of what. */
const number =
  /^(?:\p{Lu}{1,8}[-_]\d+(?:[.-]\d+)*\s*[:.)–—-]?|\p{L}{1,8} ?\d+(?:\.\d+)*\s*[:.)–—]|\d+(?:\.\d+)*[.):]|\d+(?:\.\d+)+(?=\s\p{Lu}\p{Ll}))\s+/u;
const tag =
  /^[[(【]?(must|should|could|would|won['’]?t|p[0-4]|muss|soll|kann|optional)(?:[- ]have)?[\])】]?\s*[:–—-]\s+|^[[(【](must|should|could|would|won['’]?t|p[0-4])(?:[- ]have)?[\])】]\s*/i;
const tagBehind =
  /\s*[[(【](must|should|could|would|won['’]?t|p[0-4]|muss|soll|kann|optional)(?:[- ]have)?[\])】][.\s]*$/i;

const ranks: Readonly<Record<string, Rank>> = {
  must: 'must',
  should: 'should',
  could: 'could',
  would: 'could',
  muss: 'must',
  soll: 'should',
  kann: 'could',
  optional: 'could',
  p0: 'urgent',
  p1: 'must',
  p2: 'should',
  p3: 'could',
  p4: 'could',
};

export function tidyEntry(words: string): Entry {
  let text = oneLine(words).replace(/^[^\p{L}\p{N}"“„«[(【<]+/u, '');
  let said: string | undefined;
  for (const pattern of [tag, number, tag, tagBehind]) {
    const found = pattern.exec(text);
    if (!found || found[0].length >= text.length) continue;
    said ??= found[1] ?? found[2];
    const rest = found.index === 0 ? text.slice(found[0].length) : text.slice(0, found.index);
    if (pattern !== number || /\p{L}/u.test(rest)) text = rest.trim();
  }
  const name = said?.toLowerCase().replace('’', "'") ?? '';
  return { text, rank: ranks[name] ?? null, isRefused: /^won'?t$/.test(name) };
}
