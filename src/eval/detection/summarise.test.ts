import { describe, expect, test } from 'vitest';
import type { PairRun } from './pair-result.ts';
import { renderSummary } from './render-summary.ts';
import { summarise } from './summarise.ts';

type Label = 'meaningful' | 'noise' | 'broken';

/** A pair of a site with what came out; `more` says what else its label holds. */
function pair(
  site: string,
  label: Label | undefined,
  verdict: 'alert' | 'silent' | 'health',
  more: Partial<PairRun['pair']> = {},
): PairRun {
  const asked = verdict === 'alert';
  return {
    pair: { id: 'x', label, site, url: 'https://example.com/', ...more },
    result: {
      id: 'x',
      verdict,
      reason: 'r',
      changedBlocks: 1,
      ms: asked ? 30 : 10,
      wouldAskModel: asked,
      tokens: asked ? 100 : 0,
      sentence: '',
      judgedBy: 'rules',
      overBudget: false,
      label: label ?? null,
      correct: label ? asked === (label === 'meaningful') : null,
    },
    evidence: { request: '', before: [], after: [], hunks: [], confidence: null },
  };
}

const runs = [
  pair('Acme', 'meaningful', 'alert', { size: 'large' }),
  pair('Acme', 'meaningful', 'alert', { size: 'tiny', tiny: true }),
  pair('Acme', 'noise', 'silent', { noise_kind: 'markup-only' }),
  pair('Bolt', 'meaningful', 'health', { size: 'large' }),
  pair('Bolt', 'noise', 'alert', { noise_kind: 'furniture' }),
  pair('Bolt', 'noise', 'silent'),
  pair('Cord', 'meaningful', 'alert', { tiny: true }),
  pair('Cord', 'broken', 'health', { broken_kind: 'error' }),
  pair('Cord', 'broken', 'alert', { broken_kind: 'error' }),
  pair('Cord', undefined, 'alert'),
];
const summary = summarise({ runs, problems: [], peakMemoryMb: 321 }, 'off');

describe('the figures of a run', () => {
  test('an alert on noise or on a broken page is false, a health notice on a change is a miss', () => {
    expect(summary).toMatchObject({
      pairs: 10,
      labelled: 9,
      precision: { hits: 3, of: 5 },
      recall: { hits: 3, of: 4 },
      tinyRecall: { hits: 2, of: 2 },
      falseAlertsOnNoise: { hits: 1, of: 3 },
      falseAlertsOnBroken: { hits: 1, of: 2 },
    });
    expect(summary.f1.value).toBeCloseTo(2 / 3, 10);
  });

  test('kinds are counted under their label', () => {
    const of = (name: string) => summary.groups.find((group) => group.name === name);
    expect(summary.groups.map(({ name }) => name).slice(0, 4)).toEqual([
      'meaningful',
      'meaningful: large',
      'meaningful: tiny',
      'noise',
    ]);
    expect(of('meaningful: large')).toMatchObject({ pairs: 2, alert: 1, health: 1, right: { hits: 1 } });
    expect(of('broken: error')).toMatchObject({ pairs: 2, alert: 1, health: 1, silent: 0 });
  });

  test('of noise only what can be seen on the page counts as reaching a model', () => {
    expect(summary.model).toMatchObject({
      asked: { hits: 6, of: 10 },
      askedOfVisibleNoise: { hits: 1, of: 2 },
      tokens: 600,
    });
    expect(summary.msPerPage).toMatchObject({ median: 30, p95: 30 });
  });

  test('sites: each counts once in the mean, the worst is named, each is left out in turn', () => {
    const { sites } = summary;
    expect(sites.sites).toBe(3);
    expect(sites.macro.recall).toBeCloseTo((1 + 0 + 1) / 3, 10);
    expect(sites.macro.precision).toBeCloseTo((1 + 0 + 1 / 2) / 3, 10);
    expect(sites.worst.recall).toEqual({ site: 'Bolt', value: 0 });
    expect(sites.leftOut.recall).toEqual({ min: 1 / 2, max: 1 });
    expect(sites.leftOut.precision).toEqual({ min: 1 / 3, max: 3 / 4 });
  });

  test('a run without labels has verdicts, times and no shares', () => {
    const blind = summarise(
      { runs: [pair('Acme', undefined, 'alert')], problems: [], peakMemoryMb: 1 },
      'off',
    );
    expect(blind).toMatchObject({ pairs: 1, labelled: 0, precision: { value: null }, f1: { value: null } });
    expect(renderSummary(blind)).toContain('1 pairs (1 without a label)');
  });
});
