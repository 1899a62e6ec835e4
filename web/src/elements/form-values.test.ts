import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { formValues } from './form-values.ts';

const name = (initial?: string): KnownBlock => ({
  type: 'input',
  block_id: 'name',
  label: { type: 'plain_text', text: 'Name' },
  element: { type: 'plain_text_input', action_id: 'text', initial_value: initial },
});
const every: KnownBlock = {
  type: 'actions',
  elements: [
    { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } },
    { type: 'datepicker', action_id: 'day', initial_date: '2026-01-02' },
  ],
};

describe('what a form sends', () => {
  it('holds every field, touched or not, and no buttons', () => {
    expect(formValues([name(), every], {})).toEqual({
      name: { text: { type: 'plain_text_input', value: null } },
      'block-1': { day: { type: 'datepicker', selected_date: '2026-01-02' } },
    });
  });

  it('keeps what a person typed when the app updates the view around it', () => {
    const edits = { name: { text: { type: 'plain_text_input', value: 'typed' } } };
    expect(formValues([every, name('from app')], edits).name).toEqual(edits.name);
  });

  it('drops what was typed into a field that is gone or became another kind', () => {
    const edits = {
      gone: { text: { type: 'plain_text_input', value: 'x' } },
      name: { text: { type: 'datepicker', selected_date: '2026-01-01' } },
    };
    expect(formValues([name('new')], edits)).toEqual({
      name: { text: { type: 'plain_text_input', value: 'new' } },
    });
  });
});
