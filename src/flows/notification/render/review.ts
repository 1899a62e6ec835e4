import type { KnownBlock } from '@slack/types';
import type { Conflict, ItemView, TranscriptView } from '../../../contracts/transcript.ts';
import { plural } from '../../../kit/text.ts';
import { dateToken } from '../../../vendors/slack/blocks/dates.ts';
import { linkTo } from '../../../vendors/slack/blocks/link.ts';
import { personInWords } from '../../../vendors/slack/blocks/people.ts';
import { bold, context, inline, section } from '../../../vendors/slack/blocks/text.ts';
import { reviewActionIds } from '../../../vendors/slack/review-action-ids.ts';
import type { SlackMessage } from '../../../vendors/slack/web-client.ts';
import { isOfPage, pageFound, pageRepeat, pageStatus, pageUnchanged } from './page-words.ts';
import {
  actionsBlock,
  conflictActions,
  countToCreate,
  createdActions,
  duplicateActions,
  pageActions,
  reviewActions,
  reviewButton,
  teamChoice,
  undoingActions,
} from './review-actions.ts';
import { itemsOfPage, pageShown, pagesOf } from './review-items.ts';
import { headLine, nameOf, type ReviewSurroundings, readingNotes } from './review-words.ts';

/** Conflicts shown at once: each takes two blocks. */
const mostConflicts = 4;

/** The one message of a transcript, in whatever state it is; edited in place from "Reading…" to the links. */
export function renderReview(view: TranscriptView, around: ReviewSurroundings): SlackMessage {
  const { status, blocks } = bodyOf(view, around);
  return { text: `${inline(nameOf(view), 150)} · ${status}`.slice(0, 3_500), blocks };
}

interface Body {
  /** For notifications and clients without blocks. */
  status: string;
  blocks: KnownBlock[];
}

const notesBlock = (notes: readonly string[]): KnownBlock[] => (notes.length > 0 ? [context(...notes)] : []);

function bodyOf(view: TranscriptView, around: ReviewSurroundings): Body {
  switch (view.state) {
    case 'reading':
      return said(view, readingLine(view));
    case 'rejected':
      return said(view, `▲ ${inline(view.problem ?? '', 500) || 'This could not be read as a transcript.'}`);
    case 'failed':
      return said(
        view,
        `▲ ${inline(view.problem ?? '', 500) || 'Reading this failed again and again.'}`,
        actionsBlock(reviewButton(reviewActionIds.again, 'Try again', view.transcriptId)),
      );
    case 'duplicate':
      return said(view, duplicateLine(view, around), duplicateActions(view));
    case 'undoing':
      return said(view, '↩ Taking back what was created…', [
        ...notesBlock(problemOf(view)),
        ...undoingActions(view),
      ]);
    case 'undone':
      return said(view, undoneLine(view), [
        ...notesBlock(leftIn(view).flatMap(({ problem }) => (problem ? [`▲ ${inline(problem, 300)}`] : []))),
        ...actionsBlock(reviewButton(reviewActionIds.again, 'Review again', view.transcriptId)),
      ]);
    case 'reviewing':
      return reviewing(view, around);
    case 'creating':
      return creating(view, around);
    case 'created':
      return created(view, around);
    case 'forgotten':
      return forgotten(view, around);
  }
}

const said = (view: TranscriptView, line: string, more: KnownBlock[] = []): Body => ({
  status: line,
  blocks: [section(headLine(view)), section(line), ...more],
});

function readingLine({ progress }: TranscriptView): string {
  const reading =
    progress && progress.of > 1 ? `👀 Reading… ${progress.done} of ${progress.of}` : '👀 Reading…';
  return progress?.modelUntil
    ? `${reading}\nThe language model does not answer. It is tried until ${dateToken(progress.modelUntil, 'time')}, then Lookout reads by its rules.`
    : reading;
}

