import type { Block } from '../../../contracts/blocks.ts';
import type { Hunk } from '../../../contracts/detection.ts';
import type { SilentReason } from '../../../contracts/reasons.ts';
import { labelOf } from '../engine/lead-in.ts';
import { foldText } from '../engine/normalise.ts';
import { type Mark, markOn } from './marks.ts';
import type { Quote } from './quote-hunks.ts';

/** What is known of a monitor and one of its pages beside the two readings. */
export interface Background {
  sourceId: string;
  /** What the page said when people were last told, or are about to be; absent when that is the earlier reading. */
  lastAlerted?: readonly Block[];
  /** What people marked, newest first. */
  marks?: readonly Mark[];
  /** What each alert of the last days told of this page. */
  toldLately?: readonly (readonly Quote[])[];
}

export interface Narrowed {
  candidates: Hunk[];
  /** Why the last of them fell away; undefined when some are left or there were none. */
  reason?: SilentReason;
}

/**
 * Takes out candidates that are no news to these people: back at what they were last told, going back and forth
 * between values they know, or marked as not useful. What meets a goal anew ("back in stock", "below 500") is news
 * though people were told of the same before: in between it was not so.
 */
export function narrowCandidates(
  candidates: readonly Hunk[],
  before: readonly Block[],
  background: Background,
  meetsGoal: (hunk: Hunk) => boolean = () => false,
): Narrowed {
  const { lastAlerted, marks = [], toldLately = [] } = background;
  const isBack = lastAlerted && candidates.length > 0 ? backToKnown(lastAlerted, before) : () => false;
  const reasons = candidates.map((hunk): SilentReason | undefined => {
    if (markOn(hunk, background.sourceId, marks) === 'silent') return 'muted_by_feedback';
    if (isBack(hunk) && !meetsGoal(hunk)) return 'back_to_known';
    return isBackAndForth(hunk, toldLately) ? 'back_and_forth' : undefined;
  });
  const left = candidates.filter((_, index) => reasons[index] === undefined);
  const [reason] = reasons;
  return left.length > 0 || reason === undefined ? { candidates: left } : { candidates: left, reason };
}

/** The page's texts by where they stand, with how often. */
function countTexts(blocks: readonly Block[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [index, block] of blocks.entries()) {
    const key = textKey(block.kind, block.path, labelOf(blocks, index), block.text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const textKey = (kind: string, path: readonly string[], label: string | undefined, text: string): string =>
  JSON.stringify([kind, path.join('›'), label ?? '', foldText(text)]);

/**
 * Whether a difference only takes back what was never told: its new text stood there when people were last told and
 * its old one did not. Texts are counted, as "Sold out" may stand in a place many times.
 */
function backToKnown(lastAlerted: readonly Block[], before: readonly Block[]): (hunk: Hunk) => boolean {
  const told = countTexts(lastAlerted);
  const seen = countTexts(before);
  return (hunk) => {
    const more = (text: string, here: Map<string, number>, there: Map<string, number>) => {
      const key = textKey(hunk.kind, hunk.path, hunk.label, text);
      return (here.get(key) ?? 0) > (there.get(key) ?? 0);
    };
    return (
      (hunk.after === undefined || more(hunk.after, told, seen)) &&
      (hunk.before === undefined || more(hunk.before, seen, told))
    );
  };
}

/** Times the same text may be told of one place within the days looked back, before more of it is noise. */
const toldMost = 2;

function isBackAndForth(hunk: Hunk, toldLately: readonly (readonly Quote[])[]): boolean {
  if (hunk.op !== 'changed') return false;
  const place = `${hunk.path.join('›')}|${hunk.label ?? ''}`;
  const times = toldLately.filter((quotes) =>
    quotes.some(
      (quote) =>
        quote.before !== undefined &&
        quote.after === hunk.after &&
        `${quote.path.join('›')}|${quote.label ?? ''}` === place,
    ),
  );
  return times.length >= toldMost;
}
