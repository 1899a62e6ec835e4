import type { InputBlock } from '@slack/types';
import { expect, it } from 'vitest';
import { missingFields } from './missing-fields.ts';

const field = (block_id: string, optional = false): InputBlock => ({
  type: 'input',
  block_id,
  optional,
  label: { type: 'plain_text', text: block_id },
  element: { type: 'plain_text_input', action_id: 'a' },
});

it('a modal is not sent while a required field is empty; optional ones may be', () => {
  const values = {
    empty: { a: { type: 'plain_text_input', value: null } },
    none: { a: { type: 'checkboxes', selected_options: [] } },
    maybe: { a: { type: 'plain_text_input', value: null } },
    full: { a: { type: 'plain_text_input', value: 'x' } },
  };
  const blocks = [field('empty'), field('none'), field('maybe', true), field('full')];
  expect(Object.keys(missingFields(blocks, values))).toEqual(['empty', 'none']);
});

it('a wrong address is refused beside its field', () => {
  const values = {
    mail: { a: { type: 'email_text_input', value: 'not mail' } },
    page: { a: { type: 'url_text_input', value: 'nowhere' } },
    good: { a: { type: 'url_text_input', value: 'https://x.test' } },
  };
  expect(Object.keys(missingFields([field('mail'), field('page'), field('good')], values))).toEqual([
    'mail',
    'page',
  ]);
});
