import type { Extract, Owner } from '../../contracts/transcript.ts';
import type { PredictedItem } from './score-items.ts';

/** A line of a predictions file. */
export interface Prediction {
  /** The id of an annotated meeting, or the path of a file in the index. */
  meeting: string;
  actions: (PredictedItem & { due: string | null })[];
  decisions: PredictedItem[];
}

/** What was read of a meeting, as scorers want it. */
export const toPrediction = (meeting: string, extract: Extract): Prediction => ({
  meeting,
  actions: extract.actions.map(({ title, owner, citation, due, dueSpoken }) => ({
    text: title,
    assignee: assigneeOf(owner),
    turn: citation.turn,
    due: dueSpoken ?? due,
  })),
  decisions: extract.decisions.map(({ text, citation }) => ({ text, turn: citation.turn })),
});

/** A name, several that may be meant, "everyone" for the group, or nobody. */
function assigneeOf(owner: Owner): string | string[] | null {
  switch (owner.state) {
    case 'named':
      return owner.spoken;
    case 'ambiguous':
      return [...owner.candidates];
    case 'none':
      return owner.everyone ? 'everyone' : null;
  }
}
