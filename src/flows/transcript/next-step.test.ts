import { describe, expect, it } from 'vitest';
import type { ItemState } from '../../contracts/transcript.ts';
import { type ItemFacts, nextStep, type WorkFacts } from './next-step.ts';
import { briefOf } from './open-transcript-room-for-test.ts';

const at = new Date('2026-05-04T08:00:00Z');
const later = new Date('2026-05-04T08:01:00Z');

const item = (itemId: string, state: ItemState, more: Partial<ItemFacts> = {}): ItemFacts => ({
  itemId,
  state,
  changedAt: at,
  made: null,
  refusal: null,
  ...more,
});
const made = (archived = false) => ({ made: { brief: briefOf('i'), archived } });
const facts = (over: Partial<WorkFacts>): WorkFacts => ({
  state: 'creating',
  items: [],
  linear: true,
  notion: true,
  notionProblem: null,
  page: null,
  fromPage: false,
  ...over,
});
const livePage = { complete: true, trashed: false };

describe('a creation', () => {
  it('waits while Linear has said nothing of an item, and counts', () => {
    const step = nextStep(facts({ items: [item('a', 'creating', made()), item('b', 'creating')] }));
    expect(step).toMatchObject({ state: 'creating', leave: [], progress: { done: 1, of: 2 } });
    expect(step.items).toMatchObject([{ itemId: 'a', state: 'created' }]);
  });

  it('goes on to the page when every item is made, refused, left out or linked', () => {
    const refusal = { problem: 'no state "Backlog"', at: later };
    const items = [
      item('a', 'creating', made()),
      item('b', 'creating', { refusal }),
      item('c', 'dropped'),
      item('d', 'linked'),
    ];
    const step = nextStep(facts({ items }));
    expect(step).toMatchObject({ state: 'creating', leave: ['createPage'], progress: { done: 2, of: 2 } });
  });

  it('waits for a page that is half written', () => {
    const step = nextStep(
      facts({ items: [item('a', 'created')], page: { complete: false, trashed: false } }),
    );
    expect(step).toMatchObject({ state: 'creating', leave: ['createPage'] });
  });

  it('does not make a page again that a person threw away', () => {
    const step = nextStep(facts({ items: [item('a', 'created')], page: { complete: true, trashed: true } }));
    expect(step).toMatchObject({ state: 'created', leave: [] });
  });

  it('ends with links to the page', () => {
    const step = nextStep(facts({ items: [item('a', 'created')], page: livePage }));
    expect(step).toMatchObject({ state: 'created', leave: ['linkPage'], problem: null, progress: null });
  });

  it('makes no page of a page: each issue leads to its block, whatever Notion has', () => {
    for (const over of [{}, { notionProblem: 'Access was withdrawn.' }, { notion: false }]) {
      const step = nextStep(facts({ items: [item('a', 'creating', made())], fromPage: true, ...over }));
      expect(step).toMatchObject({ state: 'created', leave: ['linkBlocks'], problem: null });
    }
  });

  it('ends without a page where Notion is not connected', () => {
    const step = nextStep(facts({ items: [item('a', 'creating', made())], notion: false }));
    expect(step).toMatchObject({ state: 'created', leave: [] });
  });

  it('ends without a page and says why when Notion has a problem', () => {
    const step = nextStep(facts({ items: [item('a', 'created')], notionProblem: 'Access was withdrawn.' }));
    expect(step).toMatchObject({
      state: 'created',
      problem: 'The page could not be made: Access was withdrawn.',
    });
  });

  it('says how many Linear refused', () => {
    const items = [item('a', 'failed'), item('b', 'created')];
    expect(nextStep(facts({ items, notion: false })).problem).toBe(
      'Could not create 1 of 2 issues. The other one exists.',
    );
  });

  it('takes no refusal of an earlier try for one of this', () => {
    const refusal = { problem: 'old', at: new Date('2026-05-04T07:00:00Z') };
    const step = nextStep(facts({ items: [item('a', 'creating', { refusal })] }));
    expect(step).toMatchObject({ state: 'creating', items: [], leave: [] });
  });

  it('does not wait for ever for a Linear that was disconnected', () => {
    const step = nextStep(facts({ items: [item('a', 'creating')], linear: false, notion: false }));
    expect(step).toMatchObject({ state: 'created', items: [{ itemId: 'a', state: 'failed' }] });
  });

  it('says of an issue that was made what is missing of it', () => {
    const refusal = { problem: 'Made, but not its sub-task.', at: later };
    const step = nextStep(facts({ items: [item('a', 'creating', { ...made(), refusal })] }));
    expect(step.items).toMatchObject([{ state: 'created', problem: 'Made, but not its sub-task.' }]);
  });

  it('that is over takes in an issue that came after its refusal', () => {
    const step = nextStep(facts({ state: 'created', items: [item('a', 'failed', made())], page: livePage }));
    expect(step).toMatchObject({
      state: 'created',
      items: [{ itemId: 'a', state: 'created' }],
      problem: null,
    });
  });
});

