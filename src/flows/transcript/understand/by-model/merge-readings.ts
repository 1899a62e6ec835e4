import type { CitedText, ExtractedAction } from '../../../../contracts/transcript.ts';
import { contentWords, wordOverlap } from '../content-words.ts';
import type { Grounded } from './ground-reading.ts';

export type Embed = (texts: string[]) => Promise<Float32Array[]>;

/** Content words, and turns apart, within which two titles are one item told twice. */
const [sameTitle, sameTurns] = [0.6, 30];
/** Likeness of meaning from which titles are one item; below it the same thing of two systems would be merged. */
const sameMeaning = 0.88;
const mostSummary = 7;
const [mostActions, mostOthers] = [40, 15];

/** The readings of all windows as one: what two windows both found is kept once, the earlier and firmer. */
export async function mergeReadings(
  readings: readonly Grounded[],
  embed: Embed | undefined,
): Promise<Grounded> {
  const inOrder = <T extends { citation: { turn: number } }>(list: readonly T[]) =>
    list.toSorted((a, b) => a.citation.turn - b.citation.turn);
  const actions = inOrder(readings.flatMap((reading) => reading.actions));
  const vectors = embed && actions.length > 1 ? await embed(actions.map(({ title }) => title)) : [];
  const share = Math.max(1, Math.floor(mostSummary / Math.max(1, readings.length)));
  return {
    actions: dropRepeated(actions, vectors).slice(0, mostActions),
    decisions: inOrder(onceEach(readings.flatMap(({ decisions }) => decisions))).slice(0, mostOthers),
    questions: inOrder(onceEach(readings.flatMap(({ questions }) => questions))).slice(0, mostOthers),
    summary: inOrder(onceEach(readings.flatMap(({ summary }) => summary.slice(0, share)))).slice(
      0,
      mostSummary,
    ),
    ungrounded: readings.reduce((sum, reading) => sum + reading.ungrounded, 0),
  };
}

function dropRepeated(
  actions: readonly ExtractedAction[],
  vectors: readonly Float32Array[],
): ExtractedAction[] {
  const kept: { action: ExtractedAction; words: Set<string>; vector: Float32Array | undefined }[] = [];
  actions.forEach((action, at) => {
    const words = new Set(contentWords(action.title));
    const vector = vectors[at];
    const same = kept.find(
      (other) =>
        Math.abs(other.action.citation.turn - action.citation.turn) <= sameTurns &&
        sharesOwner(other.action, action) &&
        (wordOverlap(other.words, words) >= sameTitle || dot(other.vector, vector) >= sameMeaning),
    );
    if (!same) kept.push({ action, words, vector });
    else same.action = better(same.action, action);
  });
  return kept.map(({ action }) => action);
}

const sharesOwner = (left: ExtractedAction, right: ExtractedAction): boolean =>
  left.owner.state !== 'named' || right.owner.state !== 'named' || left.owner.spoken === right.owner.spoken;

/** The one that says who and when; else the first. */
function better(first: ExtractedAction, second: ExtractedAction): ExtractedAction {
  const told = ({ owner, dueSpoken }: ExtractedAction) =>
    Number(owner.state === 'named') + Number(dueSpoken !== null);
  return told(second) > told(first) ? second : first;
}

function onceEach(list: readonly CitedText[]): CitedText[] {
  const kept: { one: CitedText; words: Set<string> }[] = [];
  for (const one of list) {
    const words = new Set(contentWords(one.text));
    if (!kept.some((other) => wordOverlap(other.words, words) >= sameTitle)) kept.push({ one, words });
  }
  return kept.map(({ one }) => one);
}

/** Vectors of an embedder have length 1. */
function dot(left: Float32Array | undefined, right: Float32Array | undefined): number {
  if (!left || !right) return 0;
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
