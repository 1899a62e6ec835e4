import type { Fact, FactChange } from '../../../contracts/detection.ts';
import { bareText } from './bare-text.ts';
import { readFacts, withoutSpelling } from './read-facts.ts';

const keyOf = (fact: Fact) => `${fact.kind}|${fact.value}|${fact.currency ?? ''}|${fact.unit ?? ''}`;

/**
 * What differs between the facts of two texts, by value: "$1,000" and "1000 USD" are the same.
 * Facts of one kind that are left over on both sides are paired in reading order.
 */
function compareFacts(before: readonly Fact[], after: readonly Fact[]): FactChange[] {
  const counts = new Map<string, number>();
  for (const fact of after) counts.set(keyOf(fact), (counts.get(keyOf(fact)) ?? 0) + 1);
  const goneFacts: Fact[] = [];
  for (const fact of before) {
    const left = counts.get(keyOf(fact)) ?? 0;
    if (left > 0) counts.set(keyOf(fact), left - 1);
    else goneFacts.push(fact);
  }
  const newFacts: Fact[] = [];
  for (const fact of [...after].reverse()) {
    const left = counts.get(keyOf(fact)) ?? 0;
    if (left <= 0) continue;
    counts.set(keyOf(fact), left - 1);
    newFacts.unshift(fact);
  }
  const changes: FactChange[] = [];
  for (const gone of goneFacts) {
    const at = newFacts.findIndex((fact) => fact.kind === gone.kind);
    const [paired] = at >= 0 ? newFacts.splice(at, 1) : [];
    changes.push({ kind: gone.kind, before: gone, ...(paired ? { after: paired } : {}) });
  }
  for (const fact of newFacts) changes.push({ kind: fact.kind, after: fact });
  return changes;
}

/** `compareFacts` on two texts; a missing text has no facts. */
export const compareFactsIn = (before: string | undefined, after: string | undefined): FactChange[] =>
  compareFacts(before === undefined ? [] : readFacts(before), after === undefined ? [] : readFacts(after));

/** Whether two texts say the same with values printed in other ways: "€ 1.299,-" and "1.299,00 €". */
export const saySameValues = (before: string, after: string): boolean =>
  /\d|[\u0660-\u0669\u06F0-\u06F9]/.test(before) &&
  bareText(withoutSpelling(before)) === bareText(withoutSpelling(after));
