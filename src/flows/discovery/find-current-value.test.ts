import { expect, test } from 'vitest';
import type { Block, Extraction } from '../../contracts/blocks.ts';
import { findCurrentValue } from './find-current-value.ts';
import { readRequest } from './read-request.ts';

const page = (blocks: Partial<Block>[], kind: Extraction['kind'] = 'html'): Extraction => ({
  kind,
  title: 'Acme',
  blocks: blocks.map((block) => ({ kind: 'text', path: [], text: '', ...block })),
  links: [],
  feeds: [],
});
const valueOn = (request: string, blocks: Partial<Block>[], kind?: Extraction['kind']) =>
  findCurrentValue(page(blocks, kind), readRequest(`${request} on https://a.example/x`))?.text ?? null;

const table: Partial<Block>[] = [
  { kind: 'heading', text: 'Pricing' },
  { kind: 'cell', path: ['Pricing'], label: 'Free › Price', text: '$0' },
  { kind: 'cell', path: ['Pricing'], label: 'Pro › Price', text: '$20 / month' },
  { kind: 'cell', path: ['Pricing'], label: 'Pro › Yearly', text: '$200' },
  { kind: 'cell', path: ['Pricing'], label: 'Team › Price', text: '$50 / month' },
  { kind: 'text', path: ['Pricing'], text: 'Pay yearly and save $40.' },
];

test('of a table it is the cell of the row that was asked for', () => {
  expect(valueOn("tell me when the Pro plan's price changes", table)).toBe('$20 / month');
  expect(valueOn('tell me when the Team plan gets cheaper', table)).toBe('$50 / month');
});

test('of cards it is the price under the heading', () => {
  const cards: Partial<Block>[] = [
    { kind: 'heading', path: ['Plans'], text: 'Starter' },
    { path: ['Plans', 'Starter'], text: '€9 per month' },
    { kind: 'heading', path: ['Plans'], text: 'Pro' },
    { path: ['Plans', 'Pro'], text: '€29 per month' },
  ];
  expect(valueOn('watch the price of the Pro plan', cards)).toBe('€29 per month');
});

test('of a sentence with several prices it is the one after the words', () => {
  const sentence = [
    {
      text: 'Starter costs $10 a month, Pro costs $25 a month and Team costs $60 a month, all billed yearly, cancel any time.',
    },
  ];
  expect(valueOn('tell me when the Pro price changes', sentence)).toMatch(/^\$25/);
});

test('in plain text blocks it is the one after the name', () => {
  const flat = [
    { text: 'Basic' },
    { text: '$5' },
    { text: 'Pro' },
    { text: '$15' },
    { text: 'Enterprise' },
    { text: 'Contact us' },
  ];
  expect(valueOn('tell me when the Pro price changes', flat)).toBe('$15');
});

test('a price in the menu or footer is none', () => {
  expect(valueOn('tell me when the price changes', [{ text: 'Now from $1!', furniture: true }])).toBeNull();
});

test('a price that has nothing to do with the words is none', () => {
  const blocks = [
    { text: 'Pro is our best plan.' },
    { text: 'x' },
    { text: 'y' },
    { text: 'z' },
    { text: 'Shipping is $5 in Europe.' },
  ];
  expect(valueOn('tell me when the Pro price changes', blocks)).toBeNull();
});

test.each([
  ['tell me when it is back in stock', [{ text: 'Blue kettle' }, { text: 'Sold out' }], 'Sold out'],
  [
    'tell me when there is an outage',
    [{ kind: 'heading' as const, text: 'All systems operational' }],
    'All systems operational',
  ],
  [
    'tell me about new releases',
    [
      { kind: 'heading' as const, text: 'Changelog' },
      { kind: 'heading' as const, text: 'v2.4.1 (May 2026)' },
    ],
    'v2.4.1',
  ],
  ['tell me about new jobs', [{ text: '12 open positions in 3 cities' }], '12 open positions in 3 cities'],
  ['tell me when the terms change', [{ text: 'Last updated: 3 May 2026' }], 'Last updated: 3 May 2026'],
  [
    'tell me when the members count changes',
    [{ kind: 'pair' as const, label: 'Members count', text: '1,204' }],
    '1,204',
  ],
  ['tell me when this changes', [{ text: 'Just words.' }], null],
])('"%s" reads %o as %s', (request, blocks, value) => {
  expect(valueOn(request, blocks)).toBe(value);
});

test('whatever is found stands on the page letter by letter', () => {
  for (const request of [
    "the Pro plan's price changes",
    'the price changes',
    'it is available',
    'a new version is released',
  ]) {
    const value = valueOn(`tell me when ${request}`, table);
    if (value !== null) expect(table.some(({ text }) => text?.includes(value))).toBe(true);
  }
});
