import { describe, expect, it } from 'vitest';
import type { Hunk } from '../../../contracts/detection.ts';
import { emptyMemory, isLearnt, learn, type VolatilityMemory } from './volatility.ts';

const changed = (before: string, after: string, label?: string): Hunk => ({
  op: 'changed',
  kind: 'text',
  path: ['Home'],
  ...(label === undefined ? {} : { label }),
  before,
  after,
  facts: [],
  furniture: false,
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
});
