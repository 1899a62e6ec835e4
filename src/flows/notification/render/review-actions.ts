import type { ActionsBlock, Button, ConfirmationDialog } from '@slack/types';
import type { TranscriptView } from '../../../contracts/transcript.ts';
import { plural } from '../../../kit/text.ts';
import { limits, plain } from '../../../vendors/slack/blocks/text.ts';
import { pairValue, reviewActionIds, reviewPageValue } from '../../../vendors/slack/review-action-ids.ts';
import { itemsAPage, pageShown, pagesOf } from './review-items.ts';
import type { ReviewSurroundings } from './review-words.ts';

/** More than this many issues are asked about before they are made. */
const confirmAbove = 10;

interface ButtonExtras {
  style?: 'primary' | 'danger';
  confirm?: ConfirmationDialog;
}

export const reviewButton = (
  actionId: string,
  label: string,
  value: string,
  extras: ButtonExtras = {},
): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(label, limits.button),
  value,
  ...extras,
});

export const actionsBlock = (...elements: Button[]): ActionsBlock[] =>
  elements.length > 0 ? [{ type: 'actions', elements }] : [];

/** Items that pressing Create makes into issues. */
export const countToCreate = (view: TranscriptView): number =>
  view.items.filter((item) => item.state === 'proposed').length;

function createButton(view: TranscriptView, { linear, notionPlace }: ReviewSurroundings): Button[] {
  const count = countToCreate(view);
  const linked = view.items.some((item) => item.state === 'linked');
  if (linear && count > 0) {
    const label = `Create ${plural(count, 'issue')}`;
    const confirm: ConfirmationDialog = {
      title: plain(label, 100),
      text: plain(
        `${plural(count, 'issue')} will be made in Linear. They can be taken back for ten minutes.`,
        300,
      ),
      confirm: plain('Create', 30),
      deny: plain('Not yet', 30),
    };
    const extras = { style: 'primary' as const, ...(count > confirmAbove ? { confirm } : {}) };
    return [reviewButton(reviewActionIds.create, label, view.transcriptId, extras)];
  }
  if (notionPlace === null) return [];
  const label = linked || count > 0 || view.extract ? 'Create the page' : '';
  return label ? [reviewButton(reviewActionIds.create, label, view.transcriptId, { style: 'primary' })] : [];
}

function connectButtons(view: TranscriptView, { linear, notion, notionPlace }: ReviewSurroundings): Button[] {
  const id = view.transcriptId;
  const place = notionPlace === null ? 'Choose a place in Notion' : 'Change the place in Notion';
  return [
    ...(linear ? [] : [reviewButton(reviewActionIds.connectLinear, 'Connect Linear', id)]),
    notion
      ? reviewButton(reviewActionIds.place, place, id)
      : reviewButton(reviewActionIds.connectNotion, 'Connect Notion', id),
  ];
}

function readingButtons({ extract, transcriptId }: TranscriptView): Button[] {
  return [
    ...(extract && extract.summary.length > 0
      ? [reviewButton(reviewActionIds.summary, 'Summary', transcriptId)]
      : []),
    ...(extract && extract.decisions.length + extract.questions.length > 0
      ? [reviewButton(reviewActionIds.decisions, 'Decisions', transcriptId)]
      : []),
  ];
}

/** What one can do with the whole review. */
export const reviewActions = (view: TranscriptView, around: ReviewSurroundings): ActionsBlock[] =>
  actionsBlock(...createButton(view, around), ...readingButtons(view), ...connectButtons(view, around));

/** What one can do once work was created. `mayUndo` is not over yet. */
export function createdActions(view: TranscriptView, mayUndo: boolean): ActionsBlock[] {
  const id = view.transcriptId;
  const open = view.items.filter((item) => item.state === 'failed' || item.state === 'proposed').length;
  return actionsBlock(
    ...(open > 0
      ? [
          reviewButton(reviewActionIds.create, `Try ${open === 1 ? 'it' : `these ${open}`} again`, id, {
            style: 'primary',
          }),
        ]
      : []),
    ...readingButtons(view),
    ...(mayUndo ? [reviewButton(reviewActionIds.undo, 'Undo', id)] : []),
  );
}

/** Buttons that turn the pages; none when there is one page. */
export function pageActions(view: TranscriptView, wanted: number): ActionsBlock[] {
  const pages = pagesOf(view);
  const page = pageShown(view, wanted);
  const range = (of: number) =>
    `${of * itemsAPage + 1}–${Math.min((of + 1) * itemsAPage, view.items.length)} of ${view.items.length}`;
  const to = (actionId: string, word: string, of: number) =>
    reviewButton(actionId, `${word} · ${range(of)}`, reviewPageValue(of, view.transcriptId));
  return actionsBlock(
    ...(page > 0 ? [to(reviewActionIds.previous, 'Previous', page - 1)] : []),
    ...(page < pages - 1 ? [to(reviewActionIds.next, 'Next', page + 1)] : []),
  );
}

/** A repeated transcript: what to do with it. */
export const duplicateActions = ({ transcriptId }: TranscriptView): ActionsBlock[] =>
  actionsBlock(
    reviewButton(reviewActionIds.differences, 'Only differences', transcriptId),
    reviewButton(reviewActionIds.again, 'Review anyway', transcriptId),
    reviewButton(reviewActionIds.leave, 'Leave it', transcriptId),
  );

export const conflictActions = (transcriptId: string, conflictId: string): ActionsBlock[] =>
  actionsBlock(
    reviewButton(reviewActionIds.keepLinear, 'Keep what Linear says', pairValue(conflictId, transcriptId)),
    reviewButton(reviewActionIds.keepNotion, 'Keep what Notion says', pairValue(conflictId, transcriptId)),
  );
