import type { Extraction } from '../../../contracts/blocks.ts';
import { foldWallText } from './fold-wall-text.ts';

export interface Line {
  /** Folded as the wall phrases are. */
  text: string;
  weight: number;
  isHeading: boolean;
  isLink: boolean;
  /** One of a list or table: what a page enumerates is its own. */
  isRow: boolean;
}

export interface PageLines {
  /** The title, cut where it separates the page's name from the site's. */
  titles: string[];
  /** The content outside the furniture, sentence by sentence. */
  lines: Line[];
  /** The first two headings and the first two lines: where a wall says that it is one. */
  head: Line[];
}

/** Lines read of a page: a wall has few, and a page with more says enough for itself. */
const mostLines = 150;
/** A longer sentence is the page's own, whatever words are in it; it also keeps the phrases quick. */
export const longestWallLine = 320;
const sentenceEnd = /(?<=[.!?…])\s+|(?<=[。！？])/;
const titleSeparator = /\s+[|–—·•»›:-]+\s+|[|｜]/;

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How much a text says, in characters of a Latin script: a character of Chinese, Japanese or Korean says about 2.5. */
export const weigh = (text: string): number => text.length + 1.5 * (text.match(dense)?.length ?? 0);

export function readLines({ title, blocks }: Extraction): PageLines {
  const lines: Line[] = [];
  for (const block of blocks) {
    if (block.furniture) continue;
    if (lines.length >= mostLines) break;
    const said = block.label && block.kind === 'pair' ? `${block.label} ${block.text}` : block.text;
    for (const sentence of said.split(sentenceEnd)) {
      const text = foldWallText(sentence);
      if (text === '') continue;
      lines.push({
        text,
        weight: weigh(text),
        isHeading: block.kind === 'heading',
        isLink: block.href !== undefined,
        isRow: block.kind === 'item' || block.kind === 'cell' || block.kind === 'pair',
      });
    }
  }
  const headings = lines.filter(({ isHeading }) => isHeading).slice(0, 2);
  const opening = lines.filter(({ isHeading, isLink }) => !isHeading && !isLink).slice(0, 2);
  return {
    titles: foldWallText(title)
      .split(titleSeparator)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    lines,
    head: [...headings, ...opening],
  };
}
