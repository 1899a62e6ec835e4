import { elementsOf } from './block-ids.ts';
import { isObject, type Json } from './json.ts';

/** `state.values` of a view: block_id -> action_id -> value. */
export type StateValues = Record<string, Record<string, Json>>;

/** Where each kind of element keeps its value, and what it starts from. */
const slots: Record<string, readonly [slot: string, initial: string]> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  file_input: ['files', 'initial_files'],
};

const isList = (slot: string): boolean => slot.endsWith('s');

/** The name of the property that holds an element's value, `undefined` for a button. */
export const valueSlot = (elementType: string): string | undefined => slots[elementType]?.[0];

/** The state of freshly shown blocks: initial values, `null` or an empty list where there is none. */
export function initialState(blocks: readonly Json[]): StateValues {
  const values: StateValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    const slot = slots[String(element.type)];
    if (!slot) continue;
    const [name, initial] = slot;
    const inBlock = values[String(block.block_id)] ?? {};
    values[String(block.block_id)] = inBlock;
    inBlock[String(element.action_id)] = {
      type: element.type,
      [name]: element[initial] ?? (isList(name) ? [] : null),
    };
  }
  return values;
}

/** `known` with the values of `typed` that belong to elements it has; each gets its element's type. */
export function mergeState(known: StateValues, typed: unknown): StateValues {
  const given = isObject(typed) ? typed : {};
  return Object.fromEntries(
    Object.entries(known).map(([blockId, actions]) => {
      const inBlock = given[blockId];
      return [
        blockId,
        Object.fromEntries(
          Object.entries(actions).map(([actionId, value]) => {
            const typedValue = isObject(inBlock) ? inBlock[actionId] : undefined;
            return [actionId, isObject(typedValue) ? { ...value, ...typedValue, type: value.type } : value];
          }),
        ),
      ];
    }),
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The complaints Slack's client makes itself, before the app hears of the submission: block_id -> sentence. */
export function missingInputs(blocks: readonly Json[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element } of elementsOf(blocks)) {
    const slot = valueSlot(String(element.type));
    if (block.type !== 'input' || slot === undefined) continue;
    const value = values[String(block.block_id)]?.[String(element.action_id)]?.[slot];
    if (block.optional !== true && isEmpty(value))
      errors[String(block.block_id)] = 'Please complete this required field.';
    else if (typeof value === 'string') {
      const { max_length: max, min_length: min } = element;
      if (typeof max === 'number' && value.length > max)
        errors[String(block.block_id)] = `Use at most ${max} characters.`;
      if (typeof min === 'number' && value.length > 0 && value.length < min) {
        errors[String(block.block_id)] = `Use at least ${min} characters.`;
      }
    }
  }
  return errors;
}
