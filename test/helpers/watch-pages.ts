import { expect } from 'vitest';
import type { Block } from '../../src/contracts/blocks.ts';
import type { Condition, Verdict } from '../../src/contracts/detection.ts';
import { type Comparison, compareVersions } from '../../src/flows/detection/engine/compare-versions.ts';
import type { VolatilityMemory } from '../../src/flows/detection/engine/volatility.ts';
import { judge } from '../../src/flows/detection/judge/judge.ts';
import { unbackedNumbers } from '../../src/flows/detection/judge/verify-evidence.ts';

/** What is asked of a page when everything counts. */
export const any = 'tell me when anything changes on this page';

/** A page from lines: "# Heading", "- item", "label = value", "[furniture] text", or a text. */
export function page(...lines: string[]): Block[] {
  let path: string[] = [];
  return lines.map((line) => {
    if (line.startsWith('# ')) {
      path = [line.slice(2)];
      return { kind: 'heading', path: [], text: line.slice(2) };
    }
    if (line.startsWith('- ')) return { kind: 'item', path, text: line.slice(2) };
    if (line.startsWith('[furniture] '))
      return { kind: 'text', path: [], text: line.slice(12), furniture: true };
    const [label, value] = line.split(' = ');
    if (value !== undefined && label)
      return { kind: label.includes('›') ? 'cell' : 'pair', path, label, text: value };
    return { kind: 'text', path, text: line };
  });
}

export interface Told {
  verdict: Verdict;
  comparison: Comparison;
}

/** Compares and judges two readings as the product does without a model; the sentence must be backed. */
export async function watch(
  request: string,
  before: Block[],
  after: Block[],
  more: { condition?: Condition; memory?: VolatilityMemory; lastAlerted?: Block[] } = {},
): Promise<Told> {
  const condition = more.condition ?? null;
  const comparison = await compareVersions({
    request,
    condition,
    before,
    after,
    ...(more.memory ? { memory: more.memory } : {}),
  });
  const { verdict } = await judge({
    request,
    condition,
    ...comparison,
    ...(more.lastAlerted ? { lastAlerted: more.lastAlerted } : {}),
  });
  expect(unbackedNumbers(verdict.sentence, verdict.quotes, countsIn(verdict)), verdict.sentence).toEqual([]);
  return { verdict, comparison };
}

/** "and 2 more changes" and "3 new items" count what is told of; those numbers stand in no quote. */
const countsIn = ({ sentence }: Verdict) =>
  [...sentence.matchAll(/(\d+) (?:more|new|items?|passages?)\b/g)].map((match) => Number(match[1]));
