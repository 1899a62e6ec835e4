import type { Block } from '../../../contracts/blocks.ts';
import {
  type Core,
  findCore,
  isCopyright,
  isLink,
  type PageText,
  plainWeight,
  type Sums,
  sumProse,
} from './find-core.ts';
import type { Region } from './outline.ts';

/** What is judged as one: a region, or a single block between regions. */
interface Unit {
  start: number;
  end: number;
  chars: number;
  linkChars: number;
  /** Of these, what leads away from the page. */
  outwardChars: number;
  links: number;
  /** Buttons and fields. */
  controls: number;
  region: Region | undefined;
  /** It stands in what says it is the page's main part. */
  inMain: boolean;
}

interface Page extends PageText {
  core: Core;
  prose: Sums;
  /** The page's own address, without fragment. */
  url: string;
}

/**
 * Marks what stands around the running text of a page and is not part of it, by position, links and buttons alone:
 * works where no element says what it is. Only for pages that are mostly running text; others are left as they are.
 */
export function markFringe(text: PageText, root: Region, url: string): void {
  const prose = sumProse(text);
  const core = findCore(text, root, prose);
  if (!core) return;
  const page: Page = { ...text, core, prose, url };
  const units = unitsAround(page, root);
  const lead = units.filter((unit) => unit.end <= core.start);
  const tail = units.filter((unit) => unit.start >= core.end);
  markLead(page, lead);
  markTail(page, tail);
  markSides(page, units);
}

/** The largest parts that lie wholly before or wholly after the text. */
function unitsAround(page: Page, region: Region, inMain = region.landmark !== undefined): Unit[] {
  const { start, end } = page.core;
  return partsOf(page, region, inMain).flatMap((part) => {
    if (part.end <= start || part.start >= end) return [part];
    const reachesOut = part.start < start || part.end > end;
    return part.region && reachesOut
      ? unitsAround(page, part.region, inMain || part.region.landmark !== undefined)
      : [];
  });
}

/** A region's children, and the blocks between them one by one. */
function partsOf(page: Page, region: Region, inMain: boolean): Unit[] {
  const parts: Unit[] = [];
  let at = region.start;
  const addSingles = (until: number) => {
    for (; at < until; at += 1) parts.push(unitOf(page, inMain, at, at + 1));
  };
  for (const child of region.children) {
    addSingles(child.start);
    parts.push(unitOf(page, inMain, child.start, child.end, child));
    at = child.end;
  }
  addSingles(region.end);
  return parts;
}

function unitOf(page: Page, inMain: boolean, start: number, end: number, region?: Region): Unit {
  const unit: Unit = {
    start,
    end,
    chars: 0,
    linkChars: 0,
    outwardChars: 0,
    links: 0,
    controls: 0,
    region,
    inMain,
  };
  for (let at = start; at < end; at += 1) {
    const linked = page.linked[at] ?? 0;
    unit.chars += page.blocks[at]?.text.length ?? 0;
    unit.linkChars += linked;
    if (!page.fragments.has(at)) unit.outwardChars += linked;
    if (isLink(page, at)) unit.links += 1;
  }
  if (region) {
    unit.links = region.holds.links;
    unit.controls = region.holds.buttons + region.holds.fields;
  }
  return unit;
}

/** Up to the page's heading: menus, banners, bars. */
function markLead(page: Page, units: readonly Unit[]): void {
  const { heading, title = 0 } = page.core;
  let hasBegun = false;
  const judge = (unit: Unit) => {
    if (unit.start > heading || isMarked(page, unit)) return;
    const isAboveTitle = unit.end <= title && !hasBegun;
    if (unit.end <= heading && (isAboveTitle ? isBar(page, unit) : isLinkList(unit))) mark(page, unit);
    else if (unit.region) for (const part of partsOf(page, unit.region, unit.inMain)) judge(part);
    else hasBegun ||= saysMuch(page, unit.start);
  };
  for (const unit of units) judge(unit);
}

/** What is short and leads somewhere, as the bars above a page's title do. */
function isBar(page: Page, unit: Unit): boolean {
  if (unit.linkChars >= unit.chars * 0.5) return true;
  return unit.links + unit.controls > 0 && isSlight(page, unit) && !tellsFacts(page, unit);
}

/** A heading or a sentence of the page's own: what follows it is no longer a bar above the page. */
function saysMuch(page: Page, at: number): boolean {
  const block = page.blocks[at];
  return (
    block !== undefined && !block.furniture && (block.kind === 'heading' || plainWeight(page, at) >= 100)
  );
}

/** After the text: from what opens the page's closing on, everything; before it, boxes that ask the reader to do something. */
function markTail(page: Page, units: readonly Unit[]): void {
  const closing = units.find((unit) => opensClosing(page, unit));
  if (!closing) return;
  const isInside = closing.region && !isAllClosing(page, closing);
  for (const unit of units) {
    if (unit.start < closing.start) {
      if (asksReader(page, unit)) mark(page, unit);
    } else if (unit === closing && isInside && closing.region) {
      markTail(page, partsOf(page, closing.region, closing.inMain));
    } else if (isSlight(page, unit)) {
      mark(page, unit);
    }
  }
}

