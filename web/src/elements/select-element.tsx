import type { ChannelsSelect, ConversationsSelect, StaticSelect, UsersSelect } from '@slack/types';
import { useWorkspace } from '../state/workspace.tsx';
import type { ElementValue } from './form-values.ts';
import { type Choice, choicesFromOptions, choicesFromWorkspace } from './select-options.ts';
import { useElement } from './use-element.ts';

export type SingleSelect = StaticSelect | UsersSelect | ChannelsSelect | ConversationsSelect;

function currentValue(value: ElementValue | undefined): string {
  const option = value?.selected_option;
  return (
    option?.value ?? value?.selected_user ?? value?.selected_channel ?? value?.selected_conversation ?? ''
  );
}

function detailFor(element: SingleSelect, choice: Choice | undefined): Omit<ElementValue, 'type'> {
  switch (element.type) {
    case 'users_select':
      return { selected_user: choice?.value ?? null };
    case 'channels_select':
      return { selected_channel: choice?.value ?? null };
    case 'conversations_select':
      return { selected_conversation: choice?.value ?? null };
    default:
      return { selected_option: choice?.option ?? null };
  }
}

/** A single choice as the browser's own select: every keyboard and screen reader knows it. */
export function SelectElement({ element }: { element: SingleSelect }) {
  const workspace = useWorkspace();
  const { value, aria, change, pending } = useElement(element);
  const choices =
    element.type === 'static_select'
      ? choicesFromOptions(element)
      : choicesFromWorkspace(
          element.type,
          workspace,
          element.type === 'conversations_select' ? element.filter : undefined,
        );
  const groups = [...new Set(choices.map((choice) => choice.group))];
  const placeholder = element.placeholder?.text ?? 'Choose…';
  return (
    <select
      className="field field-short"
      {...aria}
      aria-label={aria['aria-labelledby'] ? undefined : placeholder}
      aria-busy={pending}
      value={currentValue(value)}
      onChange={(event) =>
        change(
          detailFor(
            element,
            choices.find((choice) => choice.value === event.target.value),
          ),
        )
      }
    >
      <option value="">{placeholder}</option>
      {groups.map((group) => {
        const lines = choices
          .filter((choice) => choice.group === group)
          .map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ));
        return group === undefined ? (
          lines
        ) : (
          <optgroup key={group} label={group}>
            {lines}
          </optgroup>
        );
      })}
    </select>
  );
}