describe('an undo', () => {
  it('asks both rooms to take back what is there', () => {
    const items = [item('a', 'created', made()), item('b', 'failed')];
    const step = nextStep(facts({ state: 'undoing', items, page: livePage }));
    expect(step).toMatchObject({
      state: 'undoing',
      leave: ['undoItems', 'undoPage'],
      items: [{ itemId: 'b', state: 'undone' }],
    });
  });

  it('is over when all is archived and in the bin', () => {
    const items = [item('a', 'created', made(true))];
    const step = nextStep(facts({ state: 'undoing', items, page: { complete: true, trashed: true } }));
    expect(step).toMatchObject({ state: 'undone', leave: [], items: [{ itemId: 'a', state: 'undone' }] });
  });

  it('takes back an issue and a page that appear afterwards', () => {
    const items = [item('a', 'undone', made())];
    const step = nextStep(facts({ state: 'undone', items, page: { complete: false, trashed: false } }));
    expect(step).toMatchObject({ state: 'undoing', leave: ['undoItems', 'undoPage'] });
  });

  it('says what Linear would not take back', () => {
    const refusal = { problem: 'The issue is locked.', at: later };
    const items = [
      item('a', 'created', { ...made(), refusal }),
      item('b', 'created', { ...made(), refusal }),
    ];
    const step = nextStep(facts({ state: 'undoing', items }));
    expect(step).toMatchObject({
      state: 'undoing',
      leave: [],
      problem: 'Linear did not archive ENG-12 and ENG-12: The issue is locked.',
    });
  });

  it('tries again what was refused before the last press', () => {
    const refusal = { problem: 'The issue is locked.', at };
    const items = [item('a', 'created', { ...made(), refusal, changedAt: later })];
    const step = nextStep(facts({ state: 'undoing', items }));
    expect(step).toMatchObject({ state: 'undoing', leave: ['undoItems'], problem: null });
  });

  it('leaves an issue that somebody has worked on, takes the rest back, and the link to the page off', () => {
    const refusal = { problem: 'ENG-12 was changed since by Grace and stays.', at: later, stays: true };
    const items = [item('a', 'created', { ...made(), refusal }), item('b', 'created', made(true))];
    const page = { complete: true, trashed: true };
    expect(nextStep(facts({ state: 'undoing', items, page }))).toMatchObject({
      state: 'undone',
      leave: ['unlinkPage'],
      problem: null,
      items: [
        { itemId: 'b', state: 'undone' },
        { itemId: 'a', state: 'linked', problem: refusal.problem },
      ],
    });
  });

  it('leaves linked issues alone', () => {
    const step = nextStep(facts({ state: 'undoing', items: [item('a', 'linked', made())] }));
    expect(step).toMatchObject({ state: 'undone', leave: [], items: [] });
  });
});
