import type { ContextBlock, SectionBlock } from '@slack/types';
import { linkTo } from './link.ts';
import { context, inline, limits, section } from './text.ts';

/** What an answer stands on; the contract's Passage fits, with the address of its Slack thread beside it. */
export interface CitedPassage {
  n: number;
  kind: 'turn' | 'alert' | 'page_line' | 'issue' | 'page';
  quote: string;
  where: string;
  url: string | null;
  /** Address of the thread it stands in; null when there is none or Slack would not say. */
  permalink: string | null;
}

export interface CitedLine {
  text: string;
  passages: readonly number[];
}

const longestQuote = 220;
/** More are left out of the list, and say so. */
const mostPassages = 12;

/** "[1][3]", as it stands after a sentence. */
export const citationMarks = (passages: readonly number[]): string =>
  [...new Set(passages)].map((n) => `[${n}]`).join('');

/** A sentence with its citations. */
export const citedLine = ({ text, passages }: CitedLine, max = 700): string =>
  `${inline(text, max)} ${citationMarks(passages)}`.trim();

/** What is cited, one line each: number, words, and where they stand. */
export function passageBlocks(passages: readonly CitedPassage[]): SectionBlock[] {
  const shown = passages.slice(0, mostPassages);
  const left = passages.length - shown.length;
  const lines = [...shown.map(passageLine), ...(left > 0 ? [`… and ${left} more`] : [])];
  return inSections(lines);
}

/** `[1] “We start on Monday” — Weekly, 12 Nov, Mira at 04:31`. */
export function passageLine(passage: CitedPassage): string {
  return `[${passage.n}] “${inline(passage.quote, longestQuote)}” — ${placeOf(passage)}`;
}

/**
 * The same in small print, for a report whose lines say most of it already: words only where no line has them.
 */
export function smallPassages(
  passages: readonly CitedPassage[],
  lines: readonly CitedLine[],
): ContextBlock[] {
  const said = lines.map(({ text }) => comparable(text)).join('\n');
  const entries = passages.map((passage) => {
    const isSaid = said.includes(comparable(passage.quote));
    return `[${passage.n}] ${isSaid ? '' : `“${inline(passage.quote, 120)}” `}${placeOf(passage)}`;
  });
  return inTexts(entries, ' · ').map((text) => context(text));
}

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Links lead into Slack and the connected workspaces; the address of a watched page is shown in words only. */
function placeOf({ kind, where, url, permalink }: CitedPassage): string {
  if (permalink) return linkTo(permalink, where, 120);
  return url && kind !== 'page_line' && kind !== 'alert' ? linkTo(url, where, 120) : inline(where, 120);
}

/** Lines in as few sections as take them; `between` stands between two in one section. */
export const inSections = (lines: readonly string[], between = '\n'): SectionBlock[] =>
  inTexts(lines, between).map(section);

function inTexts(lines: readonly string[], between: string): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + between.length + line.length <= limits.section)
      texts[texts.length - 1] = `${last}${between}${line}`;
    else texts.push(line);
  }
  return texts;
}
