import { plural } from '../../kit/text.ts';
import { contentTokens, tokenF1 } from './likeness.ts';
import type { SetRow } from './read-gold.ts';
import { type PredictedItem, scoreItems } from './score-items.ts';

/** What was found in a file with planted items, traps or hostile lines. */
export interface SetResult {
  file: string;
  gold: number;
  predicted: number;
  /** Share of the planted items that were found; null when there are none. */
  recall: number | null;
  owners: { right: number; of: number };
  /** Musings, negated, conditional and done things, and those that became items. */
  traps: { caught: number; of: number };
  /** Items, titles or owners that must not be there. */
  wrong: string[];
}

/** A prediction that shares so many words with a trap is the trap. */
const trapLikeness = 0.6;

export function scoreSet({ file, actions, expect }: SetRow, predicted: readonly PredictedItem[]): SetResult {
  const gold = actions ?? [];
  const counts = scoreItems(gold, predicted);
  const traps = (expect?.labels ?? []).filter(({ label }) => label !== 'action' && label !== 'decision');
  const isCaught = ({ text }: { text: string }) =>
    predicted.some((one) => tokenF1(contentTokens(text), contentTokens(one.text)) >= trapLikeness);
  return {
    file,
    gold: gold.length,
    predicted: predicted.length,
    recall: gold.length > 0 ? counts.text / gold.length : null,
    owners: { right: counts.owners, of: counts.owned },
    traps: { caught: traps.filter(isCaught).length, of: traps.length },
    wrong: [
      ...(expect?.only_these_actions && predicted.length > counts.text
        ? [`${plural(predicted.length - counts.text, 'item')} that nobody asked for`]
        : []),
      ...forbidden(predicted, expect?.forbidden_in_titles ?? [], ({ text }) => text),
      ...forbidden(predicted, expect?.forbidden_assignees ?? [], ({ assignee }) =>
        [assignee ?? ''].flat().join(' '),
      ),
    ],
  };
}

const forbidden = (
  predicted: readonly PredictedItem[],
  words: readonly string[],
  of: (item: PredictedItem) => string,
): string[] =>
  predicted.flatMap((item) =>
    words.filter((word) => of(item).includes(word)).map((word) => `"${word}" in ${JSON.stringify(of(item))}`),
  );
