import type { Block } from '../../../contracts/blocks.ts';
import type { DomElement } from './dom.ts';
import { isCopyright } from './find-core.ts';
import type { Region } from './outline.ts';
import type { Tally } from './tally.ts';

/** A run of blocks that may be the page's furniture, and why; judged when the whole page is known. */
export interface FurnitureSpan {
  start: number;
  end: number;
  reason: 'landmark' | 'menu' | 'consent' | 'dialog' | 'links';
  chars: number;
  /** Headings of level 1 inside. */
  h1: number;
  /** It stands in the element that says it is the page's main part. */
  inMain: boolean;
}

export type FurnitureRole = 'landmark' | 'menu' | 'footer' | 'consent' | 'dialog';

const landmarkRoles: ReadonlySet<string> = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'menu',
  'menubar',
  'search',
]);
const anyWord = /cookie|consent|gdpr|ccpa|nav|menu|crumb|foot|topbar|sidebar|skip|modal|popup/i;
const consentWords = /cookie|consent|gdpr|ccpa/i;
const menuWords =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|megamenu|breadcrumbs?|topbar|sidebar|skip)(?:$|[\s_-])|(?:nav|navbar|menu|breadcrumbs?)(?:$|[\s_-])/i;
const dialogWords = /(?:^|[\s_-])(?:modals?|popup)(?:$|[\s_-])/i;
const footerWords = /(?:^|\s)(?:(?:site|page|global|main|app|the|layout)[_-]?)?footer(?:$|\s)/i;

/** What an element says it is, by its name, role and general words in its class and id; undefined = content. */
export function furnitureRole(element: DomElement, inMain: boolean): FurnitureRole | undefined {
  const { name, attribs } = element;
  const role = attribs.role?.trim().toLowerCase();
  if (name === 'nav') return 'landmark';
  if ((name === 'header' || name === 'footer') && !inMain) return 'landmark';
  if (name === 'aside' && !inMain) return 'landmark';
  if (role !== undefined && landmarkRoles.has(role) && (!inMain || role !== 'complementary'))
    return 'landmark';
  if (role === 'dialog' || role === 'alertdialog' || name === 'dialog' || attribs['aria-modal'] === 'true') {
    return consentWords.test(`${attribs.id} ${attribs.class} ${attribs['aria-label']}`)
      ? 'consent'
      : 'dialog';
  }
  if (attribs.class === undefined && attribs.id === undefined) return undefined;
  const words = `${attribs.id ?? ''} ${attribs.class ?? ''}`;
  if (!anyWord.test(words)) return undefined;
  if (consentWords.test(words)) return 'consent';
  if (dialogWords.test(words)) return 'dialog';
  if (!inMain && footerWords.test(words)) return 'footer';
  return menuWords.test(words) ? 'menu' : undefined;
}

const money = /[$€£¥₹]|\b(?:USD|EUR|GBP|JPY)\b/;

/** Judges an element at its end by what it was found to hold. `gained` = counts inside the element. */
export function spanOf(
  role: FurnitureRole | undefined,
  gained: Tally,
  start: number,
  blocks: readonly Block[],
  inMain: boolean,
): FurnitureSpan | undefined {
  if (gained.chars === 0 || start === blocks.length) return undefined;
  const span = (reason: FurnitureSpan['reason']): FurnitureSpan => ({
    start,
    end: blocks.length,
    reason,
    chars: gained.chars,
    h1: gained.h1,
    inMain,
  });
  // What holds the page's main part is the page itself, whatever it calls itself.
  if (gained.mains > 0) return undefined;
  if (role === 'consent' && !inMain && gained.buttons + gained.links > 0) return span('consent');
  if (role === 'dialog' && !inMain) {
    return span(gained.chars < 3_000 && mentions(blocks, start, /cookie/i) ? 'consent' : 'dialog');
  }
  if (gained.h1 > 0) return undefined;
  if (role === 'landmark' || role === 'footer') return span('landmark');
  if (role === 'menu' && gained.links >= 2 && gained.linkChars > gained.chars * 0.4) return span('menu');
  if (!inMain && gained.consentChars === 0) {
    const isShort = gained.chars > 60 && gained.chars < 3_000;
    if (gained.buttons >= 2 && isShort && mentions(blocks, start, /cookie/i)) return span('consent');
  }
  if (
    gained.links >= 3 &&
    gained.linkChars > gained.chars * 0.75 &&
    gained.linkChars / gained.links <= 30 &&
    !mentions(blocks, start, money)
  ) {
    return span('links');
  }
  return undefined;
}

