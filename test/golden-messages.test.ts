import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blockProblems, viewProblems } from '../src/sandbox/slack/validate.ts';
import { actionIds } from '../src/vendors/slack/action-ids.ts';
import { messageProblems } from './helpers/message-rules.ts';

const folder = join(import.meta.dirname, 'fixtures/blocks');
/** What is not for Slack. */
const elsewhere = new Set(['webhook.json']);
const golden = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !elsewhere.has(name))
  .map((name) => ({ name, sent: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));

describe('every message and view that is kept as a golden file', () => {
  test.each(golden)('$name would be taken by Slack, and nothing in it can ring', ({ sent }) => {
    const shape = 'type' in sent ? viewProblems(sent) : blockProblems(sent.blocks ?? []);
    expect([...shape, ...messageProblems(sent)]).toEqual([]);
  });

  test('everything one can press stands in one of them', () => {
    const all = JSON.stringify(golden);
    const missing = Object.values(actionIds).filter((id) => !all.includes(`"action_id":"${id}"`));
    expect(missing).toEqual([]);
  });
});

const section = (text: string, more = {}) => ({ type: 'section', text: { type: 'mrkdwn', text }, ...more });
const button = (more = {}) => ({
  type: 'button',
  action_id: 'a',
  text: { type: 'plain_text', text: 'Press' },
  ...more,
});
const message = (...blocks: object[]) => ({ text: 'Said', blocks });
const modal = (more = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Title' },
  blocks: [section('x')],
  ...more,
});

describe('the rules see', () => {
  test.each<[string, object, RegExp]>([
    ['51 blocks', message(...Array.from({ length: 51 }, () => section('x'))), /51 blocks/],
    ['a section of 3,001 characters', message(section('x'.repeat(3_001))), /section has 3001/],
    ['an empty section', message(section('')), /says nothing/],
    [
      'a header of 151',
      message({ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }),
      /header/,
    ],
    [
      'a button of 76',
      message({
        type: 'actions',
        elements: [button({ text: { type: 'plain_text', text: 'x'.repeat(76) } })],
      }),
      /button/,
    ],
    ['one action_id twice', message({ type: 'actions', elements: [button(), button()] }), /action_id twice/],
    [
      'one block_id twice',
      message(section('a', { block_id: 'b' }), section('c', { block_id: 'b' })),
      /block_id/,
    ],
    ['eleven options of a menu', message(section('x', { accessory: overflow(11) })), /too many options/],
    ['an option of 76', message(section('x', { accessory: overflow(2, 'x'.repeat(76)) })), /option has 76/],
    ['no top-level text', { blocks: [section('x')] }, /top-level/],
    ['a broadcast of a page', message(section('Now <!everyone>')), /markup/],
    ['a link of a page', message(section('<https://evil.example|here>')), /markup/],
    ['a bidi control', message(section('a\u202Eb')), /bidi/],
    [
      'a mention in rich text',
      message({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] }],
      }),
      /does something/,
    ],
    ['a modal title of 25', modal({ title: { type: 'plain_text', text: 'x'.repeat(25) } }), /title has 25/],
    ['3,001 characters of metadata', modal({ private_metadata: 'x'.repeat(3_001) }), /private_metadata/],
    [
      '101 blocks in a modal',
      modal({ blocks: Array.from({ length: 101 }, () => section('x')) }),
      /101 blocks/,
    ],
  ])('%s', (_name, sent, problem) => expect(messageProblems(sent).join('\n')).toMatch(problem));

  test('nothing wrong in what is right', () => {
    const mention = section('<@U0ADA00001> <!date^1^{ago}|then> <#C0GENERAL1>', { accessory: overflow(3) });
    expect(messageProblems(message(mention, { type: 'actions', elements: [button()] }))).toEqual([]);
    expect(messageProblems(modal())).toEqual([]);
  });
});

function overflow(count: number, label = 'Choice') {
  return {
    type: 'overflow',
    action_id: 'o',
    options: Array.from({ length: count }, (_, at) => ({
      text: { type: 'plain_text', text: label },
      value: String(at),
    })),
  };
}
