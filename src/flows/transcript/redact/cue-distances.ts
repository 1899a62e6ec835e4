import type { Sentences, Token } from './tokens.ts';

/** Whether the token at a place is a word that gives numbers nearby a meaning. */
type IsCue = (tokens: readonly Token[], at: number) => boolean;

export interface CueDistances {
  /** For each token, how many tokens back in its sentence the last cue stands; very large without one. */
  before: readonly number[];
  /** The same for the next one. */
  after: readonly number[];
}

const far = 1e9;

export function cueDistances(tokens: readonly Token[], isCue: IsCue): CueDistances {
  const before = new Array<number>(tokens.length).fill(far);
  const after = new Array<number>(tokens.length).fill(far);
  const cues: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) if (isCue(tokens, at)) cues.push(at);
  cues.forEach((cue, which) => {
    const sentence = tokens[cue]?.sentence;
    for (
      let at = cue + 1;
      at <= (cues[which + 1] ?? tokens.length - 1) && tokens[at]?.sentence === sentence;
      at += 1
    )
      before[at] = at - cue;
    for (let at = cue - 1; at >= (cues[which - 1] ?? 0) && tokens[at]?.sentence === sentence; at -= 1)
      after[at] = cue - at;
  });
  return { before, after };
}

/** Most texts have no number that needs the distances: they are worked out when first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Looks back at most this many tokens of a sentence: a question is short, and the time stays linear. */
const longestQuestion = 60;

/** Whether a sentence has a cue in its last 60 tokens. */
export function sentenceHas({ tokens }: Sentences, sentence: number, isCue: IsCue): boolean {
  for (
    let at = endOf(tokens, sentence) - 1, looked = 0;
    at >= 0 && looked < longestQuestion;
    at -= 1, looked += 1
  ) {
    if (tokens[at]?.sentence !== sentence) return false;
    if (isCue(tokens, at)) return true;
  }
  return false;
}

/** Whether the last sentence with words in it has a cue. */
export function lastSaidHas(before: Sentences, isCue: IsCue): boolean {
  let last = before.sentences.length - 1;
  while (last > 0 && before.sentences[last]?.words === 0) last -= 1;
  return sentenceHas(before, last, isCue);
}

/** The first token behind a sentence, by halving. */
function endOf(tokens: readonly Token[], sentence: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.sentence ?? 0) > sentence) high = middle;
    else low = middle + 1;
  }
  return low;
}
