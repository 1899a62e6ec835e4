import { describe, expect, it } from 'vitest';
import { matchBest } from './match-best.ts';
import { scoreItems } from './score-items.ts';
import { scoreSet } from './score-set.ts';
import { summariseScores } from './summarise-scores.ts';

const gold = [
  { text: 'Anna will send the revised quote to Northwind', assignees: ['Anna'], evidence: [{ turn: 10 }] },
  { text: 'Everyone will review the launch plan', assignees: ['everyone'], evidence: [{ turn: 40 }] },
];

describe('pairs', () => {
  it('are chosen for the greatest sum, not one by one', () => {
    expect(
      matchBest([
        [0.9, 0.8],
        [0.8, 0.1],
      ]).toSorted(),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('leave out what there is more of', () => {
    expect(matchBest([[0.1, 0.5, 0.2]])).toEqual([[0, 1]]);
    expect(matchBest([])).toEqual([]);
  });
});

describe('a meeting', () => {
  it('scores words, place and owner apart', () => {
    const counts = scoreItems(gold, [
      { text: 'Send the revised quote to Northwind', assignee: 'Anna Berg', turn: 12 },
      { text: 'Look at the plan', assignee: null, turn: 41 },
      { text: 'Book a room', assignee: 'Tom', turn: 90 },
    ]);
    expect(counts).toMatchObject({
      gold: 2,
      predicted: 3,
      text: 2,
      joint: 2,
      owned: 2,
      owners: 1,
      linked: 2,
      found: 2,
      placed: 2,
    });
  });

  it('takes little likeness for a match only in the right place', () => {
    const item = { text: 'Quote the price of the boat on the web', assignee: null };
    expect(scoreItems(gold, [{ ...item, turn: 8 }])).toMatchObject({ text: 0, joint: 1 });
    expect(scoreItems(gold, [{ ...item, turn: 7 }])).toMatchObject({ text: 0, joint: 0, placed: 0 });
  });

  it('pooled figures of a meeting without items do not divide by nothing', () => {
    expect(summariseScores([scoreItems([], [])]).joint).toEqual({ precision: 0, recall: 0, f1: 0 });
  });
});

describe('a file with traps', () => {
  it('names what must not be there', () => {
    const row = {
      file: 'a.vtt',
      kind: 'synthetic',
      actions: [{ text: 'Send the quote', assignees: ['Ann'] }],
      expect: {
        labels: [{ text: 'We should think about caching', label: 'musing' }],
        only_these_actions: true,
        forbidden_assignees: ['Guest 4'],
      },
    };
    const result = scoreSet(row, [
      { text: 'Send the quote', assignee: 'Ann', turn: 0 },
      { text: 'Think about caching', assignee: 'Guest 4', turn: 1 },
    ]);
    expect(result).toMatchObject({ recall: 1, traps: { caught: 1, of: 1 } });
    expect(result.wrong).toEqual(['1 item that nobody asked for', '"Guest 4" in "Guest 4"']);
  });
});
