import type { Passage } from '../../../contracts/answers.ts';

/** Something found that may bear on a question: words as they are, where they stand, and how near they are to it. */
export interface Evidence {
  kind: Passage['kind'];
  /** Equal for the same words in the same place. */
  key: string;
  /** Everything the model may be shown and a sentence be checked against: turns with their speakers, an issue with its fields. */
  text: string;
  /** What is cited when nothing narrower is chosen, verbatim. */
  quote: string;
  /** Pieces of which one is cited, verbatim, in order. */
  lines: readonly EvidenceLine[];
  where: string;
  url: string | null;
  thread: Passage['thread'];
  at: string | null;
  turns: Passage['turns'];
  /** 0..1: how far this answers the question; below `leastRelevance` it is no answer. */
  relevance: number;
  /** Share of the question's words, by rarity, that stand in it. */
  covers: number;
  /** Relevance with what makes a passage preferable: who speaks, what kind is asked for. Orders, never admits. */
  score: number;
  /** A plain sentence of ours about it, for answers without a model. */
  says: string;
  /** Passages of one meeting, page or issue stand together. */
  group: string;
}

export interface EvidenceLine {
  quote: string;
  where: string;
  url: string | null;
  turn: number | null;
}

/**
 * Share of the question's words (by rarity) and nearness in meaning, averaged: with less, 95 of 100 passages of meetings
 * on other subjects stay out, and 7 of 100 that hold the answer (development questions, HUB.md section 3).
 */
export const leastRelevance = 0.4;

/** Relevance of a text: `coverage` of the question's words, weighed by rarity, and nearness where it is known. */
export const relevanceOf = (coverage: number, likeness: number | null): number =>
  likeness === null ? 0.75 * coverage : (coverage + Math.max(0, likeness)) / 2;
