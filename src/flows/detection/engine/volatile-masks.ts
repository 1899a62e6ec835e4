import { readWords } from './read-words.ts';
import { wordsOf } from './split-words.ts';
import {
  type MaskName,
  maskNames,
  type VolatilePattern,
  volatileHints,
  volatilePatterns,
} from './volatile-patterns.ts';

export type { MaskName };

const emailAddress =
  /[\w.+-]+(?:@|\s?[[(](?:at|@)[\])]\s?)[\w-]+(?:(?:\.|\s?[[(](?:dot|\.)[\])]\s?)[\w-]+)+/giu;
const emailPlaceholder = /\[\s*e-?mail\s*(?:protected|geschützt|protégé)\s*\]/giu;
const spelledAddress = /[\w.+-]+\s?[[(](?:at|@)[\])]\s?[\w-]+(?:(?:\.|\s?[[(](?:dot|\.)[\])]\s?)[\w-]+)+/giu;

const mayHideEmail = /[[(](?:at|@)[\])]|\[\s*e-?mail/iu;

/** Cheap test that lets most blocks skip every pattern: no digit, no bracket, no "ago"/"now" word. */
const mayBeVolatile = /[\d[(©]|\bago\b|\bnow\b|vor ein|il y a|hace un/iu;

export interface Masked {
  text: string;
  masks: MaskName[];
  /** What each mask hid, in order. */
  found: Map<MaskName, string[]>;
  /** The text without the volatile forms and the words that belong to them ("Last updated: ..."). */
  outside: string;
}

/**
 * Replaces volatile parts of a folded text by `‹name›`. Prices, versions and dates inside sentences are left alone.
 * `everyEmail`: hide plain addresses too, for a pair where only one side is obfuscated.
 */
export function maskVolatile(
  folded: string,
  keep: ReadonlySet<MaskName> = new Set(),
  everyEmail = false,
): Masked {
  const found = new Map<MaskName, string[]>();
  if (!mayBeVolatile.test(folded) && !everyEmail) return { text: folded, masks: [], found, outside: folded };
  let text = folded;
  const wholes: string[] = [];
  const hide = (name: MaskName, pattern: VolatilePattern) => {
    text = text.replace(pattern.form, (whole: string, ...rest: unknown[]) => {
      const at = rest.findIndex((value) => typeof value === 'number');
      const start = rest[at] as number;
      if (!standsAlone(rest[at + 1] as string, start, start + whole.length, pattern)) return whole;
      const part = rest.slice(0, at).find((value) => typeof value === 'string') ?? whole;
      const hidden = found.get(name);
      if (hidden) hidden.push(part as string);
      else found.set(name, [part as string]);
      wholes.push(whole);
      const inside = whole.lastIndexOf(part as string);
      return `${whole.slice(0, inside)}‹${name}›${whole.slice(inside + (part as string).length)}`;
    });
  };
  if (!keep.has('email_obfuscation') && (everyEmail || mayHideEmail.test(folded))) {
    hide('email_obfuscation', { form: emailPlaceholder });
    hide('email_obfuscation', { form: everyEmail ? emailAddress : spelledAddress });
  }
  for (const name of maskNames) {
    if (name === 'email_obfuscation' || keep.has(name)) continue;
    if (!volatileHints[name].test(text)) continue;
    for (const pattern of volatilePatterns[name]) hide(name, pattern);
  }
  const outside = wholes.reduce((rest, whole) => rest.replace(whole, ' '), folded);
  return { text, masks: [...found.keys()], found, outside };
}

const boundary = /[.!?;|·•()[\]{}",:‹›\n。、！？「」（）]| - /g;

/** Whether a match stands nearly alone in its stretch of the line, between marks, as a stamp does. */
function standsAlone(text: string, start: number, end: number, pattern: VolatilePattern): boolean {
  if (pattern.aloneWith === undefined) return true;
  let from = 0;
  let to = text.length;
  for (const mark of text.matchAll(boundary)) {
    if (mark.index < start) from = Math.min(mark.index + mark[0].length, start);
    else if (mark.index >= end) {
      to = mark.index;
      break;
    }
  }
  const around = `${text.slice(from, start)} ${text.slice(end, to)}`;
  return !pattern.unless?.test(around) && wordsOf(around).length <= pattern.aloneWith;
}

/** Whether nothing but volatile text is in this block, so that its coming or going is no news. */
export function isOnlyVolatile(masked: Masked): MaskName | undefined {
  const [first] = masked.masks;
  if (!first || saysMore(masked.outside)) return undefined;
  return masked.outside.replace(/[^\p{L}]+/gu, '').length <= 16 ? first : undefined;
}

const saysMore = (outside: string) =>
  /[\p{N}\p{Sc}]/u.test(outside) || readWords(outside).some(({ kind }) => kind !== 'modality');
