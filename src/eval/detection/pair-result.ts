import type { Block } from '../../contracts/blocks.ts';
import type { Hunk, Verdict } from '../../contracts/detection.ts';
import type { LabelledPair } from './read-labels.ts';

/** What Lookout made of one pair. */
export interface PairResult {
  id: string;
  /** `health`: one of the readings is not a good one, so nothing is said of what stands on the page. */
  verdict: 'alert' | 'silent' | 'health';
  /** The verdict's reason code, or what is wrong with the page. */
  reason: string;
  /** Differing blocks, furniture and noise too. */
  changedBlocks: number;
  /** Milliseconds a page: half of what both readings, the comparison and the judge took together. */
  ms: number;
  wouldAskModel: boolean;
  /** Tokens of the question a model would get, estimated; 0 when it would not be asked. */
  tokens: number;
  /** What people would be told, or what was seen and kept from them, or what is wrong with the page. */
  sentence: string;
  judgedBy: Verdict['judgedBy'] | null;
  /** The model was wanted and the month's budget used up. */
  overBudget: boolean;
  label: NonNullable<LabelledPair['label']> | null;
  /** Null without a label. */
  correct: boolean | null;
}

/** What shows why a pair came out as it did. */
export interface Evidence {
  request: string;
  before: readonly Block[];
  after: readonly Block[];
  hunks: readonly Hunk[];
  confidence: number | null;
}

export interface PairRun {
  pair: LabelledPair;
  result: PairResult;
  evidence: Evidence;
}
