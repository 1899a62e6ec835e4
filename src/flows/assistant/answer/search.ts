import type { Sees } from '../../../contracts/answers.ts';
import type { Tx } from '../../../store/database.ts';
import type { Query } from './analyse-question.ts';
import type { Calendar } from './say-where.ts';
import type { WeighedWords } from './weigh-words.ts';

/** Monitors and meetings of a thread, by id. */
export interface Here {
  monitors: ReadonlySet<string>;
  meetings: ReadonlySet<string>;
}

/** What stands in the thread of the question goes before its like from elsewhere. */
export const preferHere = 0.25;

/** A question being looked up: what it asks and what each search needs. */
export interface Search {
  query: Query;
  sees: Sees;
  /** The words of the question as the words index has them, by how much each tells. */
  words: WeighedWords;
  /** The question as the embedder sees it; null when that failed. */
  near: { vector: Float32Array; embedder: string } | null;
  calendar: Calendar;
  /** What stands in the thread in which it is asked. */
  here: Here;
  /** One short transaction as the workspace. */
  tenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
