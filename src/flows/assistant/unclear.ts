import type { Understanding } from '../../contracts/assistant.ts';

export type Unclear = Extract<Understanding, { kind: 'unclear' }>;

/** One short question and what may be meant, as buttons. */
export const unclear = (question: string, options: Unclear['options']): Unclear => ({
  kind: 'unclear',
  question,
  options,
});

export const option = (label: string, text = label.toLowerCase()): Unclear['options'][number] => ({
  label,
  text,
});
