import type { Condition, Fact } from '../../../contracts/detection.ts';
import { readFacts } from '../engine/read-facts.ts';
import { goalWords, orWords, priceWords, versionWanted } from './goal-words.ts';

/**
 * The goals of a request, any of which is enough. A condition with a value stands for the clause it was made from and
 * the request's other "or" clauses are read here; one without ("changes", "appears") says no more than the request,
 * whose own words then decide. `null` is a goal without a value: any relevant difference meets it.
 */
export function readGoals(request: string, condition: Condition | null): (Condition | null)[] {
  const clauses = request.split(orWords).map(readClause);
  if (!condition || isLoose(condition)) return clauses;
  const others = clauses.slice(1).filter((goal) => goal !== null && goal.operator !== condition.operator);
  return [condition, ...others];
}

const isLoose = ({ operator, value, text }: Condition): boolean =>
  (operator === 'changes' || operator === 'appears' || operator === 'disappears') &&
  value === undefined &&
  text === undefined;

function readClause(clause: string): Condition | null {
  const version = versionWanted.exec(clause)?.[1];
  if (version !== undefined) return { operator: '>=', field: 'version', text: version };
  for (const [operator, pattern] of goalWords) {
    const found = pattern.exec(clause);
    if (!found) continue;
    const goal = goalOf(operator, clause, found.index + found[0].length);
    if (goal) return goal;
  }
  return null;
}

function goalOf(operator: Condition['operator'], clause: string, from: number): Condition | null {
  const field = priceWords.test(clause) ? 'price' : 'value';
  if (['available', 'unavailable', 'drops', 'rises'].includes(operator)) return { operator, field };
  const amount = amountIn(clause.slice(from)) ?? amountIn(clause);
  if (typeof amount?.value !== 'number') return null;
  return {
    operator,
    field,
    value: amount.value,
    ...(amount.kind === 'percent' ? { unit: '%' } : {}),
    ...(amount.currency ? { currency: amount.currency } : {}),
  };
}

const amountIn = (text: string): Fact | undefined =>
  readFacts(text).find(({ kind }) => kind === 'money' || kind === 'percent' || kind === 'number');
