import { describe, expect, it } from 'vitest';
import type { Block } from '../../../contracts/blocks.ts';
import { compareVersions } from './compare-versions.ts';

const items = (...texts: string[]): Block[] =>
  texts.map((text) => ({ kind: 'item', path: ['Status'], text }));

/** Says that texts with one of these words are near the request and all others are not. */
const near =
  (...words: string[]) =>
  async (texts: string[]) =>
    texts.map((text, index) =>
      Float32Array.from(index === 0 || words.some((word) => text.includes(word)) ? [1, 0] : [0.1, 0.99]),
    );

const candidates = async (request: string, embed?: (texts: string[]) => Promise<Float32Array[]>) => {
  const before = items('All is well');
  const after = items('All is well', 'Login is degraded', 'We had a summer party', 'Lunch for $12');
  const compared = await compareVersions({
    request,
    condition: null,
    before,
    after,
    ...(embed ? { embed } : {}),
  });
  return compared.candidates.map(({ after: text }) => text);
};

describe('relevance with an embedder', () => {
  it('finds what the request means when the page says it in other words', async () => {
    expect(await candidates('tell me about breakdowns', near('degraded'))).toEqual(['Login is degraded']);
  });

  it('lets everything through when nothing can tell, rather than miss it', async () => {
    expect(await candidates('tell me about breakdowns')).toHaveLength(3);
  });

  it('goes on by words alone when the embedder fails', async () => {
    expect(
      await candidates('tell me about breakdowns', () => Promise.reject(new Error('down'))),
    ).toHaveLength(3);
  });

  it('never overrules a subject that is named on the page', async () => {
    expect(await candidates('tell me about the party', near('degraded'))).toEqual(['We had a summer party']);
  });

  it('never takes what is no price for one', async () => {
    expect(await candidates('tell me when the price changes', near('degraded', 'party'))).toEqual([
      'Lunch for $12',
    ]);
  });

  it('does not bring back an operation the request leaves out', async () => {
    const embed = near('degraded');
    const compared = await compareVersions({
      request: 'tell me only about new incidents',
      condition: null,
      before: items('Login is degraded', 'b c d'),
      after: items('b c d'),
      embed,
    });
    expect(compared.candidates).toEqual([]);
  });
});

describe('relevance without an embedder', () => {
  it('knows the words of a service that is in trouble', async () => {
    expect(await candidates('tell me when there is an incident')).toEqual(['Login is degraded']);
  });

  it('does not take a word of the menu for one of the list', async () => {
    const menu: Block = { kind: 'item', path: [], text: 'Jobs', furniture: true };
    const open = (...texts: string[]): Block[] => [
      menu,
      ...texts.map((text): Block => ({ kind: 'item', path: ['Open positions'], text })),
    ];
    const compared = await compareVersions({
      request: 'tell me about new jobs',
      condition: null,
      before: open('Designer'),
      after: open('Designer', 'Technical writer'),
    });
    expect(compared.candidates.map(({ after }) => after)).toEqual(['Technical writer']);
  });

  it('reads a yes-or-no field of a data document, and whose it is', async () => {
    const stock = (inStock: boolean): Block[] => [
      { kind: 'pair', path: [], label: '$.in_stock', text: String(inStock) },
      { kind: 'pair', path: [], label: '$.product', text: 'Northwind Sensor' },
    ];
    const compared = await compareVersions({
      request: 'tell me when the sensor is in stock',
      condition: null,
      before: stock(false),
      after: stock(true),
    });
    expect(compared.candidates[0]?.facts).toMatchObject([
      { kind: 'availability', before: { value: 'out_of_stock' }, after: { value: 'in_stock' } },
    ]);
  });

  it('reads a count of a data document that falls to none as sold out', async () => {
    const stock = (count: number): Block[] => [
      { kind: 'pair', path: [], label: '$.product', text: 'Northwind Sensor' },
      { kind: 'pair', path: [], label: '$.stockLevel', text: String(count) },
    ];
    const compare = (before: number, after: number) =>
      compareVersions({
        request: 'tell me when the sensor is sold out',
        condition: null,
        before: stock(before),
        after: stock(after),
      });
    expect((await compare(3, 0)).candidates[0]?.facts[0]).toMatchObject({
      kind: 'availability',
      before: { value: 'in_stock' },
      after: { value: 'out_of_stock' },
    });
    expect((await compare(3, 2)).hunks[0]?.facts).toMatchObject([{ kind: 'number' }]);
  });
});
