import type { Block } from '../../../contracts/blocks.ts';
import type { Region } from './outline.ts';

export interface PageText {
  blocks: Block[];
  /** For each block, how many of its characters are links. */
  linked: readonly number[];
  /** Headings of level 1. */
  titles: readonly number[];
  /** Blocks that only lead to a place on the same page. */
  fragments: ReadonlySet<number>;
}

/** Where the page's running text stands. Positions are of blocks. */
export interface Core {
  /** From the region that holds the whole page down to the one that holds the text; the last is the core itself. */
  trail: Region[];
  /** First and last block of running text, the last excluded. */
  start: number;
  end: number;
  /** `title`, or else the heading the text stands under; `start` when there is none. */
  heading: number;
  /** The first heading of level 1, which opens the page's own matter; undefined when there is none above the text. */
  title: number | undefined;
  /** Weight of all running text. */
  prose: number;
}

/** Sums over the blocks, so that what stands between two of them is one subtraction. */
export type Sums = (start: number, end: number) => number;

/** A shorter page has no shape to go by. */
const leastProse = 800;
/** A region that holds this share of the running text is where it stands. */
const shareOfCore = 0.8;
/** Running text is at least this share of all words that are no links: a page of short pieces is not read this way. */
const leastShareOfWords = 0.5;

/** One word again and again, as pages write to measure a font or to hold a place. */
const saysNothing = /^(\p{L}+)(?: \1){4,}$/u;

/** Weighs running text: paragraphs, and cells and values, which menus are never made of. Headings and links are none. */
export function sumProse(text: PageText): Sums {
  return sumsOf(text.blocks, (block, at) => {
    if (block.furniture || block.kind === 'heading') return 0;
    if (block.kind === 'cell' || block.kind === 'pair' || block.kind === 'code') return block.text.length;
    const weight = plainWeight(text, at);
    return weight >= 60 && !isCopyright(block) && !saysNothing.test(block.text) ? weight : 0;
  });
}

function sumsOf(blocks: readonly Block[], measure: (block: Block, at: number) => number): Sums {
  const sums = new Float64Array(blocks.length + 1);
  blocks.forEach((block, at) => {
    sums[at + 1] = (sums[at] ?? 0) + measure(block, at);
  });
  return (start, end) => (sums[end] ?? 0) - (sums[start] ?? 0);
}

/** Weight of a block's words outside links. */
export function plainWeight({ blocks, linked }: PageText, at: number): number {
  const text = blocks[at]?.text ?? '';
  return text === '' ? 0 : (weightOf(text) * (text.length - (linked[at] ?? 0))) / text.length;
}

/** Whether a block is hardly more than a link. */
export const isLink = ({ blocks, linked }: PageText, at: number): boolean =>
  (linked[at] ?? 0) >= (blocks[at]?.text.length ?? 0) * 0.8;

const dense = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Characters, those of Chinese, Japanese and Korean counted double: they say more. */
const weightOf = (text: string): number =>
  dense.test(text.length > 40 ? text.slice(0, 40) : text) ? text.length * 2 : text.length;

/** Finds where a page of running text has it; undefined for a page that is made of short pieces or of links. */
export function findCore(text: PageText, root: Region, prose: Sums): Core | undefined {
  const { blocks } = text;
  const total = prose(0, blocks.length);
  if (total < leastProse) return undefined;
  const words = blocks.reduce((sum, block, at) => sum + (block.furniture ? 0 : plainWeight(text, at)), 0);
  if (total < words * leastShareOfWords) return undefined;
  const trail = [root];
  for (let region: Region | undefined = root; region; ) {
    region = region.children.find((child) => prose(child.start, child.end) >= total * shareOfCore);
    if (region) trail.push(region);
  }
  const core = trail.at(-1) ?? root;
  // The first hundredth may be a stray sentence of a menu or a banner; nothing is lost when it is not.
  let start = core.start;
  while (start < core.end && prose(core.start, start + 1) <= total * 0.01) start += 1;
  let end = endOfText(text, core, prose);
  while (end > start && prose(end - 1, end) === 0) end -= 1;
  end = endOfSection(text, core, end);
  const title = text.titles.find((at) => at <= start && !blocks[at]?.furniture && !isLink(text, at));
  return { trail, start, end, heading: title ?? headingAbove(text, start), title, prose: total };
}

/** Where the text ends at the latest: at the copyright line or the furniture after nine tenths of it. */
function endOfText({ blocks }: PageText, core: Region, prose: Sums): number {
  const most = prose(core.start, core.end) * 0.9;
  for (let at = core.start; at < core.end; at += 1) {
    const block = blocks[at];
    if (block && prose(core.start, at) >= most && (block.furniture || isCopyright(block))) return at;
  }
  return core.end;
}

/** The text's last lines may be short ("Write to privacy@…"): the largest part around its end that holds nothing else. */
function endOfSection(text: PageText, core: Region, end: number): number {
  for (let region: Region | undefined = core; region; ) {
    if (!holdsClosing(text, region, end)) return region.end;
    region = region.children.find((child) => child.start < end && end <= child.end);
  }
  return end;
}

/** Whether what stands in a region after its text opens the closing of the page: a form, furniture, a list of links. */
function holdsClosing(text: PageText, region: Region, end: number): boolean {
  let links = 0;
  for (let at = end; at < region.end; at += 1) {
    const block = text.blocks[at];
    if (!block || block.furniture || isCopyright(block)) return true;
    links = isLink(text, at) ? links + 1 : 0;
    if (links >= 3) return true;
  }
  return region.children.some((child) => child.start >= end && child.holds.fields + child.holds.buttons > 0);
}

const copyrightLine = /©|\(c\)\s*\d{4}|copyright\s+(?:©|\(c\)|\d{4})/i;

export const isCopyright = ({ text }: Block): boolean => text.length <= 200 && copyrightLine.test(text);

/** The highest heading above the text that is no link, the first of equals; without one the text itself. */
function headingAbove(text: PageText, start: number): number {
  let found = start;
  let depth = Number.POSITIVE_INFINITY;
  for (let at = start; at >= 0; at -= 1) {
    const block = text.blocks[at];
    if (block?.kind !== 'heading' || block.furniture || isLink(text, at)) continue;
    if (block.path.length <= depth) {
      found = at;
      depth = block.path.length;
    }
  }
  return found;
}
