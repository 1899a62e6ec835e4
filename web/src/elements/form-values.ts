import type { KnownBlock, Option } from '@slack/types';

/** One element's entry in Slack's `state.values`; the key beside `type` depends on the element. */
export interface ElementValue {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  rich_text_value?: unknown;
}

/** block_id -> action_id -> value, exactly as Slack sends it. */
export type FormValues = Record<string, Record<string, ElementValue>>;

/** Any stateful element, read loosely: which of the fields exist depends on `type`. */
interface StatefulElement {
  type: string;
  action_id?: string;
  initial_value?: unknown;
  initial_option?: Option;
  initial_options?: Option[];
  initial_user?: string;
  initial_users?: string[];
  initial_channel?: string;
  initial_channels?: string[];
  initial_conversation?: string;
  initial_conversations?: string[];
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
}

/** What an element holds before anyone touched it; undefined for elements without state (buttons). */
function initialValue(element: StatefulElement): ElementValue | undefined {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: typeof element.initial_value === 'string' ? element.initial_value : null };
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    default:
      return undefined;
  }
}

/** Slack names every block; a block that came without a name gets one from its place. */
export function blockIdOf(block: { block_id?: string }, index: number): string {
  return block.block_id ?? `block-${index}`;
}

function elementsOf(block: KnownBlock): StatefulElement[] {
  const parts = block as unknown as {
    element?: StatefulElement;
    accessory?: StatefulElement;
    elements?: StatefulElement[];
  };
  if (block.type === 'input') return parts.element ? [parts.element] : [];
  if (block.type === 'section') return parts.accessory ? [parts.accessory] : [];
  return block.type === 'actions' ? (parts.elements ?? []) : [];
}

/**
 * The `state.values` of a surface: what its blocks start with, overlaid by what the person changed.
 * Edits survive an update of the view as long as block and action keep their ids, as in Slack.
 */
export function formValues(blocks: KnownBlock[], edits: FormValues): FormValues {
  const values: FormValues = {};
  blocks.forEach((block, index) => {
    const blockId = blockIdOf(block, index);
    for (const element of elementsOf(block)) {
      const actionId = element.action_id ?? '';
      const initial = initialValue(element);
      if (!initial) continue;
      const edit = edits[blockId]?.[actionId];
      values[blockId] = { ...values[blockId], [actionId]: edit?.type === initial.type ? edit : initial };
    }
  });
  return values;
}
