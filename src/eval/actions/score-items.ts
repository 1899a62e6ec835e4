import { contentTokens, nameWords, rougeL, sayTheSame, tokenF1 } from './likeness.ts';
import { matchBest } from './match-best.ts';

export interface GoldItem {
  text: string;
  assignees?: readonly string[] | null | undefined;
  evidence?: readonly { turn: number }[] | null | undefined;
}

export interface PredictedItem {
  text: string;
  assignee?: string | readonly string[] | null;
  turn?: number | null;
}

/** What one meeting adds to the figures; all counts but `soft`, a sum of likenesses. */
export interface ItemCounts {
  gold: number;
  predicted: number;
  /** Pairs alike by their words alone. */
  text: number;
  /** Pairs alike by their words, or a little alike and in the same place. */
  joint: number;
  soft: number;
  /** Joint pairs whose gold names somebody, and those where the prediction names the same. */
  owned: number;
  owners: number;
  /** Gold items with known places, those found within reach, predictions there, and predictions that could be. */
  linked: number;
  found: number;
  placed: number;
  placeable: number;
}

/** A prediction is in place when its turn is so near to a gold utterance's. */
const turnsNear = 2;
/** Likeness that is enough in the right place. */
const alikeInPlace = 0.15;
/** What being in place is worth when pairs are chosen. */
const placeBonus = 0.5;
const everybody = ['everyone', 'team', 'all'];

/** Scores the items of one meeting as HUB.md section 4 lays down; equal to the corpus' own scorer. */
export function scoreItems(gold: readonly GoldItem[], predicted: readonly PredictedItem[]): ItemCounts {
  const likeness = gold.map((one) => predicted.map((other) => itemLikeness(one, other)));
  const near = gold.map((one) => predicted.map((other) => isNear(one, other)));
  const at = <T>(table: readonly (readonly T[])[], [row, column]: readonly [number, number]): T | undefined =>
    table[row]?.[column];
  const alike = matchBest(likeness);
  const withPlace = likeness.map((row, i) => row.map((value, j) => value + (near[i]?.[j] ? placeBonus : 0)));
  const joint = matchBest(withPlace).filter((pair) => {
    const value = at(likeness, pair) ?? 0;
    return value >= sayTheSame || (at(near, pair) && value >= alikeInPlace);
  });
  const owned = joint.filter(([row]) => nameWords(gold[row]?.assignees).length > 0);
  const linked = gold.filter((one) => (one.evidence ?? []).length > 0);
  return {
    gold: gold.length,
    predicted: predicted.length,
    text: alike.filter((pair) => (at(likeness, pair) ?? 0) >= sayTheSame).length,
    joint: joint.length,
    soft: alike.reduce((sum, pair) => sum + (at(likeness, pair) ?? 0), 0),
    owned: owned.length,
    owners: owned.filter(([row, column]) => sameOwner(gold[row], predicted[column])).length,
    linked: linked.length,
    found: linked.filter((one) => predicted.some((other) => isNear(one, other))).length,
    placed: predicted.filter((other) => linked.some((one) => isNear(one, other))).length,
    placeable: linked.length > 0 ? predicted.length : 0,
  };
}

function itemLikeness(gold: GoldItem, predicted: PredictedItem): number {
  const drop = new Set([...nameWords(gold.assignees), ...nameWords(predicted.assignee)]);
  const [left, right] = [contentTokens(gold.text, drop), contentTokens(predicted.text, drop)];
  return Math.max(tokenF1(left, right), rougeL(left, right));
}

function isNear({ evidence }: GoldItem, { turn }: PredictedItem): boolean {
  if (turn === null || turn === undefined) return false;
  return (evidence ?? []).some((one) => Math.abs(turn - one.turn) <= turnsNear);
}

function sameOwner(gold: GoldItem | undefined, predicted: PredictedItem | undefined): boolean {
  const wanted = nameWords(gold?.assignees);
  const got = nameWords(predicted?.assignee);
  const isAll = (names: readonly string[]) => names.some((name) => everybody.includes(name));
  return wanted.some((name) => got.includes(name)) || (isAll(wanted) && isAll(got));
}
