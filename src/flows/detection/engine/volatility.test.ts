import { describe, expect, it } from 'vitest';
import type { Hunk } from '../../../contracts/detection.ts';
import { emptyMemory, findLearnt, learn, type PlacedHunk, type VolatilityMemory } from './volatility.ts';

const isLearnt = (memory: VolatilityMemory, ...placed: PlacedHunk[]) =>
  placed.every(({ hunk }) => findLearnt(memory, placed).has(hunk));

const hunkOf = (before: string | undefined, after: string | undefined, label?: string): Hunk => ({
  op: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
  kind: 'text',
  path: ['Home'],
  ...(label === undefined ? {} : { label }),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  facts: [],
  furniture: false,
});

/** Each change stands under a line of its own, so that only its place is known, not its surroundings. */
let lines = 0;
const changed = (before: string, after: string, label?: string): PlacedHunk => ({
  hunk: hunkOf(before, after, label),
  anchor: `line ${lines++}`,
});

const memoryAfter = (turns: number, states: string[], label?: string): VolatilityMemory => {
  let memory = emptyMemory();
  for (let turn = 0; turn < turns; turn++) {
    const [from, to] = [states[turn % states.length] ?? '', states[(turn + 1) % states.length] ?? ''];
    memory = learn(memory, [changed(from, to, label)]);
  }
  return memory;
};

describe('what a page teaches about its flicker', () => {
  it('does not take a first change for flicker, nor the way back', () => {
    expect(isLearnt(emptyMemory(), changed('a', 'b'))).toBe(false);
    expect(isLearnt(memoryAfter(1, ['a', 'b']), changed('b', 'a'))).toBe(false);
  });

  it('knows two states after they have taken turns, but not a third', () => {
    const memory = memoryAfter(5, ['a', 'b']);
    expect(isLearnt(memory, changed('b', 'a'))).toBe(true);
    expect(isLearnt(memory, changed('b', 'c'))).toBe(false);
  });

  it('expects any text in a place that has rotated for long', () => {
    expect(isLearnt(memoryAfter(20, ['a', 'b', 'c']), changed('c', 'never seen'))).toBe(true);
  });

  it('says nothing about another place', () => {
    expect(isLearnt(memoryAfter(5, ['a', 'b'], 'Left'), changed('b', 'a', 'Right'))).toBe(false);
  });

  it('hears a place that always says something new', () => {
    const texts = Array.from({ length: 30 }, (_, index) => `entry ${index}`);
    expect(isLearnt(memoryAfter(29, texts), changed('entry 29', 'entry 30'))).toBe(false);
  });

  it('stays small and survives JSON', () => {
    let memory = emptyMemory();
    for (let turn = 0; turn < 30; turn++) {
      memory = learn(
        memory,
        Array.from({ length: 40 }, (_, index) => changed('a', `b${turn}`, `${turn}-${index}`)),
      );
    }
    expect(Object.keys(memory.places)).toHaveLength(400);
    expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
  });

  it('leaves the memory it was given alone', () => {
    const memory = memoryAfter(3, ['a', 'b']);
    const copy = structuredClone(memory);
    learn(memory, [changed('a', 'b')]);
    expect(memory).toEqual(copy);
  });

  describe('a part that rotates as a whole', () => {
    const quote = (index: number) => [`Person ${index} of ${index}`, `Words number ${index} in praise`];
    /** A heading and a text below one standing line, replaced by others with nothing in common. */
    const turn = (from: number, to: number): PlacedHunk[] =>
      [
        ...quote(from).map((text) => hunkOf(text, undefined)),
        ...quote(to).map((text) => hunkOf(undefined, text)),
      ].map((hunk) => ({
        hunk: { ...hunk, path: [hunk.after ?? hunk.before ?? ''] },
        anchor: 'What people say',
      }));
    const rotated = (turns: number, pool: number, consecutive: boolean) => {
      let memory = emptyMemory();
      for (let at = 0; at < turns; at++)
        memory = learn(memory, turn(at % pool, (at + 1) % pool), consecutive);
      return memory;
    };

    it('is known by the line above it once its texts come back, whatever their headings', () => {
      expect(isLearnt(rotated(3, 4, false), ...turn(3, 0))).toBe(false);
      expect(isLearnt(rotated(20, 4, false), ...turn(0, 1))).toBe(true);
    });

    it('is known after ten readings in a row that each brought another, though none ever came back', () => {
      expect(isLearnt(rotated(9, 99, true), ...turn(9, 10))).toBe(false);
      expect(isLearnt(rotated(10, 99, true), ...turn(10, 11))).toBe(true);
      expect(isLearnt(rotated(10, 99, false), ...turn(10, 11))).toBe(false);
    });

    it.each(['money', 'availability', 'negation', 'date', 'version'] as const)('never hides a %s', (kind) => {
      const told = turn(10, 11).map((each) => ({
        ...each,
        hunk: { ...each.hunk, facts: [{ kind, after: { kind, raw: 'x', value: 'x' } }] },
      }));
      expect(isLearnt(rotated(10, 99, true), ...told)).toBe(false);
    });
  });
});
