import type { Block } from '../../../contracts/blocks.ts';
import { isSaid } from './find-place.ts';
import { allStems } from './read-request.ts';

/** A name in this many sections of a document, or blocks of a short one, tells whose document it is, not which part. */
export const oftenInDocument = 4;

export interface WordCount {
  /** In how many blocks a word stands, and in which sections. */
  counts: Map<string, { blocks: number; sections: Set<string> }>;
  sections: number;
  /** How many blocks stand under a heading that says the word. */
  headed: Map<string, number>;
  blocks: number;
}

/** A stem lacks at most its last letter or so; of a name in parts the first is looked for. */
const firstLetters = (name: string): string => {
  const [part = name] = name.split('-');
  return part.slice(0, Math.max(3, part.length - 1));
};

/** How often each of the wanted stems stands on a page, and over how much of it. */
export function countWords(wanted: readonly string[], blocks: readonly Block[]): WordCount {
  const counts: WordCount['counts'] = new Map();
  const headed = new Map<string, number>();
  const stemsOfSection = new Map<string, string[]>();
  // A stem is found by its letters first: that spares stemming pages that never say the word.
  const near = (text: string) => {
    const lower = text.toLowerCase();
    const found = wanted.filter((name) => lower.includes(firstLetters(name)));
    if (found.length === 0) return [];
    const stems = allStems(text);
    return found.filter((name) => isSaid(stems, name));
  };
  const add = (name: string, section: string) => {
    const count = counts.get(name) ?? { blocks: 0, sections: new Set<string>() };
    count.blocks++;
    count.sections.add(section);
    counts.set(name, count);
  };
  for (const block of blocks) {
    const section = block.path.join(' ');
    const known = stemsOfSection.get(section);
    const above = known ?? near(section);
    if (!known) stemsOfSection.set(section, above);
    for (const name of above) headed.set(name, (headed.get(name) ?? 0) + 1);
    const own = near(`${block.label ?? ''} ${block.text}`);
    for (const name of new Set(known ? own : [...above, ...own])) add(name, section);
  }
  return { counts, sections: stemsOfSection.size, headed, blocks: blocks.length };
}