function duplicateLine(view: TranscriptView, { earlier }: ReviewSurroundings): string {
  if (isOfPage(view)) return pageUnchanged(earlier);
  return earlier
    ? `This says the same as ${bold(earlier.title, 150)}, handed in ${dateToken(earlier.createdAt)}. A second set of issues is made only when somebody asks for it.`
    : 'This says the same as a transcript that was handed in before, elsewhere or forgotten since. A second set of issues is made only when somebody asks for it.';
}

/** Items whose issues an undo left, each with its reason; one that was linked has none. */
const leftIn = ({ items }: TranscriptView): ItemView[] =>
  items.filter(({ state, problem, issue }) => state === 'linked' && issue && problem);

function undoneLine(view: TranscriptView): string {
  const left = leftIn(view).flatMap(({ issue }) => (issue ? [linkTo(issue.url, issue.identifier)] : []));
  const page = isOfPage(view) ? '' : ' and the page is in the bin';
  if (left.length === 0) return `↩ Taken back: the issues are archived${page}.`;
  const others = view.items.some(({ state }) => state === 'undone');
  return `↩ Taken back, except ${inWords(left)}, which ${left.length === 1 ? 'stays' : 'stay'}${others ? `: the other issues are archived${page}` : page && ': the page is in the bin'}.`;
}

/** "ENG-1, ENG-2 and ENG-3" */
const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const problemOf = ({ problem }: TranscriptView): string[] => (problem ? [`▲ ${inline(problem, 500)}`] : []);

/** "6 items, 3 decisions, 1 open question" */
function foundIn(view: TranscriptView): string {
  if (isOfPage(view)) return pageFound(view);
  const { items, extract } = view;
  const decisions = extract?.decisions.length ?? 0;
  const questions = extract?.questions.length ?? 0;
  return [
    items.length > 0 ? plural(items.length, 'item') : 'nothing to do was agreed',
    ...(decisions > 0 ? [plural(decisions, 'decision')] : []),
    ...(questions > 0 ? [plural(questions, 'open question')] : []),
  ].join(', ');
}

function reviewing(view: TranscriptView, around: ReviewSurroundings): Body {
  const pages = pagesOf(view);
  const left = view.items.length - countToCreate(view);
  const found = [
    foundIn(view),
    ...(left > 0 && view.items.length > 0 ? [`${left} left out or linked`] : []),
    ...(pages > 1 ? [`page ${pageShown(view, around.page) + 1} of ${pages}`] : []),
  ].filter(Boolean);
  return {
    status: isOfPage(view) ? pageStatus(view) : `${foundIn(view)} to review`,
    blocks: [
      section([headLine(view), found.join(' · ')].filter(Boolean).join('\n')),
      ...notesBlock([...problemOf(view), ...repeatNote(view, around), ...readingNotes(view)]),
      ...itemsOfPage(view, around),
      ...pageActions(view, around.page),
      ...teamChoice(view, around),
      ...notesBlock(placeNotes(view, around)),
      ...reviewActions(view, around),
    ],
  };
}

function repeatNote(view: TranscriptView, { earlier }: ReviewSurroundings): string[] {
  if (isOfPage(view)) return pageRepeat(earlier);
  return earlier
    ? [`Repeats much of ${bold(earlier.title, 150)}, handed in ${dateToken(earlier.createdAt)}`]
    : [];
}

function placeNotes(view: TranscriptView, around: ReviewSurroundings): string[] {
  const { linear, linearProblem, notion, notionProblem, notionPlace } = around;
  const problems = [linearProblem, isOfPage(view) ? null : notionProblem].flatMap((problem) =>
    problem ? [`▲ ${inline(problem, 300)}`] : [],
  );
  if (problems.length > 0) return problems;
  if (isOfPage(view)) return linear ? [] : ['Connect Linear to make issues of these.'];
  if (!linear && notionPlace === null)
    return ['There is nowhere to create this yet: connect Linear for issues, Notion for the page.'];
  return [
    ...(linear ? [] : ['Linear is not connected: only the page is made.']),
    notionPlace === null
      ? `Notion ${notion ? 'has no place chosen' : 'is not connected'}: no page is made.`
      : `Notion: ${inline(notionPlace, 80)}`,
  ];
}

