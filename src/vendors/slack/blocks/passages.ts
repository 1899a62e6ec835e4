import type { SectionBlock } from '@slack/types';
import { linkTo } from './link.ts';
import { inline, limits, section } from './text.ts';

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

/** Links lead into Slack and the connected workspaces; the address of a watched page is shown in words only. */
function placeOf({ kind, where, url, permalink }: CitedPassage): string {
  if (permalink) return linkTo(permalink, where, 120);
  return url && kind !== 'page_line' && kind !== 'alert' ? linkTo(url, where, 120) : inline(where, 120);
}

/** Lines in as few sections as take them; `between` stands between two in one section. */
export function inSections(lines: readonly string[], between = '\n'): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + between.length + line.length <= limits.section)
      texts[texts.length - 1] = `${last}${between}${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}
