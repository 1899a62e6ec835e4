import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Fact, FactChange, Hunk } from '../../../contracts/detection.ts';
import { type Counted, countListed, type Readings } from './count-listed.ts';
import { lastToldValue } from './last-told.ts';
import { foldText } from './normalise.ts';
import { isAtLeastVersion } from './parse-version.ts';
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
  readings?: Readings,
): ConditionResult {
  const met = hunks.flatMap((hunk, index) => (hunkMeets(condition, hunk, lastAlerted) ? [index] : []));
  if (met.length > 0 || !readings) return { met: met.length > 0, hunks: met };
  const counted = countListed(condition, hunks, readings);
  return counted.some((list) => countMeets(condition, list))
    ? { met: true, hunks: counted.flatMap((list) => (countMeets(condition, list) ? list.hunks : [])) }
    : { met: false, hunks: [] };
}

function hunkMeets(condition: Condition, hunk: Hunk, lastAlerted: LastAlerted | undefined): boolean {
  switch (condition.operator) {
    case 'appears':
      return condition.text
        ? !includes(hunk.before, condition.text) && includes(hunk.after, condition.text)
        : hunk.op === 'added' || hunk.facts.some(isNewVersion);
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

const isNewVersion = ({ kind, before, after }: FactChange): boolean =>
  kind === 'version' &&
  before !== undefined &&
  after !== undefined &&
  !isAtLeastVersion(String(before.value), String(after.value));

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
  if (condition.value !== undefined)
    return measuredChanges(condition, hunk).some((change) =>
      (['drops_by', 'rises_by'] as const).some((operator) =>
        numberMeets({ ...condition, operator }, change, hunk, undefined),
      ),
    );
  if (condition.currency || condition.unit || isPriceLike(condition)) {
    return (
      measuredChanges(condition, hunk).length > 0 ||
      hunk.facts.some((change) => change.kind === 'availability')
    );
  }
  return true;
}

const isPriceLike = ({ field }: Condition) => /pric|cost|fee|preis|prix|precio/i.test(field);

/** The changed facts a condition measures: money for prices, percentages for "%", otherwise numbers of its unit. */
function measuredChanges(condition: Condition, hunk: Hunk): FactChange[] {
  const unit =
    condition.unit && condition.unit !== '%' ? (nameOf(condition.unit) ?? condition.unit) : undefined;
  // A figure in a cell or data field called a price needs no currency beside it.
  const hasMoney = hunk.facts.some((change) => change.kind === 'money');
  const isMoney = condition.currency !== undefined || (isPriceLike(condition) && hasMoney);
  const fits = (fact: Fact | undefined) => {
    if (!fact) return true;
    if (isMoney)
      return (
        fact.kind === 'money' && (condition.currency === undefined || fact.currency === condition.currency)
      );
    if (fact.kind === 'money') return condition.unit === undefined || condition.unit === '%';
    if (fact.kind === 'version') return condition.text !== undefined || /^!?=$/.test(condition.operator);
    if (fact.kind === 'percent') return unit === undefined;
    if (isPriceLike(condition) && hunk.label === undefined) return false;
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
      const from = lastToldValue(change, hunk, lastAlerted?.blocks) ?? before;
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
    default:
      if (condition.text !== undefined) return versionMeets(condition.text, change);
      return crosses(condition, before, after);
  }
}

/** A version waited for is there now and was not before. */
const versionMeets = (wanted: string, { kind, before, after }: FactChange): boolean =>
  kind === 'version' &&
  after !== undefined &&
  isAtLeastVersion(String(after.value), wanted) &&
  (before === undefined || !isAtLeastVersion(String(before.value), wanted));

function crosses(
  { operator, value }: Condition,
  before: number | undefined,
  after: number | undefined,
): boolean {
  if (after === undefined || value === undefined) return false;
  return holds(operator, after, value) && (before === undefined || !holds(operator, before, value));
}

const countMeets = (condition: Condition, { before, after }: Counted): boolean =>
  crosses(condition, before, after);

function holds(operator: Condition['operator'], value: number, limit: number): boolean {
  if (operator === '<') return value < limit;
  if (operator === '<=') return value <= limit;
  if (operator === '>') return value > limit;
  return operator === '>=' && value >= limit;
}

const numeric = (fact: Fact | undefined) => (typeof fact?.value === 'number' ? fact.value : undefined);
