import type { Cue } from './cues.ts';
import type { Answered } from './score-cue.ts';
import type { Unit } from './split-units.ts';

/** A cue with what speaks for and against its being an action item. */
export interface Candidate {
  unit: Unit;
  cue: Cue;
  score: number;
  reasons: Record<string, number>;
  answered: Answered;
  /** The words of the answer, when it was a yes or a nod. */
  reply: string;
  /** Who spoke next and who spoke before. */
  next: string;
  previous: string;
}
