import type { InputBlock, InputBlockElement, PlainTextOption } from '@slack/types';
import { cleanText } from '../../kit/text.ts';
import { limits, plain } from '../../vendors/slack/blocks/text.ts';

/** One field of a form: block and element carry the same name. */
export function input(
  name: string,
  label: string,
  element: InputBlockElement,
  options: { hint?: string; optional?: boolean } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, 2_000),
    element: { ...element, action_id: name },
    optional: options.optional ?? false,
    ...(options.hint ? { hint: plain(options.hint, 2_000) } : {}),
  };
}

export function textInput(
  value: string,
  options: { multiline?: boolean; min?: number; max: number },
): InputBlockElement {
  return {
    type: 'plain_text_input',
    multiline: options.multiline ?? false,
    max_length: options.max,
    ...(options.min ? { min_length: options.min } : {}),
    ...(value ? { initial_value: cleanText(value.slice(0, options.max)) } : {}),
  };
}

export const option = (label: string, value: string): PlainTextOption => ({
  text: plain(label, limits.option),
  value,
});
