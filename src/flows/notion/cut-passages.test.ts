import { describe, expect, test } from 'vitest';
import { cutPassages } from './cut-passages.ts';
import type { ReadBlock } from './read-blocks.ts';

const page = { id: 'p', url: 'https://notion.so/p', title: 'Billing' };
const block = (kind: string, text: string, at = 0): ReadBlock => ({
  blockId: `${kind}${at}`,
  url: `https://notion.so/p#${kind}${at}`,
  kind,
  depth: 0,
  text,
});
const bodies = (...blocks: ReadBlock[]) => cutPassages(page, blocks).map(({ body }) => body);

describe('passages of a page', () => {
  test('begin with its title, so that an empty page is known', () => {
    expect(cutPassages(page, [])).toEqual([{ blockId: 'p', url: page.url, body: 'Billing' }]);
  });

  test('join the lines of a section and begin with its heading', () => {
    const passages = cutPassages(page, [
      block('paragraph', 'Hello.'),
      block('heading_1', 'Invoices'),
      block('heading_2', 'Numbers'),
      block('bulleted_list_item', 'No gaps.'),
      block('bulleted_list_item', 'One a month.', 1),
      block('code', 'if (x) y()'),
      block('heading_1', 'Money', 2),
    ]);
    expect(passages.slice(1)).toEqual([
      { blockId: 'paragraph0', url: 'https://notion.so/p#paragraph0', body: 'Hello.' },
      {
        blockId: 'heading_10',
        url: 'https://notion.so/p#heading_10',
        body: 'Invoices\nNumbers\nNo gaps.\nOne a month.',
      },
      { blockId: 'heading_12', url: 'https://notion.so/p#heading_12', body: 'Money' },
    ]);
  });

  test('are none longer than 700 characters, and nothing of the page is lost', () => {
    const sentence = 'An invoice has a number, and that number is given once. ';
    const long = sentence.repeat(60).trim();
    const unbroken = 'x'.repeat(2_000);
    const lines = Array.from({ length: 30 }, (_, at) => block('paragraph', `${sentence}${at}`, at));
    const made = bodies(block('paragraph', long), block('paragraph', unbroken), ...lines);
    expect(Math.max(...made.map((body) => body.length))).toBeLessThanOrEqual(701);
    expect(made.slice(1).join(' ').replace(/\s+/g, '')).toBe(
      [long, unbroken, ...lines.map(({ text }) => text)].join(' ').replace(/\s+/g, ''),
    );
    expect(made[1]?.endsWith('once.')).toBe(true);
    const ids = cutPassages(page, [block('paragraph', long)]).map(({ blockId }) => blockId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
