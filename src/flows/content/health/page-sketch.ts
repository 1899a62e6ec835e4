import type { Block } from '../../../contracts/blocks.ts';
import type { Sketch } from '../../../store/page-history.ts';

const kept = 96;
/** Words looked at: the beginning of a book is enough to know it again. */
const mostWords = 40_000;

/** The runs of three words of a text, and its words without numbers, as sets. Words of Chinese, Japanese and Korean are characters. */
export function sketchText(blocks: readonly Block[]): { runs: Sketch; words: Sketch } {
  const words: number[] = [];
  const names: number[] = [];
  const runs: number[] = [];
  for (const block of blocks) {
    if (block.furniture || words.length >= mostWords) continue;
    let at = words.length;
    hashWords(block.text, words, names);
    const count = words.length - at;
    if (count > 0 && count < 3) runs.push(mix(words[at] ?? 0, words[at + 1] ?? 0, 0));
    for (; at + 2 < words.length; at += 1)
      runs.push(mix(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0));
  }
  return { runs: sketch(runs), words: sketch(names) };
}

const hashRange = 2 ** 32;

/** Sorting is the dear part: of many hashes only the lowest few hundred are. */
function sketch(hashes: readonly number[]): Sketch {
  const below = hashes.length > 16 * kept ? (hashRange * 8 * kept) / hashes.length : hashRange;
  const sorted = Uint32Array.from(
    below === hashRange ? hashes : hashes.filter((hash) => hash < below),
  ).sort();
  const distinct = sorted.filter((hash, at) => at === 0 || hash !== sorted[at - 1]);
  // A text of few words said over and over leaves too few below the line.
  if (below !== hashRange && distinct.length < kept) return sketch([...new Set(hashes)]);
  const least = Buffer.alloc(Math.min(kept, distinct.length) * 4);
  distinct.subarray(0, kept).forEach((hash, at) => {
    least.writeUInt32LE(hash, at * 4);
  });
  // As many as lie below the line, over the line's share of the range.
  return { size: Math.round((distinct.length * hashRange) / below), least: least.toString('base64') };
}

/** Estimates how many members two sets share, as a share of each of them, 0..1; 0 when one is empty. */
export function sharedOf(one: Sketch, other: Sketch): { ofOne: number; ofOther: number } {
  if (one.size === 0 || other.size === 0) return { ofOne: 0, ofOther: 0 };
  const [a, b] = [readLeast(one), new Set(readLeast(other))];
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, kept);
  const inBoth = new Set(a.filter((hash) => b.has(hash)));
  const common = union.filter((hash) => inBoth.has(hash)).length / union.length;
  const shared = (common / (1 + common)) * (one.size + other.size);
  return { ofOne: Math.min(1, shared / one.size), ofOther: Math.min(1, shared / other.size) };
}

function readLeast({ least }: Sketch): number[] {
  const bytes = Buffer.from(least, 'base64');
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readUInt32LE(at * 4));
}

const isIdeograph = (code: number): boolean =>
  (code >= 0x3041 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7af);
const isWordCode = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0xaa &&
    code !== 0xab &&
    code !== 0xbb &&
    !(code >= 0x2000 && code <= 0x206f) &&
    !(code >= 0x3000 && code <= 0x303f));

/** FNV-1a over the letters and digits of each word, in lower case; into `names` only what is not a number. */
function hashWords(text: string, words: number[], names: number[]): void {
  const lower = text.toLowerCase();
  let hash = 0;
  let isNumber = true;
  const end = (): void => {
    if (hash === 0) return;
    const word = spread(hash);
    words.push(word);
    if (!isNumber) names.push(word);
    hash = 0;
    isNumber = true;
  };
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    if (isWordCode(code) && !isIdeograph(code)) {
      hash = Math.imul((hash === 0 ? 0x811c9dc5 : hash) ^ code, 0x01000193) >>> 0 || 1;
      isNumber &&= code <= 0x39;
      continue;
    }
    end();
    if (isIdeograph(code)) {
      words.push(spread(code));
      names.push(spread(code));
    }
  }
  end();
}

/** murmur3's finaliser: without it the smallest hashes are those of certain last letters. */
function spread(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const mix = (one: number, two: number, three: number): number =>
  spread((Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca77) ^ Math.imul(three, 0xc2b2ae3d)) >>> 0);
