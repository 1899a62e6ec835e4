import type { CitedText, ExtractedAction, Priority } from '../../../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../../../kit/text.ts';
import { addressesMachine } from '../../understand/addresses-machine.ts';
import { contentWords } from '../../understand/content-words.ts';
import type { Rank } from '../headings.ts';
import type { Line } from '../outline.ts';
import { tidyEntry } from '../tidy-entry.ts';
import type { PageReading, PageRequirement } from './schema.ts';

export interface GroundedPage {
  actions: ExtractedAction[];
  questions: CitedText[];
  ungrounded: number;
}

const modelPriorities: Record<PageRequirement['priority'], Priority> = {
  none: 0,
  urgent: 1,
  high: 2,
  normal: 3,
  low: 4,
};
const saidPriorities: Record<Rank, Priority> = { urgent: 1, must: 2, should: 3, could: 4 };
/** Addresses of any kind: where work goes is never decided by what a page says. */
const addresses = /\S*(?:https?:\/\/|www\.)\S*|[^\s<>]+@[^\s<>]+\.[^\s<>]+|<[^>]*>|<[@#!]\S*/gi;
const [longestTitle, longestDescription, mostSubtasks] = [255, 1_000, 20];
/** A title needs so many of its words from the page. */
const leastSupported = 0.34;
const shortestQuote = 8;

/** What of an answer stands on words of the page; the rest is dropped and counted. */
export function groundPage(reading: PageReading, lines: readonly Line[]): GroundedPage {
  const byTurn = new Map(lines.map((line) => [line.turn, line]));
  let ungrounded = 0;
  const actions: ExtractedAction[] = [];
  for (const wish of reading.requirements) {
    const line = byTurn.get(wish.block);
    // The page says that it is not wanted, or done: no matter what a model makes of it.
    if (line && (line.area === 'unwanted' || line.done || line.isQuestion)) continue;
    const action = line && groundOne(wish, line, lines);
    if (action) actions.push(action);
    else ungrounded += 1;
  }
  const questions = reading.questions.flatMap(({ text, block, quote }): CitedText[] => {
    const line = byTurn.get(block);
    const stands = line && findQuote(quote, line);
    const said = tidy(text, longestDescription);
    if (stands && said !== '') return [{ text: said, citation: { turn: block, quote: stands } }];
    ungrounded += 1;
    return [];
  });
  return { actions, questions, ungrounded };
}

function findQuote(quote: string, { text }: Line): string | undefined {
  const wanted = quote.trim();
  if (wanted.length < Math.min(shortestQuote, text.trim().length) || !text.includes(wanted)) return undefined;
  return addressesMachine(text) ? undefined : wanted;
}

function groundOne(wish: PageRequirement, line: Line, lines: readonly Line[]): ExtractedAction | undefined {
  const quote = findQuote(wish.quote, line);
  const title = tidy(wish.title, longestTitle);
  const below = line.inside.map((at) => lines[at]?.text ?? '');
  const said = [line.text, ...line.path, line.leadIn ?? '', ...below].join('\n');
  if (quote === undefined || !isSupported(title, said)) return undefined;
  const rank = tidyEntry(line.text).rank ?? line.rank;
  const description = tidy(wish.description, longestDescription);
  return {
    title,
    description: isSupported(description, said) ? description : '',
    owner: { state: 'none' },
    due: null,
    dueSpoken: null,
    priority: rank === null ? modelPriorities[wish.priority] : saidPriorities[rank],
    subtasks: wish.subtasks
      .map((one) => tidy(one, longestTitle))
      .filter((one) => isSupported(one, below.join('\n')))
      .slice(0, mostSubtasks),
    kind: 'open',
    certainty: 'firm',
    citation: { turn: line.turn, quote },
  };
}

/** Whether a text's words, and all of its figures, stand in what is said. */
function isSupported(text: string, said: string): boolean {
  const words = contentWords(text);
  if (words.length === 0) return false;
  const known = new Set(contentWords(said));
  const figures = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  const stands = words.filter((word) => known.has(word)).length / words.length;
  return stands >= leastSupported && figures.every((figure) => said.includes(figure));
}

const tidy = (text: string, most: number): string =>
  truncate(
    oneLine(
      cleanText(text)
        .replace(addresses, ' ')
        .replace(/[<>{}]/g, ' '),
    ),
    most,
  );
