import { createHash } from 'node:crypto';
import type { Turn } from '../../../contracts/transcript.ts';
import { comparableWords } from './comparable-words.ts';

/** What is kept of a transcript to recognise it again; about 700 bytes as JSON, and nobody's words can be read from it. */
export interface TranscriptFingerprint {
  /** SHA-256 of speakers and words: equal for the same file with other line ends, names or times. */
  spoken: string;
  /** SHA-256 of the words alone, in order: equal for the same meeting from another tool, whatever it calls the speakers. */
  words: string;
  /** The smallest hash of every run of five words, 64 times over: the share of equal places estimates how much two texts share. */
  sketch: readonly number[];
}

/** `same`: nothing differs. `same words`: another format or other names. `near`: a corrected or shortened version. */
export type Likeness = 'same' | 'same words' | 'near' | 'different';

const places = 64;
const runLength = 5;
/**
 * Any two of the ten meetings of the development corpus share 0, a meeting and a long one that quotes it 0.08;
 * a version with one sentence more has 0.98. With 64 places the estimate errs by about 0.06.
 */
const nearFrom = 0.5;

/** Linear in the words; two seeds of multiplication give the 64 orders. */
export function transcriptFingerprint(turns: readonly Turn[]): TranscriptFingerprint {
  const spoken = createHash('sha256');
  const all: string[] = [];
  let speaker: string | undefined;
  for (const turn of turns) {
    const words = comparableWords(turn.text);
    if (turn.speaker !== speaker) spoken.update(`\n${turn.speaker.toLowerCase()}:`);
    speaker = turn.speaker;
    spoken.update(` ${words.join(' ')}`);
    for (const word of words) all.push(word);
  }
  return {
    spoken: spoken.digest('hex'),
    words: createHash('sha256').update(all.join(' ')).digest('hex'),
    sketch: sketchOf(all),
  };
}

/** How alike two transcripts are, from their fingerprints alone. */
export function compareFingerprints(a: TranscriptFingerprint, b: TranscriptFingerprint): Likeness {
  if (a.spoken === b.spoken) return 'same';
  if (a.words === b.words) return 'same words';
  return sharedRuns(a, b) >= nearFrom ? 'near' : 'different';
}

/** Estimate of the share of five-word runs that two transcripts have in common, 0 to 1. */
function sharedRuns(a: TranscriptFingerprint, b: TranscriptFingerprint): number {
  const equal = a.sketch.filter((value, place) => value === b.sketch[place]).length;
  return a.sketch.length === 0 ? 0 : equal / a.sketch.length;
}

function sketchOf(words: readonly string[]): number[] {
  const smallest = new Uint32Array(places).fill(0xffffffff);
  const hashes = words.map(hashWord);
  const length = Math.min(runLength, words.length);
  for (let start = 0; length > 0 && start + length <= hashes.length; start += 1) {
    let run = 0;
    for (let at = start; at < start + length; at += 1)
      run = (Math.imul(run, 0x01000193) ^ (hashes[at] ?? 0)) >>> 0;
    for (let place = 0; place < places; place += 1) {
      const value = mix(run, place);
      if (value < (smallest[place] ?? 0)) smallest[place] = value;
    }
  }
  return [...smallest];
}

/** FNV-1a, 32 bits. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** One of 64 orders of all 32-bit numbers: multiplied by another odd number each, then stirred. */
function mix(value: number, place: number): number {
  let mixed = Math.imul(value ^ Math.imul(place + 1, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
