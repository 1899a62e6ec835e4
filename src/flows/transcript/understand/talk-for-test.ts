import type { Extract, Turn } from '../../../contracts/transcript.ts';
import { understandByRules } from './understand-by-rules.ts';

/** "Ann: words", a line each. */
export const talk = (...lines: string[]): Turn[] =>
  lines.map((line, i) => {
    const colon = line.indexOf(': ');
    return { i, speaker: line.slice(0, colon), text: line.slice(colon + 2) };
  });

/** A Monday. */
export const heldAt = new Date('2026-11-23T09:00:00Z');
export const read = (...lines: string[]): Extract => understandByRules({ turns: talk(...lines), heldAt });
export const titles = (...lines: string[]): string[] => read(...lines).actions.map(({ title }) => title);
