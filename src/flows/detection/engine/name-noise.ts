import type { Block } from '../../../contracts/blocks.ts';
import { explainNoise, foldText } from './normalise.ts';
import { isOnlyVolatile, type MaskName, maskVolatile } from './volatile-masks.ts';

/** One word again and again, as pages write to measure a font or to hold a place. */
const saysNothing = /^(\p{L}+)(?: \1){4,}$/u;

/**
 * Why a difference is never news, or undefined when it may be: "formatting", "punctuation", "filler" or a mask's
 * name. A value's key is read with it, so that "Last updated" beside a date is an updated line.
 */
export function nameNoise(
  left: Block | undefined,
  right: Block | undefined,
  asked: ReadonlySet<MaskName>,
): string | undefined {
  const place = right ?? left;
  // A deployment stamps a line of its own; a heading, an entry or a value that names a build is a release.
  const keep = place?.kind === 'text' ? asked : new Set<MaskName>([...asked, 'build_number']);
  const noise = ofTexts(left?.text, right?.text, keep);
  if (noise !== undefined || place?.kind !== 'pair' || place.label === undefined) return noise;
  const key = keyName(place.label);
  const named = (block: Block | undefined) => block && `${key}: ${block.text}`;
  return ofTexts(named(left), named(right), keep);
}

/** "$.page.viewCount" is "view count"; the key of a list of terms is itself. */
function keyName(label: string): string {
  if (!label.startsWith('$')) return label.replace(/\s*:$/, '');
  const last = label.match(/([\p{L}\p{N}_-]+)\W*$/u)?.[1] ?? label;
  return last.replace(/(?<=\p{Ll})(?=\p{Lu})|[_-]/gu, ' ').toLowerCase();
}

function ofTexts(
  before: string | undefined,
  after: string | undefined,
  keep: ReadonlySet<MaskName>,
): string | undefined {
  if (before !== undefined && after !== undefined) return explainNoise(before, after, keep);
  const folded = foldText(before ?? after ?? '');
  if (!/[\p{L}\p{N}✗✘✕✖❌☒✓✔☑✅]/u.test(folded)) return 'punctuation';
  return saysNothing.test(folded) ? 'filler' : isOnlyVolatile(maskVolatile(folded, keep));
}

/** Letters from which a paragraph of one section is the same one shown twice; list entries repeat for a reason. */
const longLine = 100;
const shortestEntry = 8;

/**
 * Tells lines that only repeat what stands on both readings, `stays`: a second copy in its section, for another
 * screen, or an entry of a table of contents made of the headings. The same words elsewhere are another clause.
 */
export function createRepeatFinder(stays: readonly Block[]): (block: Block) => boolean {
  const place = ({ path, text }: Block) => `${path.join('›')}|${text}`;
  const lines = new Set<string>();
  const headings = new Set<string>();
  for (const block of stays) {
    if (block.furniture || block.label !== undefined) continue;
    if (block.kind === 'heading') headings.add(block.text);
    else if (block.kind === 'text' && block.text.length >= longLine) lines.add(place(block));
  }
  return (block) =>
    block.label === undefined &&
    block.kind !== 'heading' &&
    ((block.kind === 'text' && lines.has(place(block))) ||
      (block.text.length >= shortestEntry && headings.has(block.text)));
}
