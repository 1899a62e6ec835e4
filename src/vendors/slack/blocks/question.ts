import type { KnownBlock } from '@slack/types';
import { cleanText } from '../../../kit/text.ts';
import { blockIds, clarifyActionId } from '../action-ids.ts';
import { inline, limits, plain, section } from './text.ts';

export interface Choice {
  label: string;
  /** What is done instead, in words; comes back as the button's value. */
  text: string;
}

const positions = [1, 2, 3, 4] as const;

/** One short question with at most four buttons. */
export function questionBlocks(question: string, choices: readonly Choice[]): KnownBlock[] {
  const buttons = positions.flatMap((position) => {
    const choice = choices[position - 1];
    if (!choice) return [];
    return {
      type: 'button' as const,
      action_id: clarifyActionId(position),
      text: plain(choice.label, limits.button),
      value: cleanText(choice.text.slice(0, 1_900)),
    };
  });
  return [
    section(inline(question, 1_000)),
    ...(buttons.length > 0
      ? [{ type: 'actions' as const, block_id: blockIds.question, elements: buttons }]
      : []),
  ] satisfies KnownBlock[];
}
