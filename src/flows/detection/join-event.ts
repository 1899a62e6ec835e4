import type { ChangeView, Hunk, Verdict } from '../../contracts/detection.ts';

/** The same event on another page, or for another monitor of the channel, is told as an update this long. */
export const joinWindowMs = 6 * 3_600_000;

const factKey = (hunk: Hunk): string[] =>
  hunk.facts.map(({ kind, before, after }) => `${kind}:${before?.value ?? ''}>${after?.value ?? ''}`);

const wordsOf = (hunk: Hunk): Set<string> =>
  new Set(
    `${hunk.path.join(' ')} ${hunk.label ?? ''} ${hunk.after ?? hunk.before ?? ''}`
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  );

/** Share of the smaller set's words that the other has too. */
function overlap(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, Math.min(one.size, other.size));
}

/** Word overlap from which two lines with the same typed change are about the same thing. */
const sameSubject = 0.4;
/** Without a typed change only nearly equal lines are one event. */
const sameWording = 0.8;

function sameEvent(hunk: Hunk, other: Hunk): boolean {
  const facts = factKey(hunk);
  const shared = overlap(wordsOf(hunk), wordsOf(other));
  if (facts.length === 0 && factKey(other).length === 0) return hunk.op === other.op && shared >= sameWording;
  return factKey(other).some((key) => facts.includes(key)) && shared >= sameSubject;
}

export interface OpenEvent {
  alertId: string;
  monitorId: string;
  sourceIds: string[];
  changes: ChangeView[];
}

interface Told {
  hunks: readonly Hunk[];
  verdict: Pick<Verdict, 'quotes'>;
}

/**
 * The differences an alert is about: those it quotes. Two monitors of one page see the same hunks but are told of
 * different ones, and those are two events.
 */
function toldHunks({ hunks, verdict }: Told): Hunk[] {
  return hunks.filter(
    (hunk) =>
      hunk.op !== 'moved' &&
      verdict.quotes.some((quote) => quote.before === hunk.before && quote.after === hunk.after),
  );
}

/**
 * The recent alert of the channel that tells the same event, or null. Two changes of one page seen by one
 * monitor are never the same event: the second is news about the first.
 */
export function findSameEvent(
  change: Told & { monitorId: string; sourceId: string },
  open: readonly OpenEvent[],
): string | null {
  const mine = toldHunks(change);
  for (const event of open.toReversed()) {
    const again = event.changes.some(
      (other) => other.sourceId === change.sourceId && other.monitorId === change.monitorId,
    );
    if (again) continue;
    const same = event.changes.some((other) =>
      toldHunks(other).some((theirs) => mine.some((hunk) => sameEvent(hunk, theirs))),
    );
    if (same) return event.alertId;
  }
  return null;
}
