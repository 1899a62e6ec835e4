import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import { useId } from 'react';
import { TextInline } from '../text/mrkdwn-view.tsx';
import { useElement } from './use-element.ts';

/** Radio buttons and checkboxes: the same list, one or many. */
export function ChoiceElement({ element }: { element: Checkboxes | RadioButtons }) {
  const { value, aria, change } = useElement(element);
  const { 'aria-invalid': _unsupported, ...groupAria } = aria;
  const group = useId();
  const many = element.type === 'checkboxes';
  const chosen = many
    ? (value?.selected_options ?? [])
    : value?.selected_option
      ? [value.selected_option]
      : [];
  const isChosen = (option: Option) => chosen.some((other) => other.value === option.value);
  const toggle = (option: Option, on: boolean) => {
    if (!many) return change({ selected_option: option });
    const next = element.options.filter((other) => (other.value === option.value ? on : isChosen(other)));
    change({ selected_options: next });
  };
  return (
    <div className="choices" role={many ? 'group' : 'radiogroup'} {...groupAria}>
      {element.options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={group}
            checked={isChosen(option)}
            onChange={(event) => toggle(option, event.target.checked)}
          />
          <span>
            <TextInline text={option.text} />
            {option.description ? <small className="choice-hint">{option.description.text}</small> : null}
          </span>
        </label>
      ))}
    </div>
  );
}
