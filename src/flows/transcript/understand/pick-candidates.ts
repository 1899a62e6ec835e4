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

/** The candidates that become items, in the order they were said: good enough, no repetition, nothing taken back. */
export function pickCandidates(candidates: readonly Candidate[], totalWords: number): Candidate[] {
  const most = Math.min(mostItems, Math.max(fewestAllowed, Math.round(totalWords / wordsPerItem)));
  const good = candidates.filter((one) => one.score > 0).toSorted((a, b) => b.score - a.score);
  const kept: { candidate: Candidate; words: Set<string> }[] = [];
  for (const candidate of good) {
    if (kept.length >= most) break;
    const words = new Set(contentWords(candidate.cue.task));
    if (words.size === 0 && candidate.cue.kind !== 'promise') continue;
    const same = kept.find((other) => isSame(candidate, words, other));
    if (!same) kept.push({ candidate, words });
    else if (isOwned(candidate) && !isOwned(same.candidate)) same.candidate = candidate;
  }
  const takenBack = candidates.filter(
    ({ cue }) => cue.negated && (cue.subject === 'i' || cue.subject === 'we'),
  );
  return kept
    .filter(({ candidate, words }) => !takenBack.some((one) => takesBack(one, candidate, words)))
    .map(({ candidate }) => candidate)
    .toSorted((a, b) => a.unit.at - b.unit.at);
}

/** "Somebody needs to book it" and "I can take that" are one item, and the second says whose. */
const isOwned = ({ cue }: Candidate): boolean => cue.subject === 'i' || cue.kind === 'agreed';

function isSame(
  { unit, cue }: Candidate,
  words: ReadonlySet<string>,
  other: { candidate: Candidate; words: ReadonlySet<string> },
): boolean {
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
