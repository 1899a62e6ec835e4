import type { CitedSentence, EarlierAnswer, Passage, Sees } from '../../../contracts/answers.ts';

/** A question, what its answer may draw from, and who hears sentences as they become certain. */
export interface AskedQuestion {
  workspaceId: string;
  question: string;
  sees: Sees;
  /** Only these meetings; none: everything that may be seen. */
  meetings: readonly string[];
  /** Where it is asked: what was told or handed in there is what it is about, unless it says otherwise. */
  thread?: { channelId: string; threadTs: string };
  /** Earlier questions of the conversation with their answers, oldest first. */
  before: readonly EarlierAnswer[];
  /**
   * Called with each sentence that holds, in order, while a model is still writing, and with the passages cited so far.
   * What was told stands: it is in the answer too, with the same numbers. Without a model it is never called.
   */
  onSentence?: (sentence: CitedSentence, passages: readonly Passage[]) => void;
  signal?: AbortSignal;
}
