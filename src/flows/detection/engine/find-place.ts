import type { Block } from '../../../contracts/blocks.ts';
import { leadIn } from './lead-in.ts';
import { allStems, contentStems } from './read-request.ts';
import { stem } from './stem.ts';

/** Where something stands, as the words a person would point at it with, nearest first. */
export interface Place {
  /** Its own text and label. */
  own: ReadonlySet<string>;
  /** What names it: each part of a label, or the line above it in its card. */
  owners: readonly ReadonlySet<string>[];
  /** All headings above. */
  headings: ReadonlySet<string>;
}

export function placeOf(block: Pick<Block, 'path' | 'label'>, text: string, lines: readonly string[]): Place {
  const label = block.label?.startsWith('$') ? keysOf(block.label) : (block.label ?? '');
  const owners = [...label.split(/\s*›\s*/), ...lines].map((part) => new Set(contentStems(part)));
  return {
    own: allStems(`${text} ${label}`),
    owners: owners.filter((owner) => owner.size > 0),
    headings: allStems(block.path.join(' ')),
  };
}

/** `$.rates.usdToEur` as words: "rates usd To Eur". */
const keysOf = (address: string) =>
  address.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ');

/** How many of the names a place says, and how many words more the owner has that says most of them. */
export interface Coverage {
  said: number;
  surplus: number;
}

export function coverageOf(place: Place, names: readonly string[]): Coverage {
  const said = names.filter((name) => says(place, name)).length;
  const surpluses = place.owners
    .map((owner) => ({ hit: names.filter((name) => isSaid(owner, name)).length, size: owner.size }))
    .filter(({ hit }) => hit > 0)
    .map(({ hit, size }) => size - hit);
  return { said, surplus: surpluses.length > 0 ? Math.min(...surpluses) : 0 };
}

export const says = (place: Place, name: string): boolean =>
  [place.own, place.headings, ...place.owners].some((words) => isSaid(words, name));

/** A word says a name by itself, in parts ("two rooms" says "two-room") or as the last part of a compound: "Tischkreissäge" says "Säge". */
export const isSaid = (words: Iterable<string> & { has(word: string): boolean }, name: string): boolean =>
  words.has(name) ||
  (name.includes('-') && name.split('-').every((part) => words.has(stem(part)))) ||
  (/[^ -~]|^.{4,}/.test(name) && name.length >= 3 && [...words].some((word) => isCompound(word, name)));

const isCompound = (word: string, name: string) =>
  word.length >= name.length + 3 &&
  word.endsWith(name) &&
  /^\p{L}+$/u.test(word) &&
  /^\p{L}+$/u.test(name) &&
  !/\p{sc=Han}/u.test(name);

const longestValue = 80;

/** A value with a name, rather than a sentence: a cell, a line of a card, an entry of a list. */
export const isValueLike = (block: Pick<Block, 'kind' | 'label'>, text: string): boolean =>
  block.kind !== 'heading' && text.length <= longestValue;

/**
 * The place on the page that says most of the names, among values: what the request means. Another value that says
 * fewer of them is about something else ("20-year fixed" when "10-year fixed" stands there too), and so is one whose
 * name has words more ("Pro mini" when there is a plain "Pro").
 */
export function bestCoverage(
  readings: readonly (readonly Block[])[],
  names: readonly string[],
  counts: (text: string) => boolean,
): Coverage {
  let best: Coverage = { said: 0, surplus: 0 };
  for (const blocks of readings) {
    for (const [index, block] of blocks.entries()) {
      if (block.furniture || !isValueLike(block, block.text) || !counts(block.text)) continue;
      const coverage = coverageOf(placeOf(block, block.text, leadIn(blocks, index)), names);
      if (isBetter(coverage, best)) best = coverage;
    }
  }
  return best;
}

export const isBetter = (one: Coverage, other: Coverage): boolean =>
  one.said > other.said || (one.said === other.said && one.surplus < other.surplus);

/** Headings over what a page shows of other things: what others bought, related stories, advertisements. */
export const isAside = (path: readonly string[]): boolean =>
  path.slice(-2).some((heading) => asideHeading.test(heading));

const asideHeading =
  /\b(?:(?:people|customers|others|visitors|you) (?:also|may|might|who)|also (?:bought|viewed|liked|like)|frequently bought|related|similar (?:products|items|articles|stories|jobs)|recommended|more (?:from|like this|to read|stories)|recently viewed|read next|up next|trending|sponsored|advertisement)\b|(?<!\p{L})(?:ähnliche (?:produkte|artikel)|das könnte (?:ihnen|dir)|kund(?:en|innen)\b.{0,20}kauften|auch gekauft|zuletzt angesehen|vous aimerez|produits similaires|à lire aussi|productos relacionados|también te puede|te puede interesar)|関連(?:商品|記事|する)|こちらも|おすすめ商品|相关(?:推荐|商品|阅读)|猜你喜欢|为您推荐|منتجات (?:مشابهة|ذات صلة)|قد يعجبك/iu;
