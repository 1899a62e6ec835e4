import type { DoubtKind, PageFace } from '../../../store/page-history.ts';
import { foldWallText } from './fold-wall-text.ts';
import { sharedOf } from './page-sketch.ts';

/** A page with more text of its own than this is no stub. */
const stubChars = 1_200;
/** Pages below this have too little text to say that most of it is gone. */
const leastChars = 600;
/** A reading with less of the text than this has lost the page. */
const lostShare = 0.15;
/** With less of its text than this a page that ends in the middle is not whole. */
const wholeShare = 0.98;
/** Sharing less than this, in either direction, the two have hardly a sentence in common. */
const strangerShare = 0.12;
/** The text of a stub is this many times smaller than the page's. */
const gainOfPage = 6;
/** Rows of a list whose loss is worth a second look, and what is left of them then. */
const leastRows = 10;
const rowsLeft = 0.3;
/** Of the words of the smaller page, when both speak of one thing in one language. */
const sameTopicShare = 0.5;

/** What a reading looks like beside an earlier one that was good; null when nothing is strange about it. */
export function compareFaces(before: PageFace, after: PageFace, requestedUrl: string): DoubtKind | null {
  if (before.kind !== after.kind) return null;
  if (after.kind !== 'html') return isEmptied(before, after) ? 'emptied' : null;
  const { ofOne: kept, ofOther: known } = sharedOf(before.runs, after.runs);
  if (isRecovery(before, after, kept, requestedUrl)) return 'recovered';
  if (isOtherLanguage(before, after, kept)) return 'other_language';
  if (isEmptied(before, after)) return 'emptied';
  if (brokeOff(before, after)) return 'lost';
  if (
    before.textChars >= leastChars &&
    after.textChars < before.textChars * lostShare &&
    (after.contentChars < stubChars || kept < strangerShare)
  )
    return 'lost';
  const isReplaced = kept < strangerShare && known < strangerShare;
  if (!isReplaced || Math.min(before.contentChars, after.contentChars) < leastChars) return null;
  if (isSameDocument(before, after)) return 'rewritten';
  const [then, now] = [namesAddress(before, requestedUrl), namesAddress(after, requestedUrl)];
  if (now && !then) return 'recovered';
  return now && then ? 'rewritten' : 'other_page';
}

/** A page that always closed its body and now ends within it, shorter than before: the transfer broke off. */
const brokeOff = (before: PageFace, after: PageFace): boolean =>
  after.isCutOff === true && !before.isCutOff && after.textChars < before.textChars * wholeShare;

/** Whether two readings show the same thing, flicker aside. */
export function looksAlike(one: PageFace, other: PageFace): boolean {
  if (one.kind !== other.kind || one.title !== other.title) return false;
  if (one.runs.size === 0 || other.runs.size === 0) return one.runs.size === other.runs.size;
  const { ofOne, ofOther } = sharedOf(one.runs, other.runs);
  return Math.min(ofOne, ofOther) >= 0.5;
}

/** From something short that hardly can have been the page to something whole. */
function isRecovery(before: PageFace, after: PageFace, kept: number, url: string): boolean {
  if (before.contentChars >= stubChars || after.contentChars < gainOfPage * before.contentChars) return false;
  if (after.contentChars < leastChars || kept >= 0.3) return false;
  if (before.doubtful) return true;
  const isNamedNow = namesAddress(after, url) && !namesAddress(before, url);
  return (
    isNamedNow || (isSiteName(before.title, after.title) && !sharesWords(before.headings, after.headings))
  );
}

/** A title all of whose words stand in the other page's, beside more: the name of the site, not of the page. */
function isSiteName(title: string, other: string): boolean {
  const [these, those] = [wordsOf([title]), wordsOf([other])];
  return these.size < those.size && [...these].every((word) => those.has(word));
}

const isOtherLanguage = (before: PageFace, after: PageFace, kept: number): boolean =>
  before.language !== undefined &&
  after.language !== undefined &&
  before.language !== after.language &&
  kept < strangerShare &&
  Math.min(before.contentChars, after.contentChars) >= leastChars / 4;

/** A list that lost its rows on a page that is otherwise as it was; a feed or an answer of an API with next to nothing. */
function isEmptied(before: PageFace, after: PageFace): boolean {
  if (after.kind !== 'html') return before.rows >= 3 && after.rows <= before.rows * 0.2;
  return (
    before.rows >= leastRows &&
    after.rows <= before.rows * rowsLeft &&
    before.rowChars >= before.contentChars * 0.4 &&
    after.contentChars <= before.contentChars * 0.6 &&
    after.contentChars > 0 &&
    before.title === after.title &&
    before.headings[0] === after.headings[0]
  );
}

function isSameDocument(before: PageFace, after: PageFace): boolean {
  if (before.title === after.title) return true;
  const shared = commonWords([before.title], [after.title]);
  // What both titles end in is the site's name, and says nothing.
  const ends = new Set([...siteEnding(before.title), ...siteEnding(after.title)]);
  if (shared.some((word) => !ends.has(word))) return true;
  if (sharesWords(before.headings.slice(0, 1), after.headings.slice(0, 1))) return true;
  const { ofOne, ofOther } = sharedOf(before.words, after.words);
  return Math.max(ofOne, ofOther) >= sameTopicShare;
}

const siteEnding = (title: string): Set<string> => {
  const parts = title.split(/\s+[|–—·•»›:-]+\s+|[|｜]/);
  return parts.length < 2 ? new Set() : wordsOf([parts.at(-1) ?? '']);
};

/** Whether the title or a heading says a word of the address, "/en/privacy-policy": then this page is the one asked for. */
function namesAddress({ title, headings }: PageFace, url: string): boolean {
  const path = URL.parse(url)?.pathname ?? '';
  const asked = wordsOf([safeDecode(path).replace(/\.\w{2,5}$/, '')]);
  const said = [...wordsOf([title, ...headings])];
  return [...asked].some((word) => word.length >= 4 && said.some((one) => one.startsWith(word.slice(0, 8))));
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const wordsOf = (texts: readonly string[]): Set<string> =>
  new Set(
    texts
      .flatMap(
        (text) =>
          foldWallText(text)
            .toLowerCase()
            .match(/[\p{L}\p{N}]+/gu) ?? [],
      )
      .filter((word) => word.length >= 3),
  );
const commonWords = (these: readonly string[], those: readonly string[]): string[] => {
  const known = wordsOf(those);
  return [...wordsOf(these)].filter((word) => known.has(word));
};
const sharesWords = (these: readonly string[], those: readonly string[]): boolean =>
  commonWords(these, those).length > 0;
