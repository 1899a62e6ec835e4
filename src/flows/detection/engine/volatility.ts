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
  /** How many readings in a row, without one between, each brought another text. */
  streak?: number;
}

/** What a page has taught about its own flicker. Plain JSON, bounded. */
export interface VolatilityMemory {
  comparisons: number;
  places: Record<string, Place>;
}

/** A difference with the nearest line above it that stands on both readings. */
export interface PlacedHunk {
  hunk: Hunk;
  anchor: string;
}

const placesKept = 400;
const statesKept = 32;
/** Returns to known texts after which a place is known to flicker. */
const returnsToLearn = 3;
/** Readings in a row that each brought a new text, after which the next is expected to. */
const streakToLearn = 10;

export const emptyMemory = (): VolatilityMemory => ({ comparisons: 0, places: {} });

const short = (text: string) => sha256(text).slice(0, 10);
const stateOf = (text: string | undefined) => (text === undefined ? '-' : short(foldText(text)));

/** A place with what stood there and what does now. */
interface Turn {
  key: string;
  from: string;
  to: string;
  hunks: Hunk[];
}

/** A replaced text is known by its place; one that comes and goes by its place and itself. */
function ownTurn(hunk: Hunk): Turn {
  const own = hunk.op === 'changed' ? '' : foldText(hunk.after ?? hunk.before ?? '');
  const key = short([hunk.kind, hunk.path.join('›'), hunk.label ?? '', own].join('|'));
  return { key, from: stateOf(hunk.before), to: stateOf(hunk.after), hunks: [hunk] };
}

/**
 * All that was replaced below one standing line is one place: so a quote whose heading, name and text rotate
 * together is known again, though no two of its texts share a path or a word.
 */
function spotTurns(placed: readonly PlacedHunk[]): Turn[] {
  const turns: Turn[] = [];
  for (const [anchor, here] of Map.groupBy(placed, (each) => each.anchor)) {
    const hunks = here.map(({ hunk }) => hunk);
    const joined = (side: 'before' | 'after') => hunks.flatMap((hunk) => hunk[side] ?? []).join('\n');
    const [before, after] = [joined('before'), joined('after')];
    if (before === '' || after === '') continue;
    turns.push({ key: `@${short(anchor)}`, from: stateOf(before), to: stateOf(after), hunks });
  }
  return turns;
}

const loudOf = (placed: readonly PlacedHunk[]): PlacedHunk[] =>
  placed.filter(({ hunk }) => hunk.op !== 'moved' && (!hunk.noise || hunk.noise === 'learnt'));

const turnsOf = (loud: readonly PlacedHunk[]): Turn[] => [
  ...loud.map(({ hunk }) => ownTurn(hunk)),
  ...spotTurns(loud),
];

/**
 * The memory after one more comparison; the given one is not touched. `consecutive`: no good reading lay between
 * the two, so that what changes every time can be told from what merely was never told apart.
 */
export function learn(
  memory: VolatilityMemory,
  placed: readonly PlacedHunk[],
  consecutive = false,
): VolatilityMemory {
  const comparisons = memory.comparisons + 1;
  const places = { ...memory.places };
  const loud = loudOf(placed);
  // A page written anew teaches nothing about its flicker, and would push out what is known.
  for (const { key, from, to } of loud.length <= placesKept ? turnsOf(loud) : []) {
    const known = places[key] ?? { states: [], returns: 0, changes: 0, last: 0 };
    const states = known.states.filter((state) => state !== from && state !== to);
    const inARow = consecutive && (known.last === memory.comparisons || known.changes === 0);
    places[key] = {
      states: [...states, from, to].slice(-statesKept),
      returns: known.returns + (known.states.includes(to) ? 1 : 0),
      changes: known.changes + 1,
      last: comparisons,
      ...(inARow ? { streak: (known.streak ?? 0) + 1 } : {}),
    };
  }
  const kept = Object.entries(places)
    .sort(([, x], [, y]) => y.last - x.last)
    .slice(0, placesKept);
  return { comparisons, places: Object.fromEntries(kept) };
}

const neverLearnt: ReadonlySet<string> = new Set(['money', 'availability', 'negation']);
/** A place that says something new every time is only expected to when none of it is a typed value. */
const newsKinds: ReadonlySet<string> = new Set([...neverLearnt, 'percent', 'date', 'version', 'number']);
const holds = ({ facts }: Hunk, kinds: ReadonlySet<string>) => facts.some((fact) => kinds.has(fact.kind));
/** A known text that comes and goes whole may well say "never"; within a text that stays, that turns its meaning. */
const hasOnlyOwnNegation = ({ facts, op }: Hunk) =>
  op !== 'changed' && facts.every(({ kind }) => kind === 'negation' || !neverLearnt.has(kind));
/** A place that only ever took turns between two texts has nothing else to show: a third is news. */
const textsToRotate = 3;

/**
 * The differences this page makes all the time: back to a text shown before, for the (returnsToLearn + 1)th time;
 * any text in a place that has rotated among known texts for long; a new text where each of many readings in a row
 * brought one. Prices, availability and negations are never learnt away.
 */
export function findLearnt(memory: VolatilityMemory, placed: readonly PlacedHunk[]): Set<Hunk> {
  const learnt = new Set<Hunk>();
  const knowsFlicker = Object.values(memory.places).some(
    ({ returns, streak }) => returns >= returnsToLearn || (streak ?? 0) >= streakToLearn,
  );
  if (!knowsFlicker) return learnt;
  for (const turn of turnsOf(loudOf(placed))) {
    const place = memory.places[turn.key];
    if (!place) continue;
    const isReplaced = turn.from !== '-' && turn.to !== '-';
    const isRotation = isReplaced && place.states.length >= textsToRotate;
    const flickers =
      place.returns >= returnsToLearn &&
      (place.states.includes(turn.to) ||
        (isRotation && place.returns >= 2 * returnsToLearn && place.changes >= 0.5 * memory.comparisons));
    const rotates =
      isRotation &&
      (place.streak ?? 0) >= streakToLearn &&
      !turn.hunks.some((hunk) => holds(hunk, newsKinds));
    if (!flickers && !rotates) continue;
    const isKnown = place.states.includes(turn.to);
    for (const hunk of turn.hunks)
      if (!holds(hunk, neverLearnt) || (isKnown && hasOnlyOwnNegation(hunk))) learnt.add(hunk);
  }
  return learnt;
}
