import { bareText } from './bare-text.ts';
import { type MaskName, maskVolatile } from './volatile-masks.ts';

const trackingParameter =
  /([?&])(?:utm_\w+|gclid|dclid|fbclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|spm|scid)=[^&#\s]*/gi;
const invisible = /\p{Cf}|\p{Co}|\p{Variation_Selector}|[\u2028\u2029]/gu;
const needsFolding =
  /[^\x20-\x7E]| {2}|^ | $|[?&](?:utm_|_g|gcl|dcl|fbcl|mscl|yclid|igsh|mc_|_hs|mkt_|spm|scid)/;

/**
 * The comparison form of a text: what is left when the look is taken away. Unicode NFKC, one space between
 * words, straight quotes and plain hyphens, no invisible or private-use characters, no tracking ids in URLs.
 * Case and punctuation stay: they are wording.
 */
export function foldText(text: string): string {
  if (!needsFolding.test(text)) return text;
  let folded = text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[‘’‚‛`´′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/…/g, '...');
  if (folded.includes('=')) {
    folded = folded
      .replace(trackingParameter, '$1')
      .replace(/([?&])&+/g, '$1')
      .replace(/[?&](?=[\s#]|$)/g, '');
  }
  return folded.replace(/\s+/g, ' ').trim();
}

export interface Normalised {
  /** Folded text with volatile parts replaced by `‹mask name›`. */
  text: string;
  /** Which masks found something, in the order they were tried. */
  masks: MaskName[];
}

/** The folded, masked form of one text. `keep` names masks that must not be applied: the request asks about them. */
export const normalise = (text: string, keep: ReadonlySet<MaskName> = new Set()): Normalised =>
  maskVolatile(foldText(text), keep);

/**
 * Why a difference between two texts is never news, or undefined when it may be.
 * "formatting" when only the look differs; a mask's name when the texts are equal outside that mask;
 * "punctuation" when only case and punctuation differ.
 */
export function explainNoise(
  before: string,
  after: string,
  keep: ReadonlySet<MaskName> = new Set(),
): MaskName | 'formatting' | 'punctuation' | undefined {
  const foldedBefore = foldText(before);
  const foldedAfter = foldText(after);
  if (foldedBefore === foldedAfter) return 'formatting';
  const hidesEmail = placeholder.test(foldedBefore) !== placeholder.test(foldedAfter);
  const maskedBefore = maskVolatile(foldedBefore, keep, hidesEmail);
  const maskedAfter = maskVolatile(foldedAfter, keep, hidesEmail);
  const bare = bareText(maskedBefore.text);
  if (bare !== bareText(maskedAfter.text)) return undefined;
  if (bare === '' && tick.test(foldedBefore) !== tick.test(foldedAfter)) return undefined;
  return firstDifferingMask(maskedBefore.found, maskedAfter.found) ?? 'punctuation';
}

/** Alone in a cell a tick is a value; before words it is a bullet. */
const tick = /[✓✔☑✅]/u;
const placeholder = /\[\s*e-?mail\s*(?:protected|geschützt|protégé)\s*\]/i;

function firstDifferingMask(
  before: ReadonlyMap<MaskName, string[]>,
  after: ReadonlyMap<MaskName, string[]>,
): MaskName | undefined {
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(name)?.join('\n') !== after.get(name)?.join('\n')) return name;
  }
  return undefined;
}
