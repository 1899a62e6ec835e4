import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import anyChunk from './schemas/any-chunk.generated.json' with { type: 'json' };
import knownBlock from './schemas/known-block.generated.json' with { type: 'json' };
import view from './schemas/view.generated.json' with { type: 'json' };
import { blockProblems, chunkProblems, viewProblems } from './validate.ts';

const text = (value: string) => ({ type: 'plain_text', text: value });
const mrkdwn = (value: string) => ({ type: 'mrkdwn', text: value });

describe('blocks Slack would take', () => {
  it('are the ones a message of Lookout is made of', () => {
    const menu = { type: 'overflow', action_id: 'more', options: [{ text: text('Pause'), value: 'pause' }] };
    const quote = {
      type: 'rich_text_quote',
      elements: [{ type: 'text', text: 'before', style: { bold: true } }],
    };
    expect(
      blockProblems([
        { type: 'section', text: mrkdwn('*A*'), accessory: menu },
        { type: 'rich_text', elements: [quote] },
        { type: 'context', elements: [mrkdwn('seen today')] },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'a', text: text('Useful'), value: '1', style: 'primary' }],
        },
        { type: 'markdown', text: '**hello**' },
        { type: 'divider' },
      ]),
    ).toEqual([]);
  });
});

describe('blocks Slack would refuse', () => {
  it.each([
    ['an unknown type', { type: 'wormhole' }, 'unsupported type: wormhole [json-pointer:/blocks/0/type]'],
    ['no type', { text: 'x' }, 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'a stray field',
      { type: 'divider', text: 'x' },
      'invalid additional property: text [json-pointer:/blocks/0]',
    ],
    [
      'a header in mrkdwn',
      { type: 'header', text: mrkdwn('x') },
      'must be "plain_text" [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a header of 151',
      { type: 'header', text: text('x'.repeat(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty section',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'empty text',
      { type: 'section', text: mrkdwn('') },
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a button label of 76',
      { type: 'actions', elements: [{ type: 'button', text: text('x'.repeat(76)) }] },
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'eleven context elements',
      { type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('x')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a colour of button that is not there',
      { type: 'actions', elements: [{ type: 'button', text: text('x'), style: 'green' }] },
      'value not in [primary,danger]: green [json-pointer:/blocks/0/elements/0/style]',
    ],
  ])('for %s', (_why, block, problem) => {
    expect(blockProblems([block])).toEqual([`[ERROR] ${problem}`]);
  });

  it('for the same block_id twice, and for 51 blocks', () => {
    const divider = { type: 'divider', block_id: 'same' };
    expect(blockProblems([divider, divider])).toEqual([
      '[ERROR] `block_id` "same" already exists [json-pointer:/blocks/1/block_id]',
    ]);
    expect(blockProblems(Array.from({ length: 51 }, () => ({ type: 'divider' })))).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
  });
});

describe('views', () => {
  const input = {
    type: 'input',
    block_id: 'b',
    label: text('Name'),
    element: { type: 'plain_text_input', action_id: 'v' },
  };

  it('need a submit button for an input, short titles, and little private metadata', () => {
    const modal = { type: 'modal', title: text('Edit'), submit: text('Save'), blocks: [input] };
    expect(viewProblems(modal)).toEqual([]);
    expect(viewProblems({ ...modal, submit: undefined })[0]).toContain('submit');
    expect(viewProblems({ ...modal, title: text('x'.repeat(25)) })).toEqual([
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
    ]);
    expect(viewProblems({ ...modal, private_metadata: 'x'.repeat(3_001) })).toHaveLength(1);
    expect(viewProblems({ type: 'modal', blocks: [] })).toEqual([
      '[ERROR] missing required field: title [json-pointer:/view]',
    ]);
  });
});

describe('chunks of a stream', () => {
  it('are known by their type, and blocks inside them are checked', () => {
    expect(
      chunkProblems([
        { type: 'markdown_text', text: 'a' },
        { type: 'plan_update', title: 'b' },
      ]),
    ).toEqual([]);
    expect(chunkProblems([{ type: 'song', text: 'a' }])).toEqual([
      '[ERROR] unsupported type: song [json-pointer:/chunks/0/type]',
    ]);
    expect(chunkProblems([{ type: 'blocks', blocks: [{ type: 'header' }] }])).toEqual([
      '[ERROR] missing required field: text [json-pointer:/chunks/0/blocks/0]',
    ]);
  });
});

it('checks with the schemas of the installed @slack/types (else: node scripts/generate-slack-schemas.mjs)', async () => {
  const path = new URL('../../../node_modules/@slack/types/package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(path, 'utf8'));
  const made = [anyChunk, knownBlock, view].map((schema) => schema.$comment);
  expect(made).toEqual(made.map(() => `@slack/types ${version}`));
});
