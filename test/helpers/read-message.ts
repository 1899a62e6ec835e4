import type { SeenMessage } from '../../src/sandbox/person.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every text a reader sees in blocks, in order, one line each; rich text as one line a section. */
export function linesOf(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(linesOf);
  if (!isObject(blocks)) return [];
  if (blocks.type === 'rich_text_section') return [linesOf(blocks.elements).join('')];
  if (typeof blocks.text === 'string') return [blocks.text];
  return [
    'text',
    'title',
    'label',
    'elements',
    'fields',
    'accessory',
    'element',
    'blocks',
    'options',
  ].flatMap((key) => linesOf(blocks[key]));
}

/** All a reader sees of a message, as one text. */
export const wordsOf = (message: Pick<SeenMessage, 'blocks' | 'text'>): string =>
  message.blocks.length > 0 ? linesOf(message.blocks).join('\n') : message.text;

/** Ids of everything one can press in blocks, with what each carries. */
export function buttonsOf(blocks: unknown): { actionId: string; label: string; value: string }[] {
  if (Array.isArray(blocks)) return blocks.flatMap(buttonsOf);
  if (!isObject(blocks)) return [];
  const own =
    typeof blocks.action_id === 'string'
      ? [
          {
            actionId: blocks.action_id,
            label: linesOf(blocks.text).join(''),
            value: typeof blocks.value === 'string' ? blocks.value : '',
          },
        ]
      : [];
  return [...own, ...['elements', 'accessory', 'element'].flatMap((key) => buttonsOf(blocks[key]))];
}

export const hasButton = (message: Pick<SeenMessage, 'blocks'>, actionId: string): boolean =>
  buttonsOf(message.blocks).some((button) => button.actionId === actionId);