function opensClosing(page: Page, unit: Unit): boolean {
  if (unit.chars === 0) return false;
  const blocks = page.blocks.slice(unit.start, unit.end);
  if (blocks.some((block) => block.furniture)) return true;
  if (blocks.some(isCopyright)) return true;
  return isLinkList(unit) && linksToItself(page, unit);
}

/** Whether the part is closing as a whole: no plain text of its own before its first list of links. */
function isAllClosing(page: Page, unit: Unit): boolean {
  return isSlight(page, unit) && (unit.links >= 3 || unit.outwardChars >= unit.chars * 0.3);
}

/** A box that asks for an address or a click: "Get started", "Subscribe". Never in the main part, never with facts. */
function asksReader(page: Page, unit: Unit): boolean {
  const { prose, trail } = page.core;
  if (unit.inMain || prose < 4_000 || unit.chars > prose * 0.05) return false;
  const isApart = unit.start >= (trail.at(-1)?.end ?? 0);
  return (
    unit.controls + (isApart ? unit.links : 0) > 0 &&
    isSlight(page, unit) &&
    !tellsFacts(page, unit) &&
    !namesPrices(page, unit)
  );
}

/** Lists of links beside or below the text that lead around the site: to this very page, or where its menus lead. */
function markSides(page: Page, units: readonly Unit[]): void {
  const known = new Set<string>();
  for (const block of page.blocks) if (block.furniture && block.href !== undefined) known.add(block.href);
  const judge = (unit: Unit) => {
    if (isMarked(page, unit) || unit.links < 3) return;
    const holdsHeading = unit.start <= page.core.heading && page.core.heading < unit.end;
    if (holdsHeading || !isLinkList(unit)) {
      if (unit.region) for (const part of partsOf(page, unit.region, unit.inMain)) judge(part);
      return;
    }
    const addresses = hrefsOf(page, unit);
    const repeated = addresses.filter((address) => known.has(address)).length;
    if (linksToItself(page, unit) || (addresses.length > 0 && repeated >= addresses.length * 0.5))
      mark(page, unit);
  };
  for (const unit of units) judge(unit);
}

const isLinkList = (unit: Unit): boolean => unit.links >= 3 && unit.outwardChars >= unit.chars * 0.6;

const hrefsOf = (page: Page, unit: Unit): string[] =>
  page.blocks.slice(unit.start, unit.end).flatMap(({ href }) => (href === undefined ? [] : [href]));

const linksToItself = (page: Page, unit: Unit): boolean =>
  hrefsOf(page, unit).some((href) => withoutFragment(href) === page.url);

/** An address without fragment and closing slash. */
export const withoutFragment = (url: string): string => (url.split('#', 1)[0] ?? url).replace(/\/$/, '');

const money = /[$€£¥₹]\s?\d|\d\s?[$€£¥₹]|\b(?:USD|EUR|GBP|JPY)\b/;

const namesPrices = (page: Page, unit: Unit): boolean =>
  someBlock(page, unit, ({ text }) => money.test(text));

/** A line that dates the page is short; a year in a longer one is told in passing. */
const isDateLine = (text: string): boolean => text.length <= 60 && /\b(?:19|20)\d{2}\b/.test(text);

/** An address to write to or a number to call. */
const contact = /@|\+?\d(?:[ ()./-]{0,2}\d){7}/;

/** Whether a part says something that can be news by itself: a date, a way to write to somebody. */
const tellsFacts = (page: Page, unit: Unit): boolean =>
  someBlock(page, unit, ({ text }) => contact.test(text) || isDateLine(text));

const longestOfFringe = 300;

/** No running text to speak of. */
function isSlight(page: Page, unit: Unit): boolean {
  if (page.prose(unit.start, unit.end) > page.core.prose * 0.1) return false;
  return !someBlock(
    page,
    unit,
    ({ furniture, kind }, at) =>
      !furniture && (kind === 'cell' || kind === 'pair' || plainWeight(page, at) > longestOfFringe),
  );
}

const isMarked = (page: Page, unit: Unit): boolean => !someBlock(page, unit, ({ furniture }) => !furniture);

function someBlock(page: Page, { start, end }: Unit, test: (block: Block, at: number) => boolean): boolean {
  for (let at = start; at < end; at += 1) {
    const block = page.blocks[at];
    if (block && test(block, at)) return true;
  }
  return false;
}

function mark(page: Page, unit: Unit): void {
  for (let at = unit.start; at < unit.end; at += 1) {
    const block = page.blocks[at];
    if (block) block.furniture = true;
  }
}
