import type { Block } from '../../../contracts/blocks.ts';
import type { Fact, FactChange, Hunk } from '../../../contracts/detection.ts';
import { labelOf } from './lead-in.ts';
import { foldText } from './normalise.ts';
import { readFacts } from './read-facts.ts';

/** The value that stood in this hunk's place when people were last told: same label and headings, same kind of fact. */
export function lastToldValue(
  change: FactChange,
  hunk: Hunk,
  told: readonly Block[] | undefined,
): number | undefined {
  if (!told || !change.after) return undefined;
  const wordsOf = (text: string) =>
    foldText(text)
      .replace(/[\p{Sc}\d.,%]+/gu, '#')
      .toLowerCase();
  const shape = wordsOf(hunk.before ?? hunk.after ?? '');
  const there = told.filter(
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
  const value = readFacts(block.text).filter(alike)[Math.max(0, position)]?.value;
  return typeof value === 'number' ? value : undefined;
}
