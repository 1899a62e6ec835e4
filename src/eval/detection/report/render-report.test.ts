import { expect, test } from 'vitest';
import type { PairRun } from '../pair-result.ts';
import { summarise } from '../summarise.ts';
import { renderReport } from './render-report.ts';

const hostile = '</td><script>alert("1")</script><img src=x onerror=alert(1)>\u202E';

function runOf(id: string, verdict: 'alert' | 'silent'): PairRun {
  return {
    pair: {
      id,
      label: 'noise',
      document: hostile,
      site: hostile,
      url: 'https://example.com/',
      noise_kind: hostile,
    },
    result: {
      id,
      verdict,
      reason: 'typed_change',
      changedBlocks: 2,
      ms: 12.5,
      wouldAskModel: true,
      tokens: 400,
      sentence: hostile,
      judgedBy: 'rules',
      overBudget: false,
      label: 'noise',
      correct: verdict === 'silent',
    },
    evidence: {
      request: hostile,
      before: [{ kind: 'text', path: [], text: `within 30 days ${hostile}` }],
      after: [{ kind: 'text', path: [], text: `within 14 days ${hostile}`, label: hostile, furniture: true }],
      hunks: [
        {
          op: 'added',
          kind: 'text',
          path: [],
          after: 'Follow us',
          facts: [],
          furniture: true,
          relevance: 0.2,
        },
        {
          op: 'changed',
          kind: 'text',
          path: [hostile],
          label: hostile,
          before: `within 30 days ${hostile}`,
          after: `within 14 days ${hostile}`,
          facts: [{ kind: 'number', before: { kind: 'number', raw: hostile, value: 30 } }],
          furniture: false,
          noise: hostile,
        },
      ],
      confidence: 0.95,
    },
  };
}

const report = () => {
  const runs = [runOf('001', 'silent'), runOf('089', 'alert')];
  return renderReport(
    runs,
    summarise({ runs, problems: [{ says: hostile, skipped: true }], peakMemoryMb: 100 }, 'off'),
  );
};

test('the report shows what went wrong, word by word, and leaves out what went right', () => {
  expect(report()).toContain('1 of 2 pairs came out wrong');
  expect(report()).toContain('within <mark>30</mark> days');
  expect(report()).toContain('within <mark>14</mark> days');
  expect(report()).toMatch(/>furniture<[\s\S]{1,60}relevance 0\.2</);
  expect(report()).toContain('confidence 0.95');
  expect(report()).not.toContain('pair-001');
});

test('nothing of a page is markup in the report, and a browser is told to load and run nothing', () => {
  expect(report()).toMatch(
    /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]{44}';/,
  );
  expect(report()).not.toMatch(/<(?:script|img|iframe|link|base)|\u202E|<[^>]+\son\w+=/i);
  expect(report().match(/&lt;script&gt;/g)?.length).toBeGreaterThan(8);
});
