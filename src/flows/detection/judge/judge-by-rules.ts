import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Hunk, Verdict } from '../../../contracts/detection.ts';
import { evaluateCondition } from '../engine/evaluate-condition.ts';
import { isStrongFact } from '../engine/make-hunks.ts';
import { byImportance, quoteOf, quotesKept } from './quote-hunks.ts';
import { readGoals } from './read-goals.ts';
import { isProse, writeSentence } from './write-sentence.ts';

export interface JudgeInput {
  request: string;
  condition: Condition | null;
  /** Every difference, and those of them that may answer the request, as `compareVersions` gives them. */
  hunks: readonly Hunk[];
  candidates: readonly Hunk[];
  /** The page as it was when people were last told: what drift is measured from. */
  lastAlerted?: readonly Block[];
}

/** The hunks that answer the request, and why, or why none does. */
interface Qualified {
  reason: string;
  hunks: Hunk[];
}

/** Decides by the request's typed goals and the hunks' facts alone: works offline, is the same every time. */
export function judgeByRules(input: JudgeInput): Verdict {
  const { reason, hunks } = qualify(input);
  if (hunks.length === 0) return silent(reason, input.hunks);
  const ordered = byImportance(hunks);
  const { text } = writeSentence(ordered);
  return {
    outcome: 'alert',
    reason,
    kind: kindOf(ordered),
    severity: severityOf(ordered, reason),
    sentence: text,
    quotes: ordered.slice(0, quotesKept).map(quoteOf),
    confidence: reason === 'relevant_text' ? Math.min(0.8, ordered[0]?.relevance ?? 0.5) : 0.95,
    judgedBy: 'rules',
  };
}

/** Which candidates answer the request's goals; none with the reason for silence. */
function qualify(input: JudgeInput): Qualified {
  const { candidates } = input;
  if (candidates.length === 0) return { reason: silentReason(input.hunks), hunks: [] };
  const goals = readGoals(input.request, input.condition);
  const lastAlerted = input.lastAlerted ? { blocks: input.lastAlerted } : undefined;
  if (goals.some((goal) => goal === null)) {
    const typed = candidates.some((hunk) => hunk.facts.some(isStrongFact));
    return { reason: typed ? 'typed_change' : 'relevant_text', hunks: [...candidates] };
  }
  const met = new Set(
    goals.flatMap((goal) => (goal ? evaluateCondition(goal, candidates, lastAlerted).hunks : [])),
  );
  if (met.size === 0) return { reason: 'condition_not_met', hunks: [] };
  return { reason: 'condition_met', hunks: candidates.filter((_, index) => met.has(index)) };
}

function silentReason(hunks: readonly Hunk[]): string {
  if (hunks.length === 0) return 'no_difference';
  const loud = hunks.filter((hunk) => !hunk.noise);
  if (loud.length > 0) return loud.every((hunk) => hunk.furniture) ? 'furniture_only' : 'not_about_request';
  if (hunks.every((hunk) => hunk.noise === 'moved')) return 'moved_only';
  return hunks.every((hunk) => hunk.noise === 'learnt' || hunk.noise === 'moved') ? 'learnt' : 'noise_only';
}

/** Hunks quoted for a silence: what `why` shows beside the reason. */
const silentQuotes = 3;

/** A silent verdict that says what was seen and why nobody is told. */
export function silent(reason: string, hunks: readonly Hunk[]): Verdict {
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
    confidence: reason === 'not_about_request' ? 0.7 : 0.95,
    judgedBy: 'rules',
  };
}

const kindOfFact: Partial<Record<string, Verdict['kind']>> = {
  money: 'price',
  availability: 'availability',
  version: 'release',
  date: 'date',
  percent: 'number',
  number: 'number',
};

/** "Sold out" that comes or goes tells of stock; a sentence with "available" in it is a sentence. */
const longestStatus = 30;

function kindOf([lead]: readonly Hunk[]): Verdict['kind'] {
  if (!lead) return 'other';
  if (lead.op === 'added' || lead.op === 'removed') {
    const isStatus = (lead.after ?? lead.before ?? '').length <= longestStatus;
    const availability = isStatus && lead.facts.some((fact) => fact.kind === 'availability');
    return availability ? 'availability' : lead.op;
  }
  if (isProse(lead)) return 'wording';
  const changed = lead.facts.find((fact) => fact.before && fact.after && kindOfFact[fact.kind]);
  return (changed && kindOfFact[changed.kind]) ?? 'wording';
}

/** From a fifth up or down, a price is worth a second look. */
const steep = 0.2;

function severityOf(hunks: readonly Hunk[], reason: string): Verdict['severity'] {
  const facts = hunks.flatMap((hunk) => hunk.facts);
  const turned = facts.some((fact) => fact.kind === 'availability' && fact.before && fact.after);
  const jumped = facts.some(({ kind, before, after }) => {
    if (kind !== 'money' || typeof before?.value !== 'number' || typeof after?.value !== 'number')
      return false;
    return Math.abs(after.value - before.value) >= steep * Math.abs(before.value);
  });
  if (reason === 'condition_met' || turned || jumped) return 'high';
  return facts.some(isStrongFact) || hunks.some((hunk) => hunk.op !== 'changed') ? 'normal' : 'low';
}
