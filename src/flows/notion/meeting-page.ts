import type { BlockObjectRequest } from '@notionhq/client';
import type { Citation, IssueBrief, ItemView, TranscriptView, Turn } from '../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';
import { paragraphs, richText, type TextElement } from '../../vendors/notion/rich-text.ts';
import type { PagePlan, PlannedBlock } from './write-blocks.ts';

/** A transcript of more turns has several in a paragraph: Notion's free workspaces are given 1,000 blocks in all. */
const mostParagraphs = 800;

/** Items that are work now; what was left out is not on the page. */
const shownStates: readonly ItemView['state'][] = ['created', 'linked', 'failed'];
const closedTypes: readonly string[] = ['completed', 'canceled', 'duplicate'];

/**
 * The page of a meeting, of stored rows alone, in which what is private is hidden: summary, decisions, to-dos linked
 * to their issues, open questions, and the transcript folded away. The same rows give the same plan, so that a page
 * that was begun can be gone on with.
 */
export function planMeeting(
  view: Pick<TranscriptView, 'extract' | 'items'>,
  turns: readonly Turn[],
): PagePlan {
  const said = new Map(turns.map((turn) => [turn.i, turn]));
  const section = (title: string, blocks: readonly PlannedBlock[]): PlannedBlock[] =>
    blocks.length === 0 ? [] : [heading(title), ...blocks];
  const points = (list: readonly { text: string; citation: Citation }[] = []) =>
    list.map(({ text, citation }) => bullet(text, said.get(citation.turn)));
  const items = view.items
    .filter((item) => shownStates.includes(item.state))
    .toSorted((a, b) => a.position - b.position);
  const top = [
    ...section('Summary', points(view.extract?.summary)),
    ...section('Decisions', points(view.extract?.decisions)),
    ...(items.length > 0 ? [todosHeading(), ...items.map(planTodo)] : []),
    ...section('Open questions', points(view.extract?.questions)),
  ];
  if (turns.length === 0) return { top, folded: null };
  return { top: [...top, planned(toggle('Transcript'))], folded: { under: top.length, blocks: fold(turns) } };
}

/** What a to-do of an item says: the title of its issue, which is what is kept in step. */
export const todoTitle = (item: Pick<ItemView, 'issue' | 'fields'>): string =>
  truncate(oneLine(cleanText(item.issue?.title ?? item.fields.title)), 255);

export const todoText = (title: string, url: string | null): TextElement[] => richText(title, { link: url });

const words = (block: BlockObjectRequest): TextElement[] => {
  for (const content of Object.values(block))
    if (typeof content === 'object' && content !== null && 'rich_text' in content) return content.rich_text;
  return [];
};

/** A block and what it will say, by which it is found again on the page. */
export const planned = (request: BlockObjectRequest): PlannedBlock => ({
  request,
  type: request.type ?? '',
  text: words(request)
    .map((element) => element.text.content)
    .join(''),
});

const heading = (title: string): PlannedBlock =>
  planned({ type: 'heading_2', heading_2: { rich_text: richText(title) } });

/** What the lines of items stand under. */
export const todosHeading = (): PlannedBlock => heading('To-dos');

const toggle = (title: string): BlockObjectRequest => ({
  type: 'toggle',
  toggle: { rich_text: richText(title) },
});

function bullet(text: string, turn: Turn | undefined): PlannedBlock {
  const source = turn ? labelOf(turn) : '';
  return planned({
    type: 'bulleted_list_item',
    bulleted_list_item: {
      rich_text: [
        ...richText(oneLine(text)).slice(0, 50),
        ...(source ? richText(` (${source})`, { grey: true }) : []),
      ],
    },
  });
}

/** The line of an item. */
export function planTodo(item: ItemView): PlannedBlock {
  const { issue } = item;
  const details = issue ? issueDetails(issue) : richText(spokenDetails(item));
  const isDone = issue !== null && closedTypes.includes(issue.stateType);
  return {
    ...planned({
      type: 'to_do',
      to_do: {
        rich_text: todoText(todoTitle(item), issue?.url ?? null),
        checked: isDone,
        ...(details.length > 0
          ? { children: [{ type: 'paragraph', paragraph: { rich_text: details } }] }
          : {}),
      },
    }),
    todo: { itemId: item.itemId, checked: isDone },
  };
}

/** The line under a to-do: "ENG-1 · Ada Lovelace · due 2026-05-08". */
export const issueDetails = (
  issue: Pick<IssueBrief, 'identifier' | 'url' | 'assignee' | 'due'>,
): TextElement[] => [
  ...richText(issue.identifier, { link: issue.url }),
  ...richText([issue.assignee, dueWords(issue.due)].flatMap((part) => (part ? [` · ${part}`] : [])).join('')),
];

/** As long as there is no issue, what was said. */
const spokenDetails = ({ extracted: { owner }, fields }: ItemView): string =>
  [owner.state === 'named' ? owner.spoken : null, dueWords(fields.due)].filter(Boolean).join(' · ');

const dueWords = (due: string | null): string | null => due && `due ${due}`;

function fold(turns: readonly Turn[]): PlannedBlock[] {
  const turnsEach = Math.ceil(turns.length / mostParagraphs);
  const blocks: PlannedBlock[] = [];
  for (let start = 0; start < turns.length; start += turnsEach) {
    const elements = turns
      .slice(start, start + turnsEach)
      .flatMap((turn, index) => [
        ...richText(`${index > 0 ? '\n' : ''}${labelOf(turn)}${labelOf(turn) ? ' ' : ''}`, { bold: true }),
        ...richText(turn.text),
      ]);
    blocks.push(...paragraphs(elements).map(planned));
  }
  return blocks;
}

/** "Ana 12:34", or as much of it as is known. */
const labelOf = ({ speaker, startMs }: Turn): string =>
  [oneLine(speaker), ...(startMs === undefined ? [] : [clockTime(startMs)])]
    .filter((part) => part !== '')
    .join(' ');

function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':');
}
