import { keys } from '../api/event-effects.ts';
import { type CardChange, linearApi } from '../api/linear.ts';
import { useToolChange } from '../panels/use-tool-change.ts';

export interface CardChanges {
  move: (identifier: string, state: string) => Promise<void>;
  /** `said` is what the person is told when it is done. */
  edit: (identifier: string, change: CardChange, said: string) => Promise<boolean>;
  comment: (identifier: string, body: string) => Promise<boolean>;
}

export const moveId = (identifier: string): string => `move-${identifier}`;

/** The card stands in another column now, so the select that moved it is another element. */
function followCard(identifier: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.getElementById(moveId(identifier))?.focus()),
  );
}

/** What a person does with the cards of the board. */
export function useCardChange(by: string): CardChanges {
  const run = useToolChange(keys.linear());
  return {
    move: async (identifier, state) => {
      const moved = await run(
        linearApi.change(by, identifier, { state }),
        `${identifier} moved to ${state}.`,
      );
      if (moved) followCard(identifier);
    },
    edit: (identifier, change, said) => run(linearApi.change(by, identifier, change), said),
    comment: (identifier, body) =>
      run(linearApi.comment(by, identifier, body), `Commented on ${identifier}.`),
  };
}
