import type { KnownBlock } from '@slack/types';
import { blockIdOf, type ElementValue, type FormValues } from '../elements/form-values.ts';

function isEmpty(value: ElementValue): boolean {
  const { type: _type, ...held } = value;
  return Object.values(held).every(
    (one) => one == null || one === '' || (Array.isArray(one) && one.length === 0),
  );
}

function complaint(value: ElementValue): string | undefined {
  const text = value.value;
  if (!text) return undefined;
  if (value.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text))
    return 'Please enter a valid email address.';
  if (value.type === 'url_text_input' && !URL.canParse(text)) return 'Please enter a valid URL.';
  if (value.type === 'number_input' && !Number.isFinite(Number(text))) return 'Please enter a number.';
  return undefined;
}

/** What Slack checks before it bothers the app: required fields, addresses and numbers. By block_id. */
export function missingFields(blocks: KnownBlock[], values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  blocks.forEach((block, index) => {
    if (block.type !== 'input') return;
    const blockId = blockIdOf(block, index);
    const value = Object.values(values[blockId] ?? {})[0];
    if (!value) return;
    const error = isEmpty(value)
      ? block.optional
        ? undefined
        : 'This field is required.'
      : complaint(value);
    if (error) errors[blockId] = error;
  });
  return errors;
}
