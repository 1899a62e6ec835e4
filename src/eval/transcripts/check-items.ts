import { plural } from '../../kit/text.ts';
import { scoreSet } from '../actions/score-set.ts';
import type { Prediction } from '../actions/to-prediction.ts';
import type { Expectation, IndexRow } from './read-index.ts';

/** Whether an expectation is about what becomes an item, so that the file must be understood too. */
export const wantsItems = (expect: Expectation | undefined): boolean =>
  expect !== undefined &&
  [expect.labels, expect.only_these_actions, expect.forbidden_in_titles, expect.forbidden_assignees].some(
    (wish) => wish !== undefined,
  );

/** What is wrong with the items that were read: planted ones missing, traps among them, forbidden words in them. */
export function checkItems(
  { file, kind, actions, expect }: IndexRow,
  predicted: Prediction['actions'],
): string[] {
  const { recall, gold, traps, owners, wrong } = scoreSet({ file, kind, actions, expect }, predicted);
  const missing = recall === null ? 0 : Math.round(gold * (1 - recall));
  return [
    ...(missing > 0 ? [`${missing} of ${plural(gold, 'item')} not found`] : []),
    ...(owners.right < owners.of
      ? [`${owners.of - owners.right} of ${plural(owners.of, 'owner')} wrong`]
      : []),
    ...(traps.caught > 0
      ? [`${traps.caught} of ${plural(traps.of, 'line')} that ask for nothing became items`]
      : []),
    ...wrong,
  ];
}