const mentions = (blocks: readonly Block[], start: number, pattern: RegExp): boolean =>
  blocks.slice(start).some((block) => pattern.test(block.text));

/** Longer lists of links are not compared: nested ones would make the page slow. */
const longestCopied = 5_000;

/** A span with more than this share of the page's text is the page. */
const shareOfWrapper: Record<FurnitureSpan['reason'], number> = {
  landmark: 0.8,
  menu: 0.8,
  consent: 0.6,
  dialog: 0.5,
  links: 1,
};

/**
 * Marks the furniture among the blocks, now that the whole page is known. Lists of short links are furniture when
 * they stand before the first content, when the same list stands on the page twice, or in the closing part of
 * the page that carries its copyright line.
 */
export function markFurniture(blocks: Block[], spans: readonly FurnitureSpan[], root: Region): void {
  const total = root.holds;
  for (const { start, end, reason, chars, h1 } of spans) {
    // A mislabelled wrapper around nearly everything, or around the page's only heading, is not furniture.
    const isWrapper = chars > total.chars * shareOfWrapper[reason] || (h1 > 0 && h1 >= total.h1);
    if (reason !== 'links' && !isWrapper) mark(blocks, start, end);
  }
  const lists = spans.filter((span) => span.reason === 'links');
  const first = firstContent(blocks);
  const copies = new Map<string, number>();
  const keyOf = (span: FurnitureSpan) =>
    blocks
      .slice(span.start, span.end)
      .map((block) => block.text)
      .join('\n');
  const keys = lists.map((list) => (list.chars <= longestCopied ? keyOf(list) : undefined));
  for (const key of keys) if (key !== undefined) copies.set(key, (copies.get(key) ?? 0) + 1);
  lists.forEach((list, at) => {
    const isCopied = (copies.get(keys[at] ?? '') ?? 0) > 1;
    if (list.end <= first || isCopied) mark(blocks, list.start, list.end);
  });
  // A list in the page's main part, or before its first words, does not close the page.
  const isClosing = (list: FurnitureSpan) => !list.inMain && list.start > first;
  markClosing(blocks, lists.filter(isClosing), root);
}

/** Index of the first heading of level 1 or long run of text outside the furniture; 0 when there is none. */
function firstContent(blocks: readonly Block[]): number {
  const found = blocks.findIndex(
    (block) =>
      !block.furniture && ((block.kind === 'heading' && block.path.length === 0) || isLongText(block)),
  );
  return Math.max(found, 0);
}

/** The page's end, from its first list of links on, when it holds only short blocks and a copyright line. */
function markClosing(blocks: Block[], lists: readonly FurnitureSpan[], root: Region): void {
  const listed = new Set<number>();
  for (const list of lists) for (let i = list.start; i < list.end; i += 1) listed.add(i);
  let opening = -1;
  let earliest = 0;
  let copyright = false;
  for (let at = blocks.length - 1; at >= earliest; at -= 1) {
    const block = blocks[at];
    if (!block) break;
    if (!(block.furniture || listed.has(at) || isCopyright(block) || block.text.length <= 60)) break;
    if (isCopyright(block)) {
      copyright = true;
      earliest = afterContent(blocks, root, at);
    }
    if (listed.has(at) || isCopyright(block)) opening = at;
  }
  if (copyright && opening >= 0) mark(blocks, Math.max(opening, earliest), blocks.length);
}

/** Where the parts end that stand before the part of block `at` and hold the page's matter: a list in them is not closing. */
function afterContent(blocks: readonly Block[], root: Region, at: number): number {
  const holdsMatter = ({ start, end, holds }: Region) =>
    holds.h1 > 0 || blocks.slice(start, end).some((block) => !block.furniture && isLongText(block));
  let after = 0;
  for (let region: Region | undefined = root; region; ) {
    const own: Region | undefined = region.children.find((child) => child.start <= at && at < child.end);
    for (const child of region.children) {
      if (child.end <= at && holdsMatter(child)) after = Math.max(after, child.end);
    }
    region = own;
  }
  return after;
}

const isLongText = (block: Block): boolean => block.text.length >= 80 && !block.href;

function mark(blocks: Block[], start: number, end: number): void {
  for (let i = start; i < end; i += 1) {
    const block = blocks[i];
    if (block) block.furniture = true;
  }
}
