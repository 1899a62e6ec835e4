import type { ExternalSelect, MultiSelect, Option } from '@slack/types';
import { useWorkspace } from '../state/workspace.tsx';
import { useToast } from '../ui/toast.tsx';
import type { ElementValue } from './form-values.ts';
import { Picker } from './picker.tsx';
import { type Choice, choicesFromOptions, choicesFromWorkspace } from './select-options.ts';
import { useElement } from './use-element.ts';

export type PickerKind = MultiSelect | ExternalSelect;

const optionChoice = (option: Option): Choice => ({
  value: option.value ?? option.text.text,
  label: option.text.text,
  option,
});

function chosenValues(value: ElementValue | undefined, known: Choice[]): Choice[] {
  if (value?.selected_option) return [optionChoice(value.selected_option)];
  if (value?.selected_options) return value.selected_options.map(optionChoice);
  const ids = value?.selected_users ?? value?.selected_channels ?? value?.selected_conversations ?? [];
  return ids.map((id) => known.find((choice) => choice.value === id) ?? { value: id, label: id });
}

function detailFor(type: string, chosen: Choice[]): Omit<ElementValue, 'type'> {
  const ids = chosen.map((choice) => choice.value);
  if (type === 'multi_users_select') return { selected_users: ids };
  if (type === 'multi_channels_select') return { selected_channels: ids };
  if (type === 'multi_conversations_select') return { selected_conversations: ids };
  const options = chosen.flatMap((choice) => (choice.option ? [choice.option] : []));
  return type === 'external_select' ? { selected_option: options[0] ?? null } : { selected_options: options };
}

/** Selects of many, and selects whose options the app looks up while one types. */
export function PickerElement({ element }: { element: PickerKind }) {
  const workspace = useWorkspace();
  const toast = useToast();
  const { value, aria, change, loadOptions } = useElement(element);
  const external = element.type === 'external_select' || element.type === 'multi_external_select';
  const local = external
    ? []
    : element.type === 'multi_static_select'
      ? choicesFromOptions(element)
      : choicesFromWorkspace(
          element.type,
          workspace,
          element.type === 'multi_conversations_select' ? element.filter : undefined,
        );
  const find = async (query: string): Promise<Choice[]> => {
    if (!external) return local.filter((choice) => choice.label.toLowerCase().includes(query.toLowerCase()));
    if (query.length < (element.min_query_length ?? 3)) return [];
    try {
      return choicesFromOptions(await loadOptions(query));
    } catch (error) {
      toast.error(error);
      return [];
    }
  };
  return (
    <Picker
      aria={aria}
      many={element.type !== 'external_select'}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      placeholder={element.placeholder?.text ?? (external ? 'Type to search…' : 'Choose…')}
      chosen={chosenValues(value, local)}
      find={find}
      onChange={(chosen) => change(detailFor(element.type, chosen))}
    />
  );
}
