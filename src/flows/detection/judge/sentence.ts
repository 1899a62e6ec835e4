/** What people read of a change. */
export interface Sentence {
  text: string;
  /** Numbers in the text that count hunks and so stand in no quote. */
  counts: number[];
}
