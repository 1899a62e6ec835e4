import { describe, expect, it } from 'vitest';
import { type FieldMerge, mergeField, mergeSides } from './merge-sides.ts';
import { briefOf } from './open-transcript-room-for-test.ts';
import { type Agreed, agreedOn, valuesOfIssue } from './side-values.ts';

type Row = [
  what: string,
  agreed: string,
  linear: [seen: string, now: string],
  notion: [seen: string, now: string],
  merge: FieldMerge,
];

const rows: Row[] = [
  ['nothing happened', 'A', ['A', 'A'], ['A', 'A'], 'settled'],
  ['Linear changed', 'A', ['A', 'B'], ['A', 'A'], 'toNotion'],
  ['Notion changed', 'A', ['A', 'A'], ['A', 'B'], 'toLinear'],
  ['both changed to the same', 'A', ['A', 'B'], ['A', 'B'], 'settled'],
  ['both changed differently', 'A', ['A', 'B'], ['A', 'C'], 'conflict'],
  [
    "the write to Notion is under way: Notion's old value is no change",
    'B',
    ['B', 'B'],
    ['A', 'A'],
    'nothing',
  ],
  ['the echo of the write to Notion', 'B', ['B', 'B'], ['A', 'B'], 'settled'],
  ['the echo of the write to Linear', 'B', ['A', 'B'], ['B', 'B'], 'settled'],
  ['Linear changed again before the write to Notion arrived', 'B', ['B', 'C'], ['A', 'A'], 'toNotion'],
  ['Linear went back before the write to Notion arrived', 'B', ['B', 'A'], ['A', 'A'], 'toNotion'],
  ['Notion went back before the write to Linear arrived', 'B', ['A', 'A'], ['B', 'A'], 'toLinear'],
  ['Notion changed while a write to it was under way', 'B', ['B', 'B'], ['A', 'C'], 'conflict'],
  ['Linear changed while a write to it was under way', 'B', ['A', 'C'], ['B', 'B'], 'conflict'],
];

describe('one field on two sides', () => {
  it.each(rows)('%s', (_, agreed, [linearSeen, linearNow], [notionSeen, notionNow], merge) => {
    expect(
      mergeField({
        agreed,
        linear: { seen: linearSeen, now: linearNow },
        notion: { seen: notionSeen, now: notionNow },
        open: false,
      }),
    ).toBe(merge);
  });

  it('in conflict stays so while either side moves, until both say the same', () => {
    const side = (seen: string, now: string) => ({ seen, now });
    const open = { agreed: 'A', open: true };
    expect(mergeField({ ...open, linear: side('B', 'D'), notion: side('C', 'C') })).toBe('conflict');
    expect(mergeField({ ...open, linear: side('B', 'B'), notion: side('C', 'C') })).toBe('nothing');
    expect(mergeField({ ...open, linear: side('B', 'C'), notion: side('C', 'C') })).toBe('settled');
  });
});

describe('an issue and its to-do', () => {
  const issue = briefOf('i', { title: 'Fix it' });
  const both: Agreed = { ...agreedOn(issue), notion: valuesOfIssue(issue) };
  const open = { done: false, title: false };

  it('change different fields at once, and both go across', () => {
    const linear = { done: true, title: 'Fix it' };
    const notion = { done: false, title: 'Fix it now' };
    const merged = mergeSides({ memory: both, linear, notion, open });
    expect(merged).toMatchObject({
      done: 'toNotion',
      title: 'toLinear',
      memory: { done: true, title: 'Fix it now', linear, notion },
    });
  });

  it('a cancelled issue is ticked like one that is done', () => {
    const linear = valuesOfIssue({ ...issue, stateType: 'canceled' });
    expect(mergeSides({ memory: both, linear, notion: both.notion, open }).done).toBe('toNotion');
  });

  it('an emptied to-do does not take the title from its issue', () => {
    const notion = { done: false, title: '' };
    const merged = mergeSides({ memory: both, linear: both.linear, notion, open });
    expect(merged).toMatchObject({ title: 'nothing', memory: { title: 'Fix it' } });
  });

  it('without a page the issue alone is remembered', () => {
    const memory = agreedOn(issue);
    const linear = { done: true, title: 'Fix it' };
    expect(mergeSides({ memory, linear, notion: null, open })).toMatchObject({
      done: 'settled',
      memory: { done: true, notion: null },
    });
  });
});
