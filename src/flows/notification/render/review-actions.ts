import type { ActionsBlock, Button, ConfirmationDialog } from '@slack/types';
import type { TranscriptView } from '../../../contracts/transcript.ts';
import { plural } from '../../../kit/text.ts';
import { limits, plain } from '../../../vendors/slack/blocks/text.ts';
import { pairValue, reviewActionIds, reviewPageValue } from '../../../vendors/slack/review-action-ids.ts';
import { isOfPage } from './page-words.ts';
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

function createButton(
  view: TranscriptView,
  { linear, linearProblem, notionPlace }: ReviewSurroundings,
): Button[] {
  const count = countToCreate(view);
  const linked = view.items.some((item) => item.state === 'linked');
  // Nothing could be made: the button beside it connects anew.
  if (linearProblem !== null && count > 0) return [];
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
  if (notionPlace === null || isOfPage(view)) return [];
  const label = linked || count > 0 || view.extract ? 'Create the page' : '';
  return label ? [reviewButton(reviewActionIds.create, label, view.transcriptId, { style: 'primary' })] : [];
}

/** Linear has to be connected, or connected anew. */
const linearButton = (id: string, { linear, linearProblem }: ReviewSurroundings): Button[] =>
  linear && linearProblem === null ? [] : [reviewButton(reviewActionIds.connectLinear, 'Connect Linear', id)];

function connectButtons(view: TranscriptView, around: ReviewSurroundings): Button[] {
  const { notion, notionProblem, notionPlace } = around;
  const id = view.transcriptId;
  const place = notionPlace === null ? 'Choose a place in Notion' : 'Change the place in Notion';
  return [
    ...linearButton(id, around),
    ...(isOfPage(view) || (notion && notionProblem === null)
      ? []
      : [reviewButton(reviewActionIds.connectNotion, 'Connect Notion', id)]),
    ...(isOfPage(view) || !notion ? [] : [reviewButton(reviewActionIds.place, place, id)]),
  ];
}

function readingButtons(view: TranscriptView): Button[] {
  const { extract, transcriptId } = view;
  const decisions = isOfPage(view) ? 'Open questions' : 'Decisions';
  return [
    ...(extract && extract.summary.length > 0
      ? [reviewButton(reviewActionIds.summary, 'Summary', transcriptId)]
      : []),
    ...(extract && extract.decisions.length + extract.questions.length > 0
      ? [reviewButton(reviewActionIds.decisions, decisions, transcriptId)]
      : []),
  ];
}

/** Items that Linear needs a team for, and nothing says which. */
const withoutTeam = (view: TranscriptView): number =>
  view.items.filter((item) => item.state === 'proposed' && !item.fields.teamId).length;

const mostTeams = 100;

/** One choice for all items without a team; private teams are chosen item by item. */
export function teamChoice(view: TranscriptView, { linear, catalog }: ReviewSurroundings): ActionsBlock[] {
  const count = withoutTeam(view);
  const teams = catalog?.teams.filter((team) => !team.private).slice(0, mostTeams) ?? [];
  if (!linear || count === 0 || teams.length === 0) return [];
  const which = count === 1 ? 'the item' : `the ${count} items`;
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: reviewActionIds.team,
          placeholder: plain(`Team for ${which} without one`, 150),
          options: teams.map((team) => ({
            text: plain(team.name, limits.option),
            value: pairValue(team.id, view.transcriptId),
          })),
        },
      ],
    },
  ];
}

/** What one can do with the whole review. */
export const reviewActions = (view: TranscriptView, around: ReviewSurroundings): ActionsBlock[] =>
  actionsBlock(...createButton(view, around), ...readingButtons(view), ...connectButtons(view, around));

/** What one can do once work was created. `mayUndo` is not over yet. */
export function createdActions(
  view: TranscriptView,
  mayUndo: boolean,
  around: ReviewSurroundings,
): ActionsBlock[] {
  const id = view.transcriptId;
  const open = view.items.filter((item) => item.state === 'failed' || item.state === 'proposed').length;
  return actionsBlock(
    ...(open > 0
      ? [
          reviewButton(reviewActionIds.create, `Try ${open === 1 ? 'it' : `these ${open}`} again`, id, {
            style: 'primary',
          }),
          ...linearButton(id, around),
        ]
      : []),
    ...readingButtons(view),
    ...(mayUndo ? [reviewButton(reviewActionIds.undo, 'Undo', id)] : []),
  );
}

/** An undo that Linear refused in part: it ends either way. */
export const undoingActions = ({ transcriptId, problem }: TranscriptView): ActionsBlock[] =>
  problem === null
    ? []
    : actionsBlock(
        reviewButton(reviewActionIds.undo, 'Try again', transcriptId),
        reviewButton(reviewActionIds.leaveIssues, 'Leave them', transcriptId),
      );

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
export const duplicateActions = ({ transcriptId, earlierId }: TranscriptView): ActionsBlock[] =>
  actionsBlock(
    ...(earlierId ? [reviewButton(reviewActionIds.differences, 'Only differences', transcriptId)] : []),
    reviewButton(reviewActionIds.again, 'Review anyway', transcriptId),
    reviewButton(reviewActionIds.leave, 'Leave it', transcriptId),
  );

export const conflictActions = (transcriptId: string, conflictId: string): ActionsBlock[] =>
  actionsBlock(
    reviewButton(reviewActionIds.keepLinear, 'Keep what Linear says', pairValue(conflictId, transcriptId)),
    reviewButton(reviewActionIds.keepNotion, 'Keep what Notion says', pairValue(conflictId, transcriptId)),
  );
