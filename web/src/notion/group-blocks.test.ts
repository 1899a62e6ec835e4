import { expect, it } from 'vitest';
import { groupBlocks } from './group-blocks.ts';

const block = (id: string, type: string) => ({
  id,
  type,
  text: id,
  richText: [],
  checked: null,
  children: [],
});

it('to-dos after each other are one list, paragraphs after each other are not', () => {
  const runs = groupBlocks([
    block('a', 'paragraph'),
    block('b', 'paragraph'),
    block('c', 'to_do'),
    block('d', 'to_do'),
    block('e', 'heading_2'),
    block('f', 'to_do'),
  ]);
  expect(runs.map((run) => run.blocks.map(({ id }) => id).join(''))).toEqual(['a', 'b', 'cd', 'e', 'f']);
});
