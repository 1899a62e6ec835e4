import type { EmailInput, NumberInput, PlainTextInput, RichTextInput, URLInput } from '@slack/types';
import type { KeyboardEvent } from 'react';
import { useElement } from './use-element.ts';

type TextInput = PlainTextInput | EmailInput | URLInput | NumberInput;

const HTML_TYPE: Record<string, string> = { email_text_input: 'email', url_text_input: 'url' };

function triggers(element: TextInput): readonly string[] {
  return element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
}

export function TextInputElement({ element }: { element: TextInput }) {
  const { value, aria, keep, send, place } = useElement(element);
  const text = value?.value ?? '';
  const change = (next: string) => {
    const changed = keep({ value: next === '' ? null : next });
    const asked = place.dispatch && triggers(element).includes('on_character_entered');
    if (asked) void send({ value: next }, changed);
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !place.dispatch || !triggers(element).includes('on_enter_pressed')) return;
    event.preventDefault();
    void send({ value: text });
  };
  const shared = {
    ...aria,
    className: 'field',
    value: text,
    placeholder: element.placeholder?.text,
    autoFocus: element.focus_on_load,
  };
  if (element.type === 'plain_text_input' && element.multiline) {
    return (
      <textarea
        {...shared}
        rows={4}
        minLength={element.min_length}
        maxLength={element.max_length}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  const bounds =
    element.type === 'number_input'
      ? { min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? 'any' : 1 }
      : {};
  return (
    <input
      {...shared}
      {...bounds}
      type={element.type === 'number_input' ? 'number' : (HTML_TYPE[element.type] ?? 'text')}
      onChange={(event) => change(event.target.value)}
      onKeyDown={onEnter}
    />
  );
}

interface RichValue {
  elements?: { elements?: { text?: string }[] }[];
}

function plainTextOf(value: unknown): string {
  const sections = (value as RichValue | null)?.elements ?? [];
  return sections.map((part) => (part.elements ?? []).map((leaf) => leaf.text ?? '').join('')).join('\n');
}

/** Written without styles: one plain section is a valid rich text value. */
export function RichTextInputElement({ element }: { element: RichTextInput }) {
  const { value, aria, keep } = useElement(element);
  const change = (text: string) =>
    keep({
      rich_text_value: {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    });
  return (
    <textarea
      {...aria}
      className="field"
      rows={4}
      placeholder={element.placeholder?.text}
      value={plainTextOf(value?.rich_text_value)}
      onChange={(event) => change(event.target.value)}
    />
  );
}
