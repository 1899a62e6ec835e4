import { expect, test } from 'vitest';
import type { ReplayReport } from '../../contracts/detection.ts';
import { renderReplay } from './render-replay.ts';

const change = (
  day: number,
  toldThen: boolean,
  outcome: 'alert' | 'silent',
): ReplayReport['changes'][number] => ({
  sourceId: 's',
  url: 'https://example.com/pricing',
  at: `2026-05-0${day}T10:02:33.000Z`,
  toldThen,
  verdict: {
    outcome,
    reason: outcome === 'alert' ? 'typed_change' : 'condition_not_met',
    kind: 'price',
    severity: 'normal',
    sentence: `Pro: price rose\nto $${day}\u001b[31m`,
    quotes: [],
    confidence: 0.9,
    judgedBy: 'rules',
  },
});

test('each change stands with what would be said now; what differs from then is marked', () => {
  const changes = [change(1, true, 'alert'), change(2, false, 'alert'), change(3, true, 'silent')];
  const text = renderReplay({
    request: 'price changes',
    compared: 3,
    wouldAlert: 2,
    toldThen: 2,
    changes,
    cases: {
      marked: 2,
      kept: 1,
      failing: [
        {
          changeId: 'c',
          url: 'https://example.com/pricing',
          expected: 'alert',
          sentence: 'Pro: $9 to $8',
          verdict: change(3, true, 'silent').verdict,
        },
      ],
    },
  });
  expect(text).toContain(
    '  2026-05-01 10:02  alert  typed_change       https://example.com/pricing\n    Pro: price rose to $1',
  );
  expect(text).toMatch(/^\+ 2026-05-02 .*\n.*\n- 2026-05-03 10:02 {2}silent condition_not_met/m);
  expect(text).toContain('3 changes: 2 would be told, 2 were told then.');
  expect(text).toContain('Of 2 changes that people marked, 1 comes out as they want');
  expect(text).toContain('should be told: Pro: $9 to $8');
  expect(text).not.toContain('\u001b');
});
