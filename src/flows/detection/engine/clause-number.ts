import type { Hunk } from '../../../contracts/detection.ts';
import { bareText } from './bare-text.ts';
import { foldText } from './normalise.ts';

/** "3.", "(b)", "iv)", "§ 4", "Article 2.1": what numbers a clause or a list entry, before its words. */
const clauseNumber =
  /^(?:(?:section|article|clause|chapter|art\.|abschnitt|artikel)\s?\d{1,3}(?:\.\d{1,3})*[.:)]?|§\s?\d{1,3}[a-z]?|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlc]{1,6}|[a-z])[.)]|\d{1,3}(?:\.\d{1,3}){1,3})\s+(?=["'(]?\p{L})/iu;
/** "2.1 Data" may also be a value, "2.1 Stars": only a clause that came or went explains that it moved. */
const maybeValue = /^\d+(?:\.\d+)+\s/;
/** Values that begin like a clause number: "5. May", "3.5 million". */
const valueKinds: ReadonlySet<string> = new Set([
  'date',
  'money',
  'percent',
  'version',
  'availability',
  'negation',
]);

/** A folded text without the number of its clause, nor that of a part within: "4. (c) ...". */
export const withoutNumber = (folded: string): string =>
  folded.replace(clauseNumber, '').replace(clauseNumber, '');

/** A list entry that shows its number now, or no longer. */
const showsNumber = ({ kind, before = '', after = '' }: Hunk): boolean =>
  kind === 'item' &&
  (withoutNumber(foldText(after)) === foldText(before) ||
    withoutNumber(foldText(before)) === foldText(after));

function isRenumbering({ op, before, after, facts }: Hunk): boolean {
  if (op !== 'changed' || before === undefined || after === undefined) return false;
  const [left, right] = [foldText(before), foldText(after)];
  if (!clauseNumber.test(left) && !clauseNumber.test(right)) return false;
  if (bareText(withoutNumber(left)) !== bareText(withoutNumber(right))) return false;
  return !facts.some((fact) => valueKinds.has(fact.kind) || (fact.before ?? fact.after)?.unit !== undefined);
}

/**
 * Marks clauses of which only the number shifted: with a neighbour that shifted too, or with a clause that came or
 * went. A single number that changed alone is an edit.
 */
export function markRenumbered(hunks: readonly Hunk[]): Hunk[] {
  const shifted = new Set(hunks.filter((hunk) => !hunk.noise && isRenumbering(hunk)));
  if (shifted.size === 0) return [...hunks];
  const explained = hunks.some(
    ({ op, noise, before, after }) =>
      !noise && (op === 'added' || op === 'removed') && clauseNumber.test(foldText(after ?? before ?? '')),
  );
  const sure = [...shifted].filter(({ before = '' }) => explained || !maybeValue.test(foldText(before)));
  const marked = new Set(explained || sure.length > 1 ? sure : sure.filter(showsNumber));
  return hunks.map((hunk) => (marked.has(hunk) ? { ...hunk, noise: 'renumbered' } : hunk));
}
