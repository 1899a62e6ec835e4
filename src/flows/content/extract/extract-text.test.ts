import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';

test('plain text is one block a line, tags and all', () => {
  const { blocks, title } = extractText('Version  2\r\n\r\n<b>not a tag</b>\n');
  expect(title).toBe('Version 2');
  expect(blocks.map((block) => block.text)).toEqual(['Version 2', '<b>not a tag</b>']);
});
