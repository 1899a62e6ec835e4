import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractHtml } from '../extract/extract-html.ts';
import { classifyPage } from './classify-page.ts';
import { type PageSpec, pageOf } from './page-for-test.ts';

/* The pages were written for this test, in the words such pages use; one a line. */
const fixtures = join(import.meta.dirname, '../../../../test/fixtures/walls');
const pagesOf = <More>(file: string): (PageSpec & More)[] =>
  readFileSync(join(fixtures, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PageSpec & More);

const url = 'https://shop.example/plans/pro';
const problemOf = (page: PageSpec): string => {
  const html = pageOf(page);
  const read = extractHtml(html, url, html.length);
  return classifyPage({ ...read, status: 200, requestedUrl: url, finalUrl: url })?.problem ?? 'healthy';
};

describe('pages that are not the page, under status 200 and without any history', () => {
  const walls = pagesOf<{ problem: string[] }>('walls.jsonl');
  test.each(walls.map((page) => [page.problem.join(' or '), page.lang ?? 'en', page.title, page] as const))(
    '%s, %s: %s',
    (_problem, _language, _title, page) => {
      expect(page.problem).toContain(problemOf(page));
    },
  );

  test('there are at least eighty, in fourteen languages', () => {
    expect(walls.length).toBeGreaterThanOrEqual(80);
    expect(new Set(walls.map(({ lang }) => lang ?? 'en')).size).toBeGreaterThanOrEqual(13);
  });
});

describe('good pages that look like walls', () => {
  const pages = pagesOf<{ what: string }>('healthy.jsonl');
  test.each(pages.map((page) => [page.what, page] as const))('%s is read as it is', (_what, page) => {
    expect(problemOf(page)).toBe('healthy');
  });
});
