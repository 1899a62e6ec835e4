import type { Hunk, Verdict } from '../../../contracts/detection.ts';
import { isStrongFact } from '../engine/make-hunks.ts';
import { isProse } from './write-sentence.ts';

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

/** The kind of a change: that of its leading difference. */
export function kindOf([lead]: readonly Hunk[]): Verdict['kind'] {
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

/** How much a change that is told can wait. */
export function severityOf(hunks: readonly Hunk[], reason: Verdict['reason']): Verdict['severity'] {
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
