import type { PageKind } from '../contracts/blocks.ts';

/* What is remembered of how a page looks, as JSON in `readings.history`; written by the content room. */

/**
 * The smallest hashes of a set (a bottom-k sketch): enough to estimate how much two pages share without keeping
 * either. `size` is how many different members the set has.
 */
export interface Sketch {
  size: number;
  /** Unsigned 32-bit numbers, ascending, little-endian, base64. */
  least: string;
}

/** How a page looked at one reading; some 1.3 KB. */
export interface PageFace {
  kind: PageKind;
  title: string;
  /** The first headings of its content. */
  headings: string[];
  /** The main language, as its words tell it or, for a short page, as the page names it. */
  language?: string;
  /** Characters of all text, and of that outside the furniture. */
  textChars: number;
  contentChars: number;
  /** Items, cells and pairs of its content, and how much of the content stands in them. */
  rows: number;
  rowChars: number;
  /** Runs of three words, and words, of its content. */
  runs: Sketch;
  words: Sketch;
  /** The page opened its body and did not close it. */
  isCutOff?: true;
  /** It may never have been the page: something short that asks to come later, or a state believed for want of another. */
  doubtful?: true;
}

/**
 * Why a reading is held back: what it looks like beside the last good one.
 * `lost` most of the text is gone; `other_language`; `other_page` another document stands there; `rewritten` the same
 * document in other words nearly throughout; `emptied` a list without its rows; `recovered` the earlier reading was
 * not the page; `returned` the page goes back to a state it had before.
 */
export type DoubtKind =
  | 'lost'
  | 'other_language'
  | 'other_page'
  | 'rewritten'
  | 'emptied'
  | 'recovered'
  | 'returned';

/** A reading that is believed when others agree with it. */
export interface Doubt {
  kind: DoubtKind;
  versionHash: string;
  face: PageFace;
  /** Readings in a row that agreed, this one too. */
  seen: number;
  since: string;
}

/** What the page looked like when it was last well; bounded, JSON. */
export interface PageHistory {
  versionHash?: string;
  /** The last good reading first; at most three. */
  faces?: PageFace[];
  /** The page needs a browser: skip the plain request. */
  usesBrowser?: boolean;
  doubt?: Doubt;
}
