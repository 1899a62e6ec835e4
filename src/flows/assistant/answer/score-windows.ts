import { relevanceOf } from './evidence.ts';
import type { WeighedWords } from './weigh-words.ts';

/** What is known of one meeting's turns and a question. */
export interface MeetingHits {
  /** How many turns it has. */
  turns: number;
  /** Words spoken in a turn, on average. */
  wordsPerTurn: number;
  /** Turns that hold a word, by word. */
  hits: ReadonlyMap<string, readonly number[]>;
  /** Nearness in meaning, by turn; those far away and those without a vector are missing. */
  likeness: ReadonlyMap<number, number>;
  /** Adds to the score of a turn, never to its relevance. */
  prefer: ReadonlyMap<number, number>;
}

/** A stretch of a meeting and how far it answers. */
export interface Stretch {
  from: number;
  to: number;
  /** The turn within it that answers most. */
  best: number;
  /** Share of the words that stand in it, fading with distance. */
  covers: number;
  relevance: number;
  score: number;
}

/** Neighbours within so many words belong to what is said in a turn; never more than so many turns. */
const reachWords = 80;
const reachMost = 8;
/** A word in the neighbouring turn counts this much, in the one after this times this. */
const fading = 0.9;
/** The nearest turns of a stretch speak for it. */
const nearestCounted = 3;

/**
 * The best stretches of a meeting, best first, none overlapping another. Turns are short, and a question is answered by
 * what people say to each other: so a turn has the words of its neighbours, fading with distance.
 */
export function scoreWindows(meeting: MeetingHits, words: WeighedWords, most: number): Stretch[] {
  const reach = Math.max(1, Math.min(reachMost, Math.round(reachWords / Math.max(1, meeting.wordsPerTurn))));
  const inReach = new Set<number>();
  const marks = [...meeting.hits.values()].flat();
  for (const turn of [...marks, ...meeting.likeness.keys()])
    for (let i = turn - reach; i <= turn + reach; i += 1) if (i >= 0 && i < meeting.turns) inReach.add(i);
  const coverage = coverages(meeting, words, reach);
  const scored = [...inReach].map((turn) => {
    const covers = words.total === 0 ? 0 : Math.min(1, (coverage.get(turn) ?? 0) / words.total);
    const relevance = relevanceOf(
      covers,
      meeting.likeness.size === 0 ? null : nearness(meeting.likeness, turn, reach),
    );
    return { turn, covers, relevance, score: relevance + (meeting.prefer.get(turn) ?? 0) };
  });
  scored.sort((a, b) => b.score - a.score || a.turn - b.turn);
  const chosen: Stretch[] = [];
  for (const { turn, covers, relevance, score } of scored) {
    if (chosen.length >= most) break;
    if (chosen.some((one) => Math.abs(one.best - turn) <= 2 * reach)) continue;
    chosen.push({
      from: Math.max(0, turn - reach),
      to: Math.min(meeting.turns - 1, turn + reach),
      best: turn,
      covers,
      relevance,
      score,
    });
  }
  return chosen;
}

function coverages(
  { hits, turns }: MeetingHits,
  { weights }: WeighedWords,
  reach: number,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [word, places] of hits) {
    const weight = weights.get(word) ?? 0;
    const shares = new Map<number, number>();
    for (const place of places)
      for (let i = Math.max(0, place - reach); i <= Math.min(turns - 1, place + reach); i += 1) {
        const share = fading ** Math.abs(i - place);
        if (share > (shares.get(i) ?? 0)) shares.set(i, share);
      }
    for (const [i, share] of shares) sums.set(i, (sums.get(i) ?? 0) + weight * share);
  }
  return sums;
}

function nearness(likeness: ReadonlyMap<number, number>, turn: number, reach: number): number {
  const around: number[] = [];
  for (let i = turn - reach; i <= turn + reach; i += 1) around.push(likeness.get(i) ?? 0);
  const nearest = around.sort((a, b) => b - a).slice(0, nearestCounted);
  return nearest.reduce((sum, one) => sum + one, 0) / Math.max(1, nearest.length);
}
