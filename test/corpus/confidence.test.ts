import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { runDetection } from '../../src/eval/detection/run-detection.ts';

const pages = join(import.meta.dirname, '../fixtures/pages');

/* How sure the rules say they are, held against how often they are right, on this repository's own pages. */
describe('confidence', () => {
  const judged: { confidence: number; isRight: boolean }[] = [];
  beforeAll(async () => {
    await runDetection(loadConfig({}), pages, {
      judge: 'off',
      signal: new AbortController().signal,
      onPair: ({ evidence, result }) => {
        if (evidence.confidence !== null && result.correct !== null)
          judged.push({ confidence: evidence.confidence, isRight: result.correct });
      },
    });
  }, 300_000);

  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const shareRight = (group: typeof judged) => mean(group.map(({ isRight }) => Number(isRight)));
  const said = (group: typeof judged) => mean(group.map(({ confidence }) => confidence));

  test('over all, it is what comes of it: to within a tenth', () => {
    expect(Math.abs(said(judged) - shareRight(judged))).toBeLessThanOrEqual(0.1);
  });

  test('in each range it promises no more than it keeps, chance allowed for', () => {
    for (const [from, to] of [
      [0, 0.8],
      [0.8, 0.9],
      [0.9, 0.95],
      [0.95, 1.01],
    ] as const) {
      const group = judged.filter(({ confidence }) => confidence >= from && confidence < to);
      if (group.length < 8) continue;
      const chance = 2 * Math.sqrt((said(group) * (1 - said(group))) / group.length);
      expect(shareRight(group), `from ${from} to ${to}`).toBeGreaterThanOrEqual(said(group) - chance - 0.02);
    }
  });

  test('the surer third is right at least as often as the least sure third', () => {
    const ordered = judged.toSorted((one, other) => one.confidence - other.confidence);
    const third = Math.floor(ordered.length / 3);
    expect(third).toBeGreaterThan(10);
    expect(shareRight(ordered.slice(-third))).toBeGreaterThanOrEqual(shareRight(ordered.slice(0, third)));
  });
});
