import type { ChangeView, Fact, FactChange, Hunk, Verdict } from '../../contracts/detection.ts';

/** The same event on another page, or for another monitor of the channel, is told as an update this long. */
export const joinWindowMs = 6 * 3_600_000;

interface Told {
  hunks: readonly Hunk[];
  verdict: Pick<Verdict, 'quotes'>;
}

/**
 * The differences an alert is about: those it quotes. Two monitors of one page see the same hunks but are told of
 * different ones, and those are two events.
 */
export function toldHunks({ hunks, verdict }: Told): Hunk[] {
  return hunks.filter(
    (hunk) =>
      hunk.op !== 'moved' &&
      verdict.quotes.some((quote) => quote.before === hunk.before && quote.after === hunk.after),
  );
}

const wholeText = (hunk: Hunk): string =>
  [...hunk.path, hunk.label, hunk.after ?? hunk.before].filter((part) => part !== undefined).join(' ');

const wordsOf = (hunk: Hunk): Set<string> =>
  new Set(
    wholeText(hunk)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  );

/** Names as they are printed: words with a capital inside a line or with a digit ("GPT-5", "Berlin", "RTX"). */
function namesOf(hunk: Hunk): Set<string> {
  const names = wholeText(hunk).match(/(?<![\p{Sc}\d.,])\p{Lu}[\p{L}\p{N}]*(?:[-.][\p{L}\p{N}]+)*/gu) ?? [];
  return new Set(names.filter((name) => name.length > 2).map((name) => name.toLowerCase()));
}

/** Share of the smaller set that the other has too. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, Math.min(one.size, other.size));
}

/** Word overlap from which two lines with the same typed change are about the same thing. */
const sameSubject = 0.4;
/** Without a typed change only nearly equal lines are one event, */
const sameWording = 0.8;
/** or lines that a model finds alike and that name the same things. */
const alikeInMeaning = 0.85;
/** Likeness from which a typed value printed another way may be the same one. */
const alikeInTopic = 0.5;

const sameValue = (one: Fact | undefined, other: Fact | undefined): boolean =>
  one?.value === other?.value && one?.unit === other?.unit && one?.currency === other?.currency;

/** "exact": from the same to the same. "arrived": the same new value, where one page does not say what was before. */
function compareChange(one: FactChange, other: FactChange): 'exact' | 'arrived' | undefined {
  if (one.kind !== other.kind || !sameValue(one.after, other.after)) return undefined;
  if (sameValue(one.before, other.before)) return 'exact';
  return one.after && (!one.before || !other.before) ? 'arrived' : undefined;
}

/**
 * Whether two differences tell the same event. `likeness` is the cosine of the two events' vectors, when there are
 * any: alone it decides nothing, as "costs $20" and "costs $25" are very much alike.
 */
function sameEvent(hunk: Hunk, other: Hunk, likeness: number | undefined): boolean {
  const shared = overlap(wordsOf(hunk), wordsOf(other));
  const names = overlap(namesOf(hunk), namesOf(other));
  if (hunk.facts.length === 0 && other.facts.length === 0) {
    const reads = shared >= sameWording || ((likeness ?? 0) >= alikeInMeaning && names >= 0.5);
    return hunk.op === other.op && reads;
  }
  const agreed = agreements(hunk.facts, other.facts);
  if (agreed.includes('exact') && shared >= sameSubject) return true;
  const telling = agreements(hunk.facts.filter(isTelling), other.facts);
  return telling.length > 0 && names > 0 && (likeness ?? 0) >= alikeInTopic;
}

const agreements = (facts: readonly FactChange[], others: readonly FactChange[]) =>
  facts.flatMap((fact) => others.flatMap((theirs) => compareChange(fact, theirs) ?? []));

/** Values that tell one event from the next of its kind; a bare 3 does not, and stock goes in and out all the time. */
const isTelling = ({ kind, after }: FactChange): boolean =>
  after !== undefined &&
  (['money', 'percent', 'date', 'version'].includes(kind) || (kind === 'number' && after.unit !== undefined));

export interface OpenEvent {
  alertId: string;
  changes: ChangeView[];
}

export type NewEvent = Told & { monitorId: string; sourceId: string };

/**
 * The alert among these, oldest first, that tells the same event, or null. Two changes of one page seen by one
 * monitor are never the same event: the second is news about the first. `likeness` is by change.
 */
export function findSameEvent(
  change: NewEvent,
  open: readonly OpenEvent[],
  likeness: ReadonlyMap<string, number> = new Map(),
): string | null {
  const mine = toldHunks(change);
  for (const event of open.toReversed()) {
    const again = event.changes.some(
      (other) => other.sourceId === change.sourceId && other.monitorId === change.monitorId,
    );
    if (again) continue;
    const same = event.changes.some((other) =>
      toldHunks(other).some((theirs) => mine.some((hunk) => sameEvent(hunk, theirs, likeness.get(other.id)))),
    );
    if (same) return event.alertId;
  }
  return null;
}

/** Whether a change says something exact enough to be the very news of weeks ago, and not the next of its kind. */
export const canBeOldNews = (change: Told): boolean =>
  toldHunks(change).some((hunk) => hunk.facts.some(isTelling));
