import type { Candidate } from './candidate.ts';
import { contentWords, wordOverlap } from './content-words.ts';

/** Proposals a reviewer is asked to read at most, however long the meeting was. */
const mostItems = 25;
const fewestAllowed = 12;
const wordsPerItem = 1_200;
/** Shared content words from which two candidates are one item. */
const sameItem = 0.6;
/** Turns between a promise and the words that take it back. */
const retractionReach = 40;

/** A candidate that becomes an item, with the other places where the same was said. */
export interface Picked extends Candidate {
  again: readonly Candidate[];
}

interface Kept {
  candidate: Candidate;
  words: Set<string>;
  again: Candidate[];
}

/** The candidates that become items, in the order they were said: good enough, no repetition, nothing taken back. */
export function pickCandidates(candidates: readonly Candidate[], totalWords: number): Picked[] {
  const most = Math.min(mostItems, Math.max(fewestAllowed, Math.round(totalWords / wordsPerItem)));
  const good = candidates.filter((one) => one.score > 0).toSorted((a, b) => b.score - a.score);
  const kept: Kept[] = [];
  for (const candidate of good) {
    if (kept.length >= most) break;
    const words = new Set(contentWords(candidate.cue.task));
    if (words.size === 0 && candidate.cue.kind !== 'promise') continue;
    const same = kept.find((other) => isSame(candidate, words, other));
    if (!same) {
      kept.push({ candidate, words, again: [] });
      continue;
    }
    const isWhose = isOwned(candidate) && !isOwned(same.candidate);
    same.again.push(isWhose ? same.candidate : candidate);
    if (isWhose) same.candidate = candidate;
  }
  const takenBack = candidates.filter(
    ({ cue }) => cue.negated && (cue.subject === 'i' || cue.subject === 'we'),
  );
  return kept
    .filter(({ candidate, words }) => !takenBack.some((one) => takesBack(one, candidate, words)))
    .filter((one) => !kept.some((other) => isTakenOn(one, other)))
    .toSorted((a, b) => candidates.indexOf(a.candidate) - candidates.indexOf(b.candidate))
    .map(({ candidate, again }): Picked => ({ ...candidate, again }));
}

/** "Somebody needs to book it" and "I can take that" are one item, and the second says whose. */
const isOwned = ({ cue }: Candidate): boolean => cue.subject === 'i' || cue.kind === 'agreed';

/** "Somebody should wire it to the import", and another says next what they will do about the import. */
function isTakenOn({ candidate: { cue, unit }, words }: Kept, other: Kept): boolean {
  const { candidate: later } = other;
  return (
    cue.kind === 'open-need' &&
    isOwned(later) &&
    later.unit.speaker !== unit.speaker &&
    later.unit.turn > unit.turn &&
    later.unit.turn <= unit.turn + turnsToTakeOn &&
    [...words].some((word) => other.words.has(word))
  );
}
const turnsToTakeOn = 2;

function isSame({ unit, cue }: Candidate, words: ReadonlySet<string>, other: Kept): boolean {
  if (other.candidate.unit.at === unit.at) {
    // Two cues of one clause: "I will have to send": the later one is the task of the earlier.
    return cue.task.includes(other.candidate.cue.task) || other.candidate.cue.task.includes(cue.task);
  }
  const isEachTheirOwn =
    isOwned(other.candidate) && cue.subject === 'i' && other.candidate.unit.speaker !== unit.speaker;
  if (isEachTheirOwn || numbersOf(words) !== numbersOf(other.words)) return false;
  return wordOverlap(words, other.words) >= sameItem;
}

/** "Note 1" and "note 2" are two things, however alike the rest is. */
const numbersOf = (words: ReadonlySet<string>): string =>
  [...words]
    .filter((word) => /\d/.test(word))
    .toSorted()
    .join(' ');

function takesBack(negation: Candidate, { unit }: Candidate, words: ReadonlySet<string>): boolean {
  const later = negation.unit.at > unit.at && negation.unit.turn - unit.turn <= retractionReach;
  if (!later || negation.unit.speaker !== unit.speaker) return false;
  return wordOverlap(new Set(contentWords(negation.cue.task)), words) >= sameItem;
}
