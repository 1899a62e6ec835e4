import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { misfitOf } from './check-schema.ts';
import requests from './schemas/requests.generated.json' with { type: 'json' };
import { validateRequest } from './validate.ts';

const rich = (content: string) => [{ type: 'text', text: { content } }];
const todo = (content: string) => ({ type: 'to_do', to_do: { rich_text: rich(content), checked: false } });
const paragraph = (content: string) => ({ paragraph: { rich_text: rich(content) } });

function refusal(route: string, body: Record<string, unknown>, bytes = 100): string | undefined {
  try {
    validateRequest(route, { block_id: 'b' }, body, bytes);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

const append = 'PATCH /v1/blocks/:block_id/children';

describe('the shape of a request', () => {
  test('a to-do with words and a state is taken', () => {
    expect(refusal(append, { children: [todo('Write to the bank')] })).toBeUndefined();
  });

  test.each([
    [{}, 'body.children should be defined, instead was `undefined`.'],
    [{ children: [{ type: 'to_do', to_do: {} }] }, 'body.children[0].to_do.rich_text should be defined'],
    [
      { children: [todo('a'), { type: 'to_do', to_do: { rich_text: rich('b'), done: true } }] },
      'body.children[1].to_do.done should be not present, instead was `true`.',
    ],
    [
      { children: [{ paragraph: { rich_text: [{ type: 'text', text: { content: 5 } }] } }] },
      'body.children[0].paragraph.rich_text[0].text.content should be a string, instead was `5`.',
    ],
    [{ children: [], after: 'x' }, 'body.after should be not present'],
  ])('%j is refused', (body, message) => {
    expect(refusal(append, body)).toContain(message);
  });

  test('a third level of children is more than one request may hold', () => {
    const nest = (levels: number): object =>
      levels === 0
        ? paragraph('leaf')
        : { toggle: { rich_text: rich('toggle'), children: [nest(levels - 1)] } };
    expect(refusal(append, { children: [nest(2)] })).toBeUndefined();
    expect(refusal(append, { children: [nest(3)] })).toContain('children should be not present');
  });
});

describe('the size of a request', () => {
  test.each([
    ['2,000 characters', { children: [paragraph('x'.repeat(2_000))] }, undefined],
    ['2,001 characters', { children: [paragraph('x'.repeat(2_001))] }, 'content.length should be ≤ `2000`'],
    ['100 blocks', { children: Array(100).fill(todo('x')) }, undefined],
    ['101 blocks', { children: Array(101).fill(todo('x')) }, 'children.length should be ≤ `100`'],
    [
      '101 pieces of text',
      { children: [{ paragraph: { rich_text: Array(101).fill(rich('x')[0]) } }] },
      'rich_text.length should be ≤ `100`',
    ],
    [
      '1,010 blocks in toggles',
      {
        children: Array(10).fill({
          toggle: { rich_text: rich('t'), children: Array(100).fill(paragraph('x')) },
        }),
      },
      '≤ `1000` blocks, instead had `1010`',
    ],
    [
      'a link of 2,001 characters',
      {
        children: [
          {
            paragraph: {
              rich_text: [
                { text: { content: 'x', link: { url: `https://a.example/${'x'.repeat(1_983)}` } } },
              ],
            },
          },
        ],
      },
      'url.length should be ≤ `2000`',
    ],
  ])('%s', (_, body, message) => {
    if (message === undefined) expect(refusal(append, body)).toBeUndefined();
    else expect(refusal(append, body)).toContain(message);
  });

  test('half a megabyte is all a request may weigh', () => {
    expect(refusal(append, { children: [todo('x')] }, 500_001)).toContain('500000');
  });
});

test('the walk over the schema and Ajv say the same', () => {
  const { definitions } = requests;
  const judge = new Ajv({ strict: false, validateSchema: false }).compile({
    $ref: '#/definitions/UpdateBlockParameters',
    definitions,
  });
  const samples: unknown[] = [
    { block_id: 'b', to_do: { checked: true } },
    { block_id: 'b', to_do: { checked: 'yes' } },
    { block_id: 'b', to_do: { rich_text: rich('a'), color: 'blue' } },
    { block_id: 'b', to_do: { rich_text: rich('a'), color: 'no such colour' } },
    { block_id: 'b', type: 'to_do', paragraph: { rich_text: rich('a') } },
    { block_id: 'b', paragraph: { rich_text: [{ mention: { user: { id: 'u' } } }] } },
    { block_id: 'b', paragraph: { rich_text: [{ mention: { nobody: { id: 'u' } } }] } },
    { block_id: 'b', table_row: { cells: [rich('a'), []] } },
    { block_id: 'b', table_row: { cells: ['a'] } },
    { block_id: 'b', in_trash: true },
    { to_do: { checked: true } },
    { block_id: 'b', code: { rich_text: rich('a'), language: 'typescript' } },
    { block_id: 'b', synced_block: { synced_from: null } },
    null,
  ];
  expect(
    samples.map(
      (sample) => misfitOf(definitions, definitions.UpdateBlockParameters, sample, 'body') === undefined,
    ),
  ).toEqual(samples.map((sample) => judge(sample)));
  expect(samples.filter((sample) => judge(sample))).toHaveLength(7);
});

test('the schema is that of the installed client', async () => {
  const { version } = JSON.parse(await readFile('node_modules/@notionhq/client/package.json', 'utf8'));
  expect(requests.$comment).toBe(`@notionhq/client ${version}`);
});
