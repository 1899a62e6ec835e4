import type { IssueBrief, ItemState } from '../../contracts/transcript.ts';

/** An item and what its rooms have written about it. */
export interface ItemFacts {
  itemId: string;
  state: ItemState;
  /** When it was given to Linear: an older refusal is of an earlier try. */
  changedAt: Date;
  /** The issue made for it, and whether it is archived. */
  made: { brief: IssueBrief; archived: boolean } | null;
  refusal: { problem: string; at: Date } | null;
}

/** All that the next step depends on. */
export interface WorkFacts {
  state: 'creating' | 'created' | 'undoing' | 'undone';
  items: readonly ItemFacts[];
  linear: boolean;
  /** Connected, with a place for pages. */
  notion: boolean;
  notionProblem: string | null;
  page: { complete: boolean; trashed: boolean } | null;
  /** The work comes from a page that is there already: no other is made, and each issue leads to its block. */
  fromPage: boolean;
}

export type ItemStep = { itemId: string } & (
  | { state: 'created'; issue: IssueBrief; problem: string | null }
  | { state: 'failed'; problem: string }
  | { state: 'undone' }
);

export interface Step {
  items: ItemStep[];
  /** What to leave for the other rooms. Leaving it twice does nothing. */
  leave: ('createPage' | 'linkPage' | 'linkBlocks' | 'undoItems' | 'undoPage')[];
  state: WorkFacts['state'];
  progress: { done: number; of: number } | null;
  /** A sentence about what did not work. */
  problem: string | null;
}

/** The next step of a creation or undo. A pure function of the rows, so it can be asked any number of times. */
export const nextStep = (facts: WorkFacts): Step =>
  facts.state === 'creating' || facts.state === 'created' ? stepOn(facts) : stepBack(facts);

function stepOn(facts: WorkFacts): Step {
  const items = facts.items.flatMap((item) => settle(item, facts.linear));
  const settled = new Map(items.map((item) => [item.itemId, item.state]));
  const states = facts.items.map((item) => settled.get(item.itemId) ?? item.state);
  const count = (...wanted: ItemState[]) => states.filter((state) => wanted.includes(state)).length;
  const failed = count('failed');
  const of = count('creating', 'created', 'failed');
  const progress = { done: of - count('creating'), of };
  const step = { items, leave: [], state: facts.state, progress, problem: null };
  if (facts.state === 'creating') {
    if (progress.done < of) return step;
    if (awaitsPage(facts)) return { ...step, leave: ['createPage'] };
  }
  return {
    ...step,
    leave: linksOf(facts),
    state: 'created',
    progress: null,
    problem: [failed > 0 ? sayFailed(failed, of) : '', sayPage(facts)].filter(Boolean).join(' ') || null,
  };
}

/** What Linear made of an item, or refused; nothing while it has said nothing. */
function settle(item: ItemFacts, linear: boolean): ItemStep[] {
  const { itemId } = item;
  if (item.state !== 'creating' && item.state !== 'failed') return [];
  const refusal = item.refusal && item.refusal.at >= item.changedAt ? item.refusal.problem : null;
  if (item.made && !item.made.archived)
    return [{ itemId, state: 'created', issue: item.made.brief, problem: refusal }];
  if (item.state === 'failed') return [];
  if (refusal) return [{ itemId, state: 'failed', problem: refusal }];
  return linear ? [] : [{ itemId, state: 'failed', problem: 'Linear was disconnected meanwhile.' }];
}

const linksOf = ({ fromPage, page }: WorkFacts): Step['leave'] =>
  fromPage ? ['linkBlocks'] : page?.complete && !page.trashed ? ['linkPage'] : [];

/** A page that was thrown away when it was complete is not missed. */
const awaitsPage = ({ notion, notionProblem, page, fromPage }: WorkFacts): boolean =>
  notion && notionProblem === null && !page?.complete && !fromPage;

const sayFailed = (failed: number, of: number): string =>
  `Could not create ${failed} of ${of} ${of === 1 ? 'issue' : 'issues'}.${failed < of ? ` The other ${of - failed === 1 ? 'one exists' : `${of - failed} exist`}.` : ''}`;

const sayPage = ({ notionProblem, page, fromPage }: WorkFacts): string =>
  notionProblem && !page?.complete && !fromPage ? `The page could not be made: ${notionProblem}` : '';

/** Back until nothing is left that was made for this transcript; what appears late is taken back as well. */
function stepBack(facts: WorkFacts): Step {
  const live = facts.items.filter((item) => item.made && !item.made.archived && item.state !== 'linked');
  const items = facts.items.flatMap((item): ItemStep[] =>
    ['creating', 'created', 'failed'].includes(item.state) && !live.includes(item)
      ? [{ itemId: item.itemId, state: 'undone' }]
      : [],
  );
  const livePage = facts.page !== null && !facts.page.trashed;
  const kept = live.flatMap(({ refusal, changedAt }) =>
    refusal && refusal.at > changedAt ? [refusal.problem] : [],
  );
  return {
    items,
    leave: [...(live.length > 0 ? ['undoItems' as const] : []), ...(livePage ? ['undoPage' as const] : [])],
    state: live.length > 0 || livePage ? 'undoing' : 'undone',
    progress: null,
    problem: kept.length > 0 ? `Could not take back ${kept.length} of the issues: ${kept[0]}` : null,
  };
}
