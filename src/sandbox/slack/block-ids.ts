import { randomBytes } from 'node:crypto';
import { isObject, type Json } from './json.ts';

const interactive = new Set([
  'button',
  'overflow',
  'checkboxes',
  'radio_buttons',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
  'feedback_buttons',
  'icon_button',
  'workflow_button',
]);

const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5);

function withActionIds(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withActionIds);
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withActionIds(value)]));
  if (typeof copy.type === 'string' && interactive.has(copy.type) && copy.action_id === undefined)
    copy.action_id = shortId();
  return copy;
}

/** A copy of the blocks with the ids Slack makes up where the app gave none. */
export function withIds(blocks: readonly unknown[]): Json[] {
  return blocks.filter(isObject).map((block) => {
    const copy = withActionIds(block);
    return isObject(copy) ? { ...copy, block_id: copy.block_id ?? shortId() } : block;
  });
}

/** The interactive elements of blocks with the block each sits in. */
export function elementsOf(blocks: readonly Json[]): { block: Json; element: Json }[] {
  return blocks.flatMap((block) => {
    const nested = Array.isArray(block.child_blocks) ? elementsOf(block.child_blocks.filter(isObject)) : [];
    const direct = [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])]
      .filter(isObject)
      .filter((element) => typeof element.type === 'string' && interactive.has(element.type))
      .map((element) => ({ block, element }));
    const cardActions = Array.isArray(block.actions)
      ? block.actions.filter(isObject).map((element) => ({ block, element }))
      : [];
    return [...direct, ...cardActions, ...nested];
  });
}
