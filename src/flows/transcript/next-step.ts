import type { IssueBrief, ItemState } from '../../contracts/transcript.ts';

/** An item and what its rooms have written about it. */
export interface ItemFacts {
  itemId: string;
  state: ItemState;
  /** When it was given to Linear: an older refusal is of an earlier try. */
  changedAt: Date;
  /** The issue made for it, and whether it is archived. */
  made: { brief: IssueBrief; archived: boolean } | null;
  /** `stays`: of an undo; somebody has worked on the issue since. */
  refusal: { problem: string; at: Date; stays?: boolean } | null;
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
  /** Undone but for this one, which is left in Linear. */
  | { state: 'linked'; issue: IssueBrief; problem: string }
  | { state: 'undone' }
);

export interface Step {
  items: ItemStep[];
  /** What to leave for the other rooms. Leaving it twice does nothing. */
  leave: ('createPage' | 'linkPage' | 'linkBlocks' | 'undoItems' | 'undoPage' | 'unlinkPage')[];
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

/**
 * Back until nothing is left that was made for this transcript; what appears late is taken back as well. An issue that
 * somebody has worked on is left; one that Linear refuses to archive waits for a person to try again or to leave it.
 */
function stepBack(facts: WorkFacts): Step {
  const live = facts.items.filter((item) => item.made && !item.made.archived && item.state !== 'linked');
  const left = live.flatMap((item): ItemStep[] => {
    const refusal = refusalOfUndo(item);
    return item.made && refusal?.stays ? [leftStep(item.itemId, item.made.brief, refusal.problem)] : [];
  });
  const isLeft = new Set(left.map((item) => item.itemId));
  const refused = live.filter((item) => !isLeft.has(item.itemId) && refusalOfUndo(item));
  const pending = live.length - left.length - refused.length;
  const items = facts.items.flatMap((item): ItemStep[] =>
    ['creating', 'created', 'failed'].includes(item.state) && !live.includes(item)
      ? [{ itemId: item.itemId, state: 'undone' }]
      : [],
  );
  const livePage = facts.page !== null && !facts.page.trashed;
  const isOver = pending + refused.length === 0 && !livePage;
  const isLinked = left.length > 0 || facts.items.some(({ state }) => state === 'linked');
  return {
    items: [...items, ...left],
    leave: [
      ...(pending > 0 ? ['undoItems' as const] : []),
      ...(livePage ? ['undoPage' as const] : []),
      ...(isOver && facts.page && isLinked ? ['unlinkPage' as const] : []),
    ],
    state: isOver ? 'undone' : 'undoing',
    progress: null,
    problem: refused.length > 0 ? sayRefused(refused) : null,
  };
}

/** What the linear room said of the undo that is under way; an older refusal is of an earlier try. */
export const refusalOfUndo = ({ refusal, changedAt }: ItemFacts): ItemFacts['refusal'] =>
  refusal && refusal.at > changedAt ? refusal : null;

/** An item whose issue is left: it is as good as linked, so that nothing touches it again. */
export const leftStep = (
  itemId: string,
  issue: IssueBrief,
  problem: string,
): ItemStep & { state: 'linked' } => ({ itemId, state: 'linked', issue, problem });

/** "Linear did not archive ENG-1 and ENG-2: it is locked." */
function sayRefused(refused: readonly ItemFacts[]): string {
  const names = refused.flatMap(({ made }) => made?.brief.identifier ?? []);
  return `Linear did not archive ${listOf(names)}: ${refused[0]?.refusal?.problem ?? ''}`;
}

/** "a, b and c" */
const listOf = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ');