function creating(view: TranscriptView, around: ReviewSurroundings): Body {
  const { progress, createdWorkBy } = view;
  const count = progress ? ` ${progress.done} of ${progress.of}` : '';
  const by = createdWorkBy ? `, asked for by ${personInWords(createdWorkBy)}` : '';
  return {
    status: `creating${count}`,
    blocks: [
      section(`${headLine(view)}\nCreating${count}…${by}`),
      ...itemsOfPage(view, around),
      ...pageActions(view, around.page),
      ...actionsBlock(reviewButton(reviewActionIds.undo, 'Cancel', view.transcriptId)),
    ],
  };
}

/** "✓ 6 issues and 1 page created by @reviewer" */
function createdLine(view: TranscriptView): string {
  const issues = view.items.filter((item) => item.state === 'created' && item.issue).length;
  const linked = view.items.filter((item) => item.state === 'linked').length;
  const made = [...(issues > 0 ? [plural(issues, 'issue')] : []), ...(view.page ? [`1 page`] : [])].join(
    ' and ',
  );
  const by = view.createdWorkBy ? ` by ${personInWords(view.createdWorkBy)}` : '';
  return [
    made ? `✓ ${made} created${by}` : 'Nothing was created',
    ...(linked > 0 ? [`${linked} linked`] : []),
    ...(view.page ? [linkTo(view.page.url, 'page in Notion')] : []),
  ].join(' · ');
}

function created(view: TranscriptView, around: ReviewSurroundings): Body {
  const until = view.undoUntil;
  const mayUndo = until !== null && new Date(until) > around.now;
  return {
    status: createdLine(view),
    blocks: [
      section(`${headLine(view)}\n${createdLine(view)}`),
      ...notesBlock(problemOf(view)),
      ...conflictBlocks(view),
      ...itemsOfPage(view, around),
      ...pageActions(view, around.page),
      ...createdActions(view, mayUndo, around),
      ...(mayUndo && until ? [context(`Undo is possible until ${dateToken(until, 'time')}`)] : []),
    ],
  };
}

function conflictBlocks(view: TranscriptView): KnownBlock[] {
  const more = view.conflicts.length - mostConflicts;
  return [
    ...view.conflicts
      .slice(0, mostConflicts)
      .flatMap((conflict) => [
        section(conflictLine(view, conflict)),
        ...conflictActions(view.transcriptId, conflict.conflictId),
      ]),
    ...(more > 0 ? [context(`and ${plural(more, 'more disagreement')}, shown when these are settled`)] : []),
  ];
}

const sideWords = (field: Conflict['field'], value: string): string =>
  field === 'title'
    ? `“${inline(value, 150)}”`
    : value === 'true' || value === 'done'
      ? 'done'
      : inline(value === 'false' ? 'open' : value, 60);

function conflictLine(view: TranscriptView, { itemId, field, linear, notion }: Conflict): string {
  const item = view.items.find((one) => one.itemId === itemId);
  const name = item?.issue
    ? linkTo(item.issue.url, item.issue.identifier)
    : bold(item?.fields.title ?? '', 150);
  const what = field === 'title' ? 'title' : 'state';
  return `▲ ${name}: both sides changed the ${what}. Linear says ${sideWords(field, linear)}, Notion says ${sideWords(field, notion)}. Nothing was overwritten.`;
}

function forgotten(view: TranscriptView, around: ReviewSurroundings): Body {
  const hasWork = view.items.some((item) => item.state === 'created' || item.state === 'linked');
  const line = hasWork
    ? `${createdLine(view)}\nThe transcript itself was deleted.`
    : 'Deleted: nothing was made of this transcript.';
  return {
    status: line,
    blocks: [
      section(`${headLine(view)}\n${line}`),
      ...(hasWork
        ? [...conflictBlocks(view), ...itemsOfPage(view, around), ...pageActions(view, around.page)]
        : []),
    ],
  };
}
