import type { CitedText } from '../../../contracts/transcript.ts';
import { truncate } from '../../../kit/text.ts';
import { contentWords, wordOverlap } from './content-words.ts';
import type { Reading } from './find-candidates.ts';
import type { Unit } from './split-units.ts';

const wordsPerSentence = 500;
const [fewest, most] = [3, 7];
/** Shorter sentences say too little, longer ones ramble. */
const [shortest, longest] = [8, 45];
const tooAlike = 0.4;

/** Three to seven sentences that carry the meeting's own words: central, in different places, in order. */
export function summarise({ units }: Reading, decisions: readonly CitedText[]): CitedText[] {
  const total = (units.at(-1)?.wordsBefore ?? 0) + (units.at(-1)?.words ?? 0);
  const count = Math.min(most, Math.max(fewest, Math.round(total / wordsPerSentence)));
  const sentences = wholeSentences(units).filter(
    ({ unit }) => unit.words >= shortest && unit.words <= longest && !/\?["')]*$/.test(unit.sentence),
  );
  const decided = new Set(decisions.map(({ citation }) => citation.quote));
  const weights = weighWords(sentences);
  const scored = sentences
    .map(({ unit, words }) => ({
      unit,
      words,
      score: centrality(words, weights) * (decided.has(unit.sentence) ? 1.3 : 1),
    }))
    .toSorted((a, b) => b.score - a.score || a.unit.at - b.unit.at);
  const kept: typeof scored = [];
  for (const one of scored) {
    if (kept.length >= count) break;
    if (!kept.some((other) => wordOverlap(other.words, one.words) >= tooAlike)) kept.push(one);
  }
  return kept
    .toSorted((a, b) => a.unit.at - b.unit.at)
    .map(({ unit }) => ({
      text: truncate(`${unit.speaker === '' ? '' : `${unit.speaker}: `}${unit.sentence}`, 300),
      citation: { turn: unit.turn, quote: unit.sentence },
    }));
}

interface Sentence {
  unit: Unit;
  words: Set<string>;
}

function wholeSentences(units: readonly Unit[]): Sentence[] {
  const sentences: Sentence[] = [];
  let last: Unit | undefined;
  for (const unit of units) {
    if (last && last.turn === unit.turn && last.sentence === unit.sentence) continue;
    last = unit;
    sentences.push({ unit, words: new Set(contentWords(unit.sentence)) });
  }
  return sentences;
}

/** A word weighs by how many sentences use it, less when nearly all or only one do. */
function weighWords(sentences: readonly Sentence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of sentences) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const all = Math.max(1, sentences.length);
  return new Map(
    [...counts].map(([word, count]) => [
      word,
      count < 2 ? 0 : Math.log(1 + count) * Math.log(1 + all / count),
    ]),
  );
}

function centrality(words: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const word of words) sum += weights.get(word) ?? 0;
  return sum / Math.sqrt(words.size + 4);
}
