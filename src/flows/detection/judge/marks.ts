import type { Hunk, Verdict } from '../../../contracts/detection.ts';
import { foldText } from '../engine/normalise.ts';
import { kindOf } from './classify-hunks.ts';

/** Where on a page, and of what kind, a difference stood that a person marked. */
export interface Place {
  sourceId: string;
  path: string[];
  label?: string;
  kind: Verdict['kind'];
  op: Hunk['op'];
  /** The start of its text, to know an unlabelled line again. */
  text: string;
  /** Set when it was of a kind that is never news; such a mark lets this kind of noise through here. */
  noise?: string;
}

/** What a person taught a monitor by marking a change. */
export interface Mark {
  expected: Verdict['outcome'];
  places: Place[];
}

const textKept = 300;
const placesKept = 20;

/** The places of the differences a verdict speaks of. */
export function placesOf(
  sourceId: string,
  hunks: readonly Hunk[],
  { quotes }: Pick<Verdict, 'quotes'>,
): Place[] {
  return hunks
    .filter((hunk) => quotes.some((quote) => quote.before === hunk.before && quote.after === hunk.after))
    .slice(0, placesKept)
    .map((hunk) => ({
      sourceId,
      path: hunk.path,
      ...(hunk.label === undefined ? {} : { label: hunk.label }),
      kind: kindOf([hunk]),
      op: hunk.op,
      text: foldText(hunk.after ?? hunk.before ?? '').slice(0, textKept),
      ...(hunk.noise === undefined ? {} : { noise: hunk.noise }),
    }));
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);

/** Share of the smaller set's words that the other has too, from which two lines are versions of one. */
const sameLine = 0.5;

function isSameLine(place: Place, hunk: Hunk): boolean {
  const known = wordsOf(place.text);
  return [hunk.before, hunk.after].some((text) => {
    if (text === undefined) return false;
    const words = wordsOf(foldText(text));
    if (known.size === 0 || words.size === 0) return known.size === words.size;
    const shared = [...words].filter((word) => known.has(word)).length;
    return shared / Math.min(known.size, words.size) >= sameLine;
  });
}

const isSameSection = (place: Place, hunk: Hunk): boolean =>
  place.path.join('›') === hunk.path.join('›') && place.kind === kindOf([hunk]) && place.op === hunk.op;

/** Whether "not useful" speaks of this difference: exactly the same place, so that nothing else is lost. */
const mutes = (place: Place, hunk: Hunk): boolean =>
  isSameSection(place, hunk) &&
  place.label === hunk.label &&
  (hunk.label !== undefined || isSameLine(place, hunk));

/**
 * Whether "you should have told me" speaks of this difference: the same section and kind; where there is no section
 * to go by, or one value of many changed, the same line.
 */
function promotes(place: Place, hunk: Hunk): boolean {
  if (hunk.op === 'moved' || hunk.noise !== place.noise || !isSameSection(place, hunk)) return false;
  if (hunk.label !== undefined && hunk.op === 'changed') return place.label === hunk.label;
  return place.path.length > 0 || isSameLine(place, hunk);
}

/** What the newest mark that speaks of a difference wants; undefined when none does. Marks come newest first. */
export function markOn(hunk: Hunk, sourceId: string, marks: readonly Mark[]): Verdict['outcome'] | undefined {
  const speaks = (mark: Mark) =>
    mark.places.some(
      (place) => place.sourceId === sourceId && (mark.expected === 'silent' ? mutes : promotes)(place, hunk),
    );
  return marks.find(speaks)?.expected;
}
