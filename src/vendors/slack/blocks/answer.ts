import type { ActionsBlock, KnownBlock } from '@slack/types';
import { cleanText, plural, truncate } from '../../../kit/text.ts';
import { askActionIds } from '../ask-action-ids.ts';
import type { SlackMessage } from '../web-client.ts';
import {
  type CitedLine,
  type CitedPassage,
  citationMarks,
  citedLine,
  inSections,
  passageBlocks,
  passageLine,
} from './passages.ts';
import { context, inline, limits, plain } from './text.ts';

/** An answer to show; the contract's Answer fits, with addresses beside its passages. */
export interface ShownAnswer {
  question: string;
  state: 'found' | 'nothing';
  sentences: readonly CitedLine[];
  passages: readonly CitedPassage[];
  by: 'rules' | 'model';
  degraded: string | null;
  looked: { meetings: number; alerts: number; pages: number; issues: number };
  /** How a model is connected, where that is to be said; once a thread. */
  modelHelp: string | null;
  /** How many meetings were chosen; 0: all that may be seen. */
  chosen: number;
}

/** The whole answer as one message. */
export function answerMessage(answer: ShownAnswer): SlackMessage {
  return { text: truncate(plainAnswer(answer), 3_000), blocks: answerBlocks(answer) };
}

/** The same where no message of the asker stands above it: the question comes first. */
export function answerWithQuestion(message: SlackMessage, question: string): SlackMessage {
  const blocks = [context(`You asked: ${inline(question, 500)}`), ...(message.blocks ?? [])];
  return { ...message, blocks: blocks.slice(0, limits.messageBlocks) };
}

/** The answer's blocks: a model's sentences make a paragraph above what they cite, rules put each quote below its line. */
export function answerBlocks(answer: ShownAnswer): KnownBlock[] {
  const ending = answerEnding(answer);
  const body =
    answer.state === 'nothing'
      ? inSections(nothingLines(answer))
      : answer.by === 'model'
        ? inSections(
            answer.sentences.map((one) => citedLine(one)),
            ' ',
          )
        : inSections(quotedLines(answer), '\n\n');
  return [...body.slice(0, limits.messageBlocks - ending.length), ...ending];
}

/** The answer without anything that has to be drawn: for notifications and screen readers. */
function plainAnswer(answer: ShownAnswer): string {
  if (answer.state === 'nothing') return nothingLines(answer).join(' ');
  if (answer.by === 'model') return answer.sentences.map((one) => citedLine(one)).join(' ');
  return answer.sentences
    .map(({ text, passages }) => {
      const first = answer.passages.find(({ n }) => n === passages[0]);
      return first ? `${inline(text)} “${inline(first.quote)}”` : inline(text);
    })
    .join(' ');
}

/** Each line and below it the words it stands on, every passage once. */
function quotedLines({ sentences, passages }: ShownAnswer): string[] {
  const shown = new Set<number>();
  return sentences.map(({ text, passages: cited }) => {
    const own = passages.filter(({ n }) => cited.includes(n) && !shown.has(n));
    for (const { n } of own) shown.add(n);
    const marks = own.length === 0 ? ` ${citationMarks(cited)}` : '';
    return [`${inline(text, 700)}${marks}`, ...own.map(passageLine)].join('\n');
  });
}

/** What stands below the answer: what it cites, how it was worked out, and the way to choose meetings. */
export function answerEnding(answer: ShownAnswer): KnownBlock[] {
  const cited = new Set(answer.sentences.flatMap(({ passages }) => passages));
  const isListed = answer.state === 'found' && answer.by === 'model';
  const notes = [
    ...(answer.chosen > 0 ? [`From ${plural(answer.chosen, 'chosen meeting')} only.`] : []),
    ...(answer.degraded ? [inline(answer.degraded)] : []),
    ...(answer.modelHelp ? [`Worked out without a language model: ${inline(answer.modelHelp)}.`] : []),
  ];
  return [
    ...(isListed ? passageBlocks(answer.passages.filter(({ n }) => cited.has(n))) : []),
    ...(notes.length > 0 ? [context(notes.join(' · '))] : []),
    chooseButton(answer.question),
  ];
}

const chooseButton = (question: string): ActionsBlock => ({
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: askActionIds.choose,
      text: plain('Only certain meetings…', 75),
      value: cleanText(question.slice(0, 1_900)) || ' ',
    },
  ],
});

/** Nothing found: what was looked through, and two other ways. */
export function nothingLines({ looked, chosen }: Pick<ShownAnswer, 'looked' | 'chosen'>): string[] {
  const through = lookedThrough(looked);
  return [
    `Nothing about that was found${through ? ` in ${through}` : ''}.`,
    chosen > 0
      ? 'Choose other meetings, or ask about all of them.'
      : 'Ask in other words, with a name or a date that was said; or hand the meeting in with `/lookout transcript`.',
  ];
}

/** "4 meetings, 2 alerts and 31 issues"; empty when there was nothing to look through. */
export function lookedThrough(looked: ShownAnswer['looked']): string {
  const parts = [
    [looked.meetings, 'meeting'],
    [looked.alerts, 'alert'],
    [looked.pages, 'page'],
    [looked.issues, 'issue'],
  ] as const;
  const said = parts.flatMap(([count, noun]) => (count > 0 ? [plural(count, noun)] : []));
  return said.length < 2 ? (said[0] ?? '') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

/** A sentence as a piece of a streamed message, which is Markdown: nothing foreign in it becomes a link or a heading. */
export const streamedSentence = ({ text, passages }: CitedLine): string =>
  `${inline(text, 700)
    .replaceAll('](', '] (')
    .replace(/^([#>+-])/, '\\$1')} ${citationMarks(passages)}`;
