import type { KnownBlock, Overflow } from '@slack/types';
import type { IssueBrief, ItemView, TranscriptView } from '../../../contracts/transcript.ts';
import { linkTo } from '../../../vendors/slack/blocks/link.ts';
import { bold, context, inline, limits, plain, section } from '../../../vendors/slack/blocks/text.ts';
import { type ItemVerb, itemValue, reviewActionIds } from '../../../vendors/slack/review-action-ids.ts';
import { dayOf, metaOf, quoteOf, type ReviewSurroundings } from './review-words.ts';

/** Items of one page: each takes up to three of the fifty blocks of a message. */
export const itemsAPage = 8;

export const pagesOf = ({ items }: Pick<TranscriptView, 'items'>): number =>
  Math.max(1, Math.ceil(items.length / itemsAPage));

/** The page shown: the wanted one, or the last there is. */
export const pageShown = (view: TranscriptView, wanted: number): number =>
  Math.max(0, Math.min(wanted, pagesOf(view) - 1));

const issueLink = (issue: IssueBrief): string => linkTo(issue.url, issue.identifier);

const verbLabels = { edit: 'Edit', drop: 'Drop', take: 'Take back' } as const;

type Choice = { verb: ItemVerb; label: string };
const choices = (...verbs: (keyof typeof verbLabels)[]): Choice[] =>
  verbs.map((verb) => ({ verb, label: verbLabels[verb] }));

/** What can still be done with an item, while its transcript is open. */
function choicesOf(view: TranscriptView, item: ItemView, around: ReviewSurroundings): Choice[] {
  if (view.state !== 'reviewing' && view.state !== 'created') return [];
  switch (item.state) {
    case 'proposed':
    case 'failed':
      return choices('edit', 'drop');
    case 'dropped':
      return choices('take');
    case 'linked':
      return [...choices('take'), ...syncChoice(view, item, around)];
    case 'created':
      return syncChoice(view, item, around);
    default:
      return [];
  }
}

/** Not in direct messages: there, every message is to Lookout. */
function syncChoice(view: TranscriptView, { issue }: ItemView, around: ReviewSurroundings): Choice[] {
  if (view.state !== 'created' || !issue || view.channelId?.startsWith('D')) return [];
  return isInSync(issue, around)
    ? [{ verb: 'unsync', label: `Stop syncing replies with ${issue.identifier}` }]
    : [{ verb: 'sync', label: `Sync replies with ${issue.identifier}` }];
}

const isInSync = (issue: IssueBrief, { inSync }: ReviewSurroundings): boolean =>
  inSync.includes(issue.issueId);

function menuOf(view: TranscriptView, item: ItemView, around: ReviewSurroundings): Overflow | undefined {
  const offered = choicesOf(view, item, around);
  if (offered.length === 0) return undefined;
  return {
    type: 'overflow',
    action_id: reviewActionIds.item,
    options: offered.map(({ verb, label }) => ({
      text: plain(label, limits.option),
      value: itemValue({ verb, transcriptId: view.transcriptId, itemId: item.itemId }),
    })),
  };
}

/** Title, what is known of it, and what became of it. */
function lineOf(item: ItemView, around: ReviewSurroundings): string {
  const number = `${item.position + 1}.`;
  // What is done in Linear or on the page is the title from then on.
  const title = item.issue?.title ?? item.fields.title;
  const problem = item.problem ? `\n▲ ${inline(item.problem, 300)}` : '';
  switch (item.state) {
    case 'dropped':
      return `${number} ~${inline(title, 255)}~ · left out`;
    case 'undone':
      return `${number} ~${inline(title, 255)}~ · taken back`;
    case 'linked':
      return `${number} ${bold(title, 255)}\n${item.issue ? `${issueLink(item.issue)} instead · ${statusOf(item.issue, around)}` : 'an issue that exists instead'}${problem}`;
    case 'created':
      return `${number} ${bold(title, 255)}\n${item.issue ? `${issueLink(item.issue)} · ${statusOf(item.issue, around)}` : metaOf(item, around)}${problem}`;
    case 'creating':
      return `${number} ${bold(title, 255)}\n${metaOf(item, around)} · creating…`;
    case 'proposed':
    case 'failed':
      return `${number} ${bold(title, 255)}\n${[metaOf(item, around), ...likelyOf(item)].join(' · ')}${problem}`;
  }
}

const likelyOf = ({ likely }: ItemView): string[] =>
  likely ? [`likely the same as ${issueLink(likely)}`] : [];

/** "✓ Done · Jane · due Fri 27 Nov": as the team calls it. */
function statusOf(issue: IssueBrief, around: ReviewSurroundings): string {
  const mark = issue.stateType === 'completed' ? '✓ ' : '';
  return [
    `${mark}${inline(issue.state, 40)}`,
    issue.assignee ? inline(issue.assignee, 60) : 'nobody',
    ...(issue.due ? [`due ${dayOf(issue.due, around.now)}`] : []),
    ...(isInSync(issue, around) ? ['⇄ replies here are its comments'] : []),
  ].join(' · ');
}

function itemBlocks(view: TranscriptView, item: ItemView, around: ReviewSurroundings): KnownBlock[] {
  const isOpen = view.state === 'reviewing' || view.state === 'created';
  const menu = menuOf(view, item, around);
  const hasQuote = item.state === 'proposed' || item.state === 'failed' || item.state === 'creating';
  const canLink = isOpen && item.likely !== null && (item.state === 'proposed' || item.state === 'failed');
  return [
    { ...section(lineOf(item, around)), ...(menu ? { accessory: menu } : {}) },
    ...(hasQuote ? [context(quoteOf(item))] : []),
    ...(canLink && item.likely
      ? [
          {
            type: 'actions' as const,
            elements: [
              {
                type: 'button' as const,
                action_id: reviewActionIds.link,
                text: plain(`Link ${item.likely.identifier} instead`, limits.button),
                value: itemValue({ verb: 'link', transcriptId: view.transcriptId, itemId: item.itemId }),
              },
            ],
          },
        ]
      : []),
  ];
}

/** The items of the page shown. */
export function itemsOfPage(view: TranscriptView, around: ReviewSurroundings): KnownBlock[] {
  const from = pageShown(view, around.page) * itemsAPage;
  return view.items.slice(from, from + itemsAPage).flatMap((item) => itemBlocks(view, item, around));
}
