import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractPage } from '../src/flows/content/extract/extract.ts';
import { compareVersions } from '../src/flows/detection/engine/compare-versions.ts';
import { judge } from '../src/flows/detection/judge/judge.ts';
import { type Document, documents, looks, printPage } from './helpers/make-pages.ts';

const read = async (html: string) =>
  (
    await extractPage({
      body: Buffer.from(html),
      contentType: 'text/html; charset=utf-8',
      url: 'https://a.example/terms',
    })
  ).extraction.blocks;

const requests = fc.constantFrom(
  'tell me when the text of Terms of Service changes',
  'tell me when this page changes',
);

/** What the product would do about two readings of a page: the reason and the first lines, for the failure's sake. */
async function outcomeOf(request: string, before: string, after: string) {
  const comparison = await compareVersions({
    request,
    condition: null,
    before: await read(before),
    after: await read(after),
  });
  const { hunks, candidates } = comparison;
  const { verdict } = await judge({ request, condition: null, hunks, candidates });
  const lines = candidates
    .slice(0, 3)
    .map((hunk) => `${hunk.op}: ${hunk.before ?? ''} => ${hunk.after ?? ''}`);
  return { outcome: verdict.outcome, lines };
}

const runs = { numRuns: 60 };
const silent = { outcome: 'silent', lines: [] };

/** Applies one edit to the text of one sentence, chosen by number; undefined when that sentence cannot have it. */
function edit(document: Document, chosen: number, change: (text: string) => string): Document {
  const copy = structuredClone(document);
  const sentences = copy.sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap((list) => list.map((_, index) => ({ list, index }))),
  );
  const { list, index } = sentences[chosen % sentences.length] ?? { list: [], index: 0 };
  const text = change(list[index] ?? '');
  if (text === '') list.splice(index, 1);
  else list[index] = text;
  return copy;
}

describe('a page that only looks different', () => {
  it('is no news, whatever its tags, spaces, quotes, entities, menus and paragraphs', async () => {
    await fc.assert(
      fc.asyncProperty(documents, looks, looks, requests, async (document, one, other, request) => {
        expect(await outcomeOf(request, printPage(document, one), printPage(document, other))).toEqual(
          silent,
        );
      }),
      runs,
    );
  });

  it('is no news when its sections, list entries and rows stand in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        looks,
        requests,
        fc.infiniteStream(fc.nat()),
        async (document, look, request, dice) => {
          const shuffle = <T>(list: readonly T[]): T[] =>
            [...list]
              .map((value) => ({ value, at: dice.next().value ?? 0 }))
              .sort((x, y) => x.at - y.at)
              .map(({ value }) => value);
          const shuffled: Document = {
            ...document,
            sections: shuffle(
              document.sections.map((section) => ({
                ...section,
                items: shuffle(section.items),
                rows: shuffle(section.rows),
              })),
            ),
          };
          expect(await outcomeOf(request, printPage(document, look), printPage(shuffled, look))).toEqual(
            silent,
          );
        },
      ),
      runs,
    );
  });
});

describe('an edit is told, whatever else looks different', () => {
  it.each<[string, (text: string) => string]>([
    ['a sentence that comes', (text) => `${text} We may now sell your data.`],
    ['a sentence that goes', () => ''],
    ['a digit', (text) => text.replace(/\d(?= days)/, (digit) => String((Number(digit) + 1) % 10))],
    ['a unit', (text) => text.replace('days', 'hours')],
    ['a negation', (text) => text.replace(/(stores|deletes|reviews|transfers|encrypts|reports)/, 'never $1')],
    [
      'a word',
      (text) => text.replace(/invoices|backups|addresses|recordings|contracts|messages|photos/, 'logs'),
    ],
  ])('%s', async (_name, change) => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        looks,
        looks,
        fc.nat(),
        requests,
        async (document, one, other, chosen, request) => {
          const edited = edit(document, chosen, change);
          const { outcome } = await outcomeOf(request, printPage(document, one), printPage(edited, other));
          expect(outcome).toBe('alert');
        },
      ),
      { numRuns: 25 },
    );
  });

  it('a price or its currency in a table, beside rows in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        looks,
        looks,
        fc.nat(),
        fc.boolean(),
        requests,
        async (document, one, other, chosen, currency, request) => {
          const edited = structuredClone(document);
          const rows = edited.sections[0]?.rows ?? [];
          const row = rows[chosen % rows.length];
          if (row) row[1] = currency ? row[1].replace('$', '€') : `${row[1]}.50`;
          rows.reverse();
          const { outcome } = await outcomeOf(request, printPage(document, one), printPage(edited, other));
          expect(outcome).toBe('alert');
        },
      ),
      { numRuns: 25 },
    );
  });

  it('a new list entry among others in another order, and only that', async () => {
    await fc.assert(
      fc.asyncProperty(documents, looks, requests, async (document, look, request) => {
        const edited = structuredClone(document);
        const items = edited.sections.at(-1)?.items ?? [];
        items.reverse().splice(1, 0, 'A brand-new duty of everyone');
        const { outcome, lines } = await outcomeOf(
          request,
          printPage(document, look),
          printPage(edited, look),
        );
        expect({ outcome, count: lines.length }).toEqual({ outcome: 'alert', count: 1 });
      }),
      runs,
    );
  });
});
