import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Fact, FactChange, Hunk } from '../../../contracts/detection.ts';
import { labelOf } from './lead-in.ts';
import { foldText } from './normalise.ts';
import { readFacts } from './read-facts.ts';
import { nameOf } from './units.ts';

export interface ConditionResult {
  met: boolean;
  /** Positions in the given hunks that meet it, in their order. */
  hunks: number[];
}

/** What the page said when people were last told, to measure drift against. */
export interface LastAlerted {
  blocks: readonly Block[];
}

const availableValues: ReadonlySet<string | number> = new Set([
  'in_stock',
  'limited',
  'preorder',
  'backorder',
]);

/**
 * Whether differences meet a typed condition. Thresholds ("<", ">=") fire when they are crossed, not while they
 * stay crossed; amounts and percentages are measured from the value people were last told, when it is known.
 * 5.5% means exactly 5.5: 5.49 does not fire.
 */
export function evaluateCondition(
  condition: Condition,
  hunks: readonly Hunk[],
  lastAlerted?: LastAlerted,
): ConditionResult {
  const met = hunks.flatMap((hunk, index) => (hunkMeets(condition, hunk, lastAlerted) ? [index] : []));
  return { met: met.length > 0, hunks: met };
}

function hunkMeets(condition: Condition, hunk: Hunk, lastAlerted: LastAlerted | undefined): boolean {
  switch (condition.operator) {
    case 'appears':
      return condition.text
        ? !includes(hunk.before, condition.text) && includes(hunk.after, condition.text)
        : hunk.op === 'added';
    case 'disappears':
      return condition.text
        ? includes(hunk.before, condition.text) && !includes(hunk.after, condition.text)
        : hunk.op === 'removed';
    case 'available':
    case 'unavailable':
      return availabilityTurned(hunk, condition.operator === 'available');
    case 'changes':
      return changesMeet(condition, hunk);
    default:
      return measuredChanges(condition, hunk).some((change) =>
        numberMeets(condition, change, hunk, lastAlerted),
      );
  }
}

function includes(text: string | undefined, part: string): boolean {
  return text !== undefined && foldText(text).toLowerCase().includes(foldText(part).toLowerCase());
}

function availabilityTurned(hunk: Hunk, wanted: boolean): boolean {
  const is = (fact: Fact | undefined) =>
    fact?.kind === 'availability' ? availableValues.has(fact.value) : undefined;
  return hunk.facts.some((change) => {
    if (change.kind !== 'availability' || change.after === undefined) return false;
    return is(change.after) === wanted && is(change.before) !== wanted;
  });
}

function changesMeet(condition: Condition, hunk: Hunk): boolean {
  if (condition.currency || condition.unit || /pric|cost|fee/i.test(condition.field)) {
    return (
      measuredChanges(condition, hunk).length > 0 ||
      hunk.facts.some((change) => change.kind === 'availability')
    );
  }
  return true;
}

/** The changed facts a condition measures: money for prices, percentages for "%", otherwise numbers of its unit. */
function measuredChanges(condition: Condition, hunk: Hunk): FactChange[] {
  const isMoney =
    condition.currency !== undefined || /pric|cost|fee|preis|prix|precio/i.test(condition.field);
  const unit =
    condition.unit && condition.unit !== '%' ? (nameOf(condition.unit) ?? condition.unit) : undefined;
  const fits = (fact: Fact | undefined) => {
    if (!fact) return true;
    if (isMoney)
      return (
        fact.kind === 'money' && (condition.currency === undefined || fact.currency === condition.currency)
      );
    if (fact.kind === 'money') return condition.unit === undefined || condition.unit === '%';
    if (fact.kind === 'version') return condition.operator === '!=' || condition.operator === '=';
    if (fact.kind === 'percent') return unit === undefined;
    return fact.kind === 'number' && (unit === undefined || fact.unit === unit);
  };
  return hunk.facts.filter((change) => fits(change.before) && fits(change.after));
}

function numberMeets(
  condition: Condition,
  change: FactChange,
  hunk: Hunk,
  lastAlerted: LastAlerted | undefined,
): boolean {
  const after = numeric(change.after);
  const before = numeric(change.before);
  const limit = condition.value;
  switch (condition.operator) {
    case 'drops':
      return before !== undefined && after !== undefined && after < before;
    case 'rises':
      return before !== undefined && after !== undefined && after > before;
    case 'drops_by':
    case 'rises_by': {
      if (after === undefined || before === undefined || limit === undefined) return false;
      const from = lastToldValue(change, hunk, lastAlerted) ?? before;
      const moved = condition.operator === 'drops_by' ? from - after : after - from;
      const measured = condition.unit === '%' ? (moved / Math.abs(from)) * 100 : moved;
      return measured > 0 && measured >= limit - Math.abs(limit) * 1e-9;
    }
    case '=':
    case '!=': {
      const wanted = condition.text ?? limit;
      const equals = (fact: Fact | undefined) => fact !== undefined && String(fact.value) === String(wanted);
      return (
        change.after !== undefined &&
        (condition.operator === '=') === equals(change.after) &&
        equals(change.before) !== equals(change.after)
      );
    }
    default: {
      if (after === undefined || limit === undefined) return false;
      return (
        holds(condition.operator, after, limit) &&
        (before === undefined || !holds(condition.operator, before, limit))
      );
    }
  }
}

function holds(operator: Condition['operator'], value: number, limit: number): boolean {
  if (operator === '<') return value < limit;
  if (operator === '<=') return value <= limit;
  if (operator === '>') return value > limit;
  return operator === '>=' && value >= limit;
}

const numeric = (fact: Fact | undefined) => (typeof fact?.value === 'number' ? fact.value : undefined);

/** The value that stood in this hunk's place when people were last told: same label and headings, same kind of fact. */
function lastToldValue(
  change: FactChange,
  hunk: Hunk,
  lastAlerted: LastAlerted | undefined,
): number | undefined {
  if (!lastAlerted || !change.after) return undefined;
  const wordsOf = (text: string) =>
    foldText(text)
      .replace(/[\p{Sc}\d.,%]+/gu, '#')
      .toLowerCase();
  const shape = wordsOf(hunk.before ?? hunk.after ?? '');
  const there = lastAlerted.blocks.filter(
    (block, index, blocks) =>
      block.kind === hunk.kind &&
      block.path.join('›') === hunk.path.join('›') &&
      labelOf(blocks, index) === hunk.label,
  );
  const block =
    there.find((candidate) => wordsOf(candidate.text) === shape) ??
    (there.length === 1 ? there[0] : undefined);
  if (!block) return undefined;
  const alike = (fact: Fact) =>
    fact.kind === change.after?.kind &&
    fact.currency === change.after?.currency &&
    fact.unit === change.after?.unit;
  const position = readFacts(hunk.after ?? '')
    .filter(alike)
    .findIndex((fact) => fact.value === change.after?.value);
  return numeric(readFacts(block.text).filter(alike)[Math.max(0, position)]);
}
