import type { Hunk, Verdict } from '../../../contracts/detection.ts';
import type { SilentReason } from '../../../contracts/reasons.ts';
import { kindOf } from './classify-hunks.ts';
import { confidenceOf } from './confidence.ts';
import { byImportance, quoteOf } from './quote-hunks.ts';
import { writeSentence } from './write-sentence.ts';

/** Hunks quoted for a silence: what `why` shows beside the reason. */
const silentQuotes = 3;

/** A silent verdict that says what was seen and why nobody is told. */
export function silent(reason: SilentReason, hunks: readonly Hunk[]): Verdict {
  const shown = byImportance(hunks)
    .sort((x, y) => Number(x.noise !== undefined) - Number(y.noise !== undefined))
    .slice(0, silentQuotes);
  return {
    outcome: 'silent',
    reason,
    kind: shown.length > 0 ? kindOf(shown) : 'other',
    severity: 'low',
    sentence: writeSentence(shown).text,
    quotes: shown.map(quoteOf),
    confidence: confidenceOf({ reason, hunks }),
    judgedBy: 'rules',
  };
}

/** Kinds of noise that are named on their own; every other kind is flicker. */
const reasonOfNoise: Partial<Record<string, SilentReason>> = { moved: 'moved_only', learnt: 'learnt' };

/** What stands for a change of which nothing may answer the request, the first that occurs in it. */
const heaviestFirst: readonly SilentReason[] = [
  'not_about_request',
  'fragments_only',
  'furniture_only',
  'learnt',
  'noise_only',
  'moved_only',
];

/** Why nothing of these differences may answer the request. */
export function silentReason(hunks: readonly Hunk[]): SilentReason {
  const reasons = new Set(hunks.map(reasonOf));
  return heaviestFirst.find((reason) => reasons.has(reason)) ?? 'no_difference';
}

function reasonOf(hunk: Hunk): SilentReason {
  if (hunk.noise !== undefined) return reasonOfNoise[hunk.noise] ?? 'noise_only';
  if (hunk.furniture) return 'furniture_only';
  return isLooseFragment(hunk) ? 'fragments_only' : 'not_about_request';
}

/** A few words that come or go with no fact in them: a button, a tag, a caption. */
const isLooseFragment = (hunk: Hunk): boolean =>
  hunk.kind !== 'cell' &&
  hunk.kind !== 'pair' &&
  hunk.op !== 'changed' &&
  hunk.facts.length === 0 &&
  /^(?:[^\s.:;!?。]+\s?){1,4}$/u.test(hunk.after ?? hunk.before ?? '') &&
  !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Thai}]/u.test(hunk.after ?? hunk.before ?? '');
