import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Hunk, Verdict } from '../../../contracts/detection.ts';
import type { AlertReason, SilentReason } from '../../../contracts/reasons.ts';
import { evaluateCondition } from '../engine/evaluate-condition.ts';
import { isStrongFact } from '../engine/make-hunks.ts';
import { kindOf, severityOf } from './classify-hunks.ts';
import { confidenceOf } from './confidence.ts';
import { byImportance, quoteOf, quotesKept } from './quote-hunks.ts';
import { readGoals } from './read-goals.ts';
import { silent, silentReason } from './silent-verdict.ts';
import { writeSentence } from './write-sentence.ts';

export interface JudgeInput {
  request: string;
  condition: Condition | null;
  /** Every difference, and those of them that may answer the request, as `compareVersions` gives them. */
  hunks: readonly Hunk[];
  candidates: readonly Hunk[];
  /** The page as it was when people were last told: what drift is measured from. */
  lastAlerted?: readonly Block[];
  /** The two readings, for what stands around a difference. */
  before?: readonly Block[];
  after?: readonly Block[];
}

/** The hunks that answer the request, and why, or why none does. */
type Qualified = { hunks: Hunk[]; reason: AlertReason } | { hunks: null; reason: SilentReason };

/** Decides by the request's typed goals and the hunks' facts alone: works offline, is the same every time. */
export function judgeByRules(input: JudgeInput): Verdict {
  const { reason, hunks } = qualify(input);
  return hunks === null ? silent(reason, input.hunks) : tell(reason, hunks);
}

/** A verdict that tells these hunks, most important first. */
export function tell(reason: AlertReason, hunks: readonly Hunk[]): Verdict {
  const ordered = byImportance(hunks);
  return {
    outcome: 'alert',
    reason,
    kind: kindOf(ordered),
    severity: severityOf(ordered, reason),
    sentence: writeSentence(ordered).text,
    quotes: ordered.slice(0, quotesKept).map(quoteOf),
    qualifying: ordered.length,
    confidence: confidenceOf({ reason, hunks: ordered }),
    judgedBy: 'rules',
  };
}

/** Why differences are told when there is no condition to meet. */
export const reasonToTell = (hunks: readonly Hunk[]): AlertReason =>
  hunks.some((hunk) => hunk.facts.some(isStrongFact)) ? 'typed_change' : 'relevant_text';

/** Which candidates answer the request's goals; none with the reason for silence. */
function qualify(input: JudgeInput): Qualified {
  const { candidates } = input;
  if (candidates.length === 0) return { reason: silentReason(input.hunks), hunks: null };
  const goals = readGoals(input.request, input.condition);
  const lastAlerted = input.lastAlerted ? { blocks: input.lastAlerted } : undefined;
  if (goals.some((goal) => goal === null))
    return { reason: reasonToTell(candidates), hunks: [...candidates] };
  const { before, after } = input;
  const readings = before && after ? { before, after } : undefined;
  const met = new Set(
    goals.flatMap((goal) => (goal ? evaluateCondition(goal, candidates, lastAlerted, readings).hunks : [])),
  );
  if (met.size === 0) return { reason: 'condition_not_met', hunks: null };
  return { reason: 'condition_met', hunks: candidates.filter((_, index) => met.has(index)) };
}
