import { expect, test } from 'vitest';
import { makePdf } from '../../../../test/fixtures/make-pdf.ts';
import { extractPdf } from './extract-pdf.ts';

test('a PDF is read line by line, each with its page', async () => {
  const body = makePdf([['Price list', 'Pro (monthly): $20'], ['Terms apply']], 'Prices 2026');
  const extraction = await extractPdf(body);
  expect(extraction.title).toBe('Prices 2026');
  expect(extraction.blocks.map(({ label, text }) => [label, text])).toEqual([
    ['p. 1', 'Price list'],
    ['p. 1', 'Pro (monthly): $20'],
    ['p. 2', 'Terms apply'],
  ]);
});

test('the caller keeps the body, a Buffer too', async () => {
  const body = Buffer.from(makePdf([['Once'], ['Twice']]));
  await extractPdf(body);
  expect((await extractPdf(body)).blocks).toHaveLength(2);
});

test('a damaged PDF gives no lines', async () => {
  expect((await extractPdf(new TextEncoder().encode('%PDF-1.4 and then nothing'))).blocks).toEqual([]);
});
