import type { Hunk } from '../../../contracts/detection.ts';
import { sha256 } from '../../../kit/ids.ts';
import { foldText } from './normalise.ts';

interface Place {
  /** Short hashes of the texts that stood here, oldest first; "-" for nothing. */
  states: string[];
  /** How often this place went back to a text it had shown before. */
  returns: number;
  /** How often it changed at all. */
  changes: number;
  /** The comparison in which it last changed. */
  last: number;
}

/** What a page has taught about its own flicker. Plain JSON, bounded. */
export interface VolatilityMemory {
  comparisons: number;
  places: Record<string, Place>;
}

const placesKept = 400;
const statesKept = 24;
/** Returns to known texts after which a place is known to flicker. */
const returnsToLearn = 3;

export const emptyMemory = (): VolatilityMemory => ({ comparisons: 0, places: {} });

const short = (text: string) => sha256(text).slice(0, 10);
const stateOf = (text: string | undefined) => (text === undefined ? '-' : short(foldText(text)));

/** A replaced text is known by its place; one that comes and goes by its place and itself. */
function placeKey(hunk: Hunk): string {
  const own = hunk.op === 'changed' ? '' : foldText(hunk.after ?? hunk.before ?? '');
  return short([hunk.kind, hunk.path.join('›'), hunk.label ?? '', own].join('|'));
}

/** The memory after one more comparison; the given one is not touched. */
export function learn(memory: VolatilityMemory, hunks: readonly Hunk[]): VolatilityMemory {
  const comparisons = memory.comparisons + 1;
  const places = { ...memory.places };
  for (const hunk of hunks) {
    if (hunk.op === 'moved' || (hunk.noise && hunk.noise !== 'learnt')) continue;
    const key = placeKey(hunk);
    const known = places[key] ?? { states: [], returns: 0, changes: 0, last: 0 };
    const [from, to] = [stateOf(hunk.before), stateOf(hunk.after)];
    const states = known.states.filter((state) => state !== from && state !== to);
    places[key] = {
      states: [...states, from, to].slice(-statesKept),
      returns: known.returns + (known.states.includes(to) ? 1 : 0),
      changes: known.changes + 1,
      last: comparisons,
    };
  }
  const kept = Object.entries(places)
    .sort(([, x], [, y]) => y.last - x.last)
    .slice(0, placesKept);
  return { comparisons, places: Object.fromEntries(kept) };
}

const neverLearnt: ReadonlySet<string> = new Set(['money', 'availability', 'negation']);

/**
 * Whether this difference is one the page makes all the time: back to a text shown before, for the
 * (returnsToLearn + 1)th time, or any text in a place that has rotated among known texts for long.
 * Prices, availability and negations are never learnt away.
 */
export function isLearnt(memory: VolatilityMemory, hunk: Hunk): boolean {
  if (hunk.facts.some((fact) => neverLearnt.has(fact.kind))) return false;
  const place = memory.places[placeKey(hunk)];
  if (!place || place.returns < returnsToLearn) return false;
  if (place.states.includes(stateOf(hunk.after))) return true;
  return (
    hunk.op === 'changed' && place.returns >= 2 * returnsToLearn && place.changes >= 0.5 * memory.comparisons
  );
}
