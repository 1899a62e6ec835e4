import type { CitedText, ExtractedAction, Owner, Priority, Turn } from '../../../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../../../kit/text.ts';
import { addressesMachine } from '../addresses-machine.ts';
import { contentWords } from '../content-words.ts';
import { ownerOf, type People } from '../people.ts';
import { readDue } from '../read-due.ts';
import type { ModelCited, ModelItem, ModelReading } from './schema.ts';

export interface Grounds {
  /** By number. */
  turns: ReadonlyMap<number, Turn>;
  people: People;
  heldAt: Date | undefined;
  language: string;
  /** Names of people of the workspace. */
  colleagues: readonly string[];
}

export interface Grounded {
  summary: CitedText[];
  actions: ExtractedAction[];
  decisions: CitedText[];
  questions: CitedText[];
  ungrounded: number;
}

const priorities: Record<ModelItem['priority'], Priority> = {
  none: 0,
  urgent: 1,
  high: 2,
  normal: 3,
  low: 4,
};
/** Addresses of any kind: where work goes is never decided by what was said. */
const addresses = /\S*(?:https?:\/\/|www\.)\S*|[^\s<>]+@[^\s<>]+\.[^\s<>]+|<[^>]*>|<[@#!]\S*/gi;
const [longestTitle, longestDescription, longestName, mostSubtasks] = [255, 1_000, 120, 12];
/** Turns around the cited one whose words may stand in a title. */
const around = 4;
/** A title needs so many of its words from there. */
const leastSupported = 0.34;
const shortestQuote = 8;

/** What of an answer stands on words of the transcript; the rest is dropped and counted. */
export function groundReading(reading: ModelReading, grounds: Grounds): Grounded {
  let ungrounded = 0;
  const keep = <T, K>(list: readonly T[], toKept: (one: T) => K | undefined): K[] =>
    list.flatMap((one) => {
      const kept = toKept(one);
      if (kept === undefined) ungrounded += 1;
      return kept === undefined ? [] : [kept];
    });
  const cited = (one: ModelCited) => groundText(one, grounds);
  const grounded = {
    actions: keep(reading.actions, (item) => groundItem(item, grounds)),
    decisions: keep(reading.decisions, cited),
    questions: keep(reading.questions, cited),
    summary: keep(reading.summary, cited),
  };
  return { ...grounded, ungrounded };
}

/** The quote as the turn has it, if it stands there and is said to people. */
function findQuote({ turn, quote }: { turn: number; quote: string }, { turns }: Grounds): string | undefined {
  const text = turns.get(turn)?.text;
  const wanted = quote.trim();
  if (text === undefined || wanted.length < Math.min(shortestQuote, text.length)) return undefined;
  const at = text.indexOf(wanted);
  if (at < 0) return undefined;
  const before = text.slice(0, at);
  const sentence = text.slice(Math.max(...['. ', '? ', '! '].map((end) => before.lastIndexOf(end) + 1)));
  return addressesMachine(sentence.slice(0, wanted.length + 200)) ? undefined : wanted;
}

function groundText(one: ModelCited, grounds: Grounds): CitedText | undefined {
  const quote = findQuote(one, grounds);
  const text = tidy(one.text, longestDescription);
  return quote === undefined || text === '' ? undefined : { text, citation: { turn: one.turn, quote } };
}

function groundItem(item: ModelItem, grounds: Grounds): ExtractedAction | undefined {
  const quote = findQuote(item, grounds);
  const title = tidy(item.title, longestTitle);
  if (quote === undefined || !isSupported(title, item.turn, grounds)) return undefined;
  const spoken = item.dueSpoken.trim();
  const said = textAround(item.turn, grounds);
  const due =
    spoken !== '' && said.includes(spoken) ? readDue(spoken, grounds.heldAt, grounds.language) : undefined;
  const owner = groundOwner(item, said, grounds);
  return {
    title,
    description: tidy(item.description, longestDescription),
    owner,
    due: due?.date || null,
    dueSpoken: due ? spoken : null,
    priority: priorities[item.priority],
    subtasks: item.subtasks
      .map((one) => tidy(one, longestTitle))
      .filter((one) => one !== '')
      .slice(0, mostSubtasks),
    kind: owner.state === 'none' ? 'open' : item.kind,
    certainty: item.certainty,
    citation: { turn: item.turn, quote },
    ...candidatesOf(item),
  };
}

/** Names of the workspace and an identifier, as they are; whether there are such is seen where the items are placed. */
function candidatesOf({
  team,
  project,
  milestone,
  likelySame,
}: ModelItem): Pick<ExtractedAction, 'candidates'> {
  const named = Object.entries({ team, project, milestone, likelySame }).flatMap(([key, name]) => {
    const text = tidy(name, longestName);
    return text === '' ? [] : [[key, text] as const];
  });
  return named.length > 0 ? { candidates: Object.fromEntries(named) } : {};
}

/**
 * A person who spoke, is known to have been there, or was named close by; anybody else is nobody. A colleague's whole
 * name counts when a part of it was said, and then only that part: which of two people of that name is not the model's
 * to say.
 */
function groundOwner({ owner }: ModelItem, said: string, { people, colleagues }: Grounds): Owner {
  const spoken = oneLine(cleanText(owner));
  if (spoken === '' || /[@:/<>{}]/.test(spoken)) return { state: 'none' };
  if (people.match(spoken).length > 0) return ownerOf(spoken, people);
  if (saysName(said, spoken)) return { state: 'named', spoken };
  const isColleague = colleagues.some((name) => name.toLowerCase() === spoken.toLowerCase());
  const part = isColleague ? spoken.split(' ').find((word) => saysName(said, word)) : undefined;
  return part === undefined ? { state: 'none' } : { state: 'named', spoken: part };
}

/** Whether a name was said as a word of its own. */
const saysName = (said: string, name: string): boolean =>
  name.length > 1 && ` ${wordsOf(said)} `.includes(` ${wordsOf(name)} `);
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'’-]+/gu, ' ')
    .trim();

function isSupported(title: string, turn: number, grounds: Grounds): boolean {
  const words = contentWords(title);
  if (words.length === 0) return false;
  const said = new Set(contentWords(textAround(turn, grounds)));
  return words.filter((word) => said.has(word)).length / words.length >= leastSupported;
}

/** What people said near a turn; lines that speak to software support nothing. */
const textAround = (turn: number, { turns }: Grounds): string =>
  Array.from({ length: 2 * around + 1 }, (_, at) => turns.get(turn - around + at))
    .map((one) => (one && !addressesMachine(one.text) ? `${one.speaker}: ${one.text}` : ''))
    .join('\n');

const tidy = (text: string, most: number): string =>
  truncate(
    oneLine(
      cleanText(text)
        .replace(addresses, ' ')
        .replace(/[<>{}]/g, ' '),
    ),
    most,
  );
