import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config/config.ts';
import type { PairRun } from '../src/eval/detection/pair-result.ts';
import { runDetection } from '../src/eval/detection/run-detection.ts';
import { makeCorpus } from './fixtures/pages/make-pages.ts';

const corpus = join(import.meta.dirname, 'fixtures/pages');

/** Pairs whose label is right and whose verdict is not, each with the reason why it stays so. */
const knownMisses: Record<string, string> = {};

describe('pages of our own making', () => {
  let runs: PairRun[];
  beforeAll(async () => {
    const run = await runDetection(loadConfig({}), corpus, {
      judge: 'off',
      signal: new AbortController().signal,
    });
    expect(run.problems).toEqual([]);
    runs = run.runs;
  }, 120_000);

  const wrongOf = (wanted: (run: PairRun) => boolean) =>
    runs
      .filter((run) => run.result.correct === false && wanted(run) && !(run.pair.id in knownMisses))
      .map(
        ({ pair, result }) =>
          `${pair.id} "${pair.request}": ${result.verdict} ${result.reason} | ${result.sentence}`,
      );

  test('the files are what make-pages.ts makes', () => {
    const made = makeCorpus();
    for (const [path, content] of made)
      expect(Buffer.compare(readFileSync(join(corpus, path)), Buffer.from(content)), path).toBe(0);
    const folders = readdirSync(corpus).filter((name) => /^\d+$/.test(name));
    expect(folders.every((name) => [...made.keys()].some((path) => path.startsWith(`${name}/`)))).toBe(true);
  });

  test('there are pairs of every label', () => {
    for (const label of ['meaningful', 'noise', 'broken'])
      expect(runs.filter(({ pair }) => pair.label === label).length, label).toBeGreaterThan(30);
  });

  test('every change that somebody asked for is told', () => {
    expect(wrongOf(({ pair }) => pair.label === 'meaningful')).toEqual([]);
  });

  test('nobody is told of what they did not ask for', () => {
    expect(wrongOf(({ pair }) => pair.label === 'noise')).toEqual([]);
  });

  test('no bad fetch is taken for a change', () => {
    expect(wrongOf(({ pair }) => pair.label === 'broken')).toEqual([]);
  });

  test('what is listed as missed is still missed', () => {
    const wrong = new Set(runs.filter(({ result }) => result.correct === false).map(({ pair }) => pair.id));
    expect(Object.keys(knownMisses).filter((id) => !wrong.has(id))).toEqual([]);
  });
});
