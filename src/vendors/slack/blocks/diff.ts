import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { plural } from '../../../kit/text.ts';
import { actionIds, blockIds, type DiffPlace, diffPlaceValue } from '../action-ids.ts';
import { dateToken } from './dates.ts';
import { type EvidenceShape, evidenceLines } from './marked-lines.ts';
import { bold, context, inline, limits, plain, section, shortUrl } from './text.ts';

/** One difference; the contract's DiffEntry fits. */
export interface DiffEntryShape extends EvidenceShape {
  page: number;
  path: readonly string[];
  label?: string | undefined;
  part: 'asked' | 'elsewhere' | 'left_out';
  why?: string | undefined;
}

/** What a diff shows; the contract's AlertDiff fits. */
export interface DiffShape {
  alertId: string;
  sentence: string;
  pages: readonly { url: string; detectedAt: string }[];
  entries: readonly DiffEntryShape[];
  from: number;
  total: number;
  leftOut: readonly { label: string; count: number }[];
  isWhole: boolean;
}

/** Differences asked for at a time; fewer fit when each stands under a heading of its own. */
export const diffPageSize = 40;
/** Slack refuses a view of 250 KB; the frame and its own escaping take some of it. */
const mostBytes = 180_000;
/** Kept free for what stands under the differences. */
const footBlocks = 4;

const partTitles: Record<DiffEntryShape['part'], string> = {
  asked: '*About the request*',
  elsewhere: '*Elsewhere on the page*',
  left_out: '*Never news*',
};

/**
 * Before and after of every difference, what was asked about first, each under its headings. What does not fit a view is
 * a button away; what is never news is counted, and shown by another button.
 */
export function diffBlocks(diff: DiffShape, show: DiffPlace['show']): KnownBlock[] {
  if (diff.entries.length === 0) return [section(nothing(diff)), ...foot(diff, show, 0)];
  const blocks: KnownBlock[] = diff.from === 0 ? [section(bold(diff.sentence, 500))] : [];
  let bytes = JSON.stringify(blocks).length;
  let shown = 0;
  let last: DiffEntryShape | undefined;
  for (const entry of diff.entries) {
    const next = [...headings(diff, entry, last), evidence(entry)];
    const size = Buffer.byteLength(JSON.stringify(next));
    const isFull = blocks.length + next.length > limits.viewBlocks - footBlocks || bytes + size > mostBytes;
    if (isFull && shown > 0) break;
    blocks.push(...next);
    bytes += size;
    shown += 1;
    last = entry;
  }
  return [...blocks, ...foot(diff, show, shown)];
}

const nothing = ({ leftOut }: DiffShape): string =>
  leftOut.length > 0 ? 'Nothing differs but what is never news.' : 'Nothing on the page differs any more.';

const evidence = (entry: DiffEntryShape): KnownBlock => ({
  type: 'rich_text',
  elements: evidenceLines(entry),
});

/** The page, the part and the headings an entry stands under, as far as they differ from the one before. */
function headings(diff: DiffShape, entry: DiffEntryShape, last: DiffEntryShape | undefined): KnownBlock[] {
  const page = diff.pages[entry.page];
  const isOtherPage = entry.page !== last?.page;
  const isOtherPart = isOtherPage || entry.part !== last?.part;
  const where = placeOf(entry);
  return [
    ...(page && isOtherPage ? [context(`${shortUrl(page.url)} · ${dateToken(page.detectedAt)}`)] : []),
    ...(isOtherPart ? [section(partTitles[entry.part])] : []),
    ...(where && (isOtherPart || where !== (last && placeOf(last))) ? [context(where)] : []),
  ];
}

const placeOf = ({ path, label, why }: DiffEntryShape): string =>
  [
    [...path, ...(label ? [label] : [])].map((part) => inline(part, 80)).join(' › '),
    ...(why ? [inline(why, 80)] : []),
  ]
    .filter(Boolean)
    .join(' · ');

/** Where one is among all of it, what was left out, and the buttons that lead to the rest. */
function foot(diff: DiffShape, show: DiffPlace['show'], shown: number): KnownBlock[] {
  const end = diff.from + shown;
  const left = diff.leftOut.map(({ label, count }) => `${count.toLocaleString('en')} × ${inline(label, 80)}`);
  const said = [
    ...(diff.total > shown && shown > 0
      ? [
          `${(diff.from + 1).toLocaleString('en')}–${end.toLocaleString('en')} of ${plural(diff.total, 'difference')}`,
        ]
      : []),
    ...(left.length > 0 ? [`${show === 'all' ? 'Never news' : 'Left out'}: ${left.join(', ')}`] : []),
    ...(diff.isWhole ? [] : ['More differed than is kept; the two readings of the page are gone.']),
  ];
  const buttons = turnButtons(diff, show, end);
  return [
    ...(said.length > 0 ? [context(...said)] : []),
    ...(buttons.length > 0
      ? [{ type: 'actions', block_id: blockIds.diffActions, elements: buttons } satisfies ActionsBlock]
      : []),
  ];
}

function turnButtons(
  { alertId, from, total, leftOut }: DiffShape,
  show: DiffPlace['show'],
  end: number,
): Button[] {
  const button = (actionId: string, label: string, to: Omit<DiffPlace, 'alertId'>): Button => ({
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.button),
    value: diffPlaceValue({ alertId, ...to }),
  });
  return [
    ...(from > 0
      ? [button(actionIds.diffPrevious, 'Previous', { show, from: Math.max(0, from - diffPageSize) })]
      : []),
    ...(end < total ? [button(actionIds.diffNext, 'Next', { show, from: end })] : []),
    ...(show === 'all'
      ? [button(actionIds.diffShow, 'Hide what is never news', { show: 'news', from: 0 })]
      : leftOut.length > 0
        ? [button(actionIds.diffShow, 'Show what was left out', { show: 'all', from: 0 })]
        : []),
  ];
}
