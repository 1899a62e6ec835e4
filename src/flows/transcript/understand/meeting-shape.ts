import type { Language } from './cues.ts';
import type { Unit } from './split-units.ts';

export interface MeetingShape {
  /** Who opens, closes and leads over to the next point; empty when nobody stands out. */
  chair: string;
  /** Whether a unit stands where work is handed out: near a marker of the end or of what comes next. */
  inWrapUp(unit: Unit): boolean;
  nearMarker(unit: Unit): boolean;
  /** 0 at the start, 1 at the end, by words. */
  position(unit: Unit): number;
}

const leading =
  /\b(?:any (?:questions|comments|thoughts|other)|next (?:point|item|topic|up|on the agenda)|agenda|move on|let us (?:start|begin|get started|move)|welcome|thank(?:s| you) (?:everyone|everybody|all|for (?:coming|joining))|wrap up|close the meeting|over to you|minutes left|five minutes|next meeting)\b/;
const leadingRole =
  /\b(?:manager|chair(?:man|woman|person)?|lead(?:er)?|host|moderator|facilitator|organi[sz]er|professor)\b/i;

/** The marked end is at most this share of the meeting, in words. */
const endShare = 0.15;
/** Where nobody marks the end, the last of the meeting is taken for it. */
const unmarkedShare = 0.06;
/** A shorter meeting has no end to speak of. */
const shortestWithEnd = 500;

/** How the meeting is laid out: its chair, and where it hands out work. */
export function readShape(units: readonly Unit[], language: Language): MeetingShape {
  const last = units.at(-1);
  const total = Math.max(1, (last?.wordsBefore ?? 0) + (last?.words ?? 0));
  const marked: Unit[] = units.filter((unit) => language.wrapUp.test(unit.lower));
  const markedTurns = marked.map((unit) => unit.turn);
  const firstEnd = marked.find((unit) => unit.wordsBefore / total > 1 - endShare);
  const endsFrom = firstEnd ? firstEnd.turn - 1 : Number.POSITIVE_INFINITY;
  const near = new Set(
    markedTurns.flatMap((turn) => [turn - 1, turn, turn + 1, turn + 2, turn + 3, turn + 4]),
  );
  return {
    chair: findChair(units, total),
    inWrapUp: (unit) =>
      unit.turn >= endsFrom || (total >= shortestWithEnd && unit.wordsBefore / total > 1 - unmarkedShare),
    nearMarker: (unit) => near.has(unit.turn),
    position: (unit) => unit.wordsBefore / total,
  };
}

function findChair(units: readonly Unit[], total: number): string {
  const score = new Map<string, number>();
  const add = (speaker: string, points: number) => {
    if (speaker !== '') score.set(speaker, (score.get(speaker) ?? 0) + points);
  };
  for (const unit of units) {
    const at = unit.wordsBefore / total;
    const atEdge = at < 0.03 || at > 0.97;
    if (leading.test(unit.lower)) add(unit.speaker, atEdge ? 2 : 1);
    else if (atEdge && unit.words > 5) add(unit.speaker, 0.3);
  }
  for (const speaker of score.keys()) if (leadingRole.test(speaker)) add(speaker, 4);
  const [best, second] = [...score].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= 2 && best[1] > (second?.[1] ?? 0) ? best[0] : '';
}
