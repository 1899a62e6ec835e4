import type { SpokenChange } from '../../contracts/assistant.ts';
import type { Today } from '../../kit/read-day.ts';
import type { Message } from './fold-message.ts';
import { nobody, personWords, readAttribute, spokenName } from './read-attributes.ts';

export interface Update {
  identifier: string;
  /** Null: the issue is named, but what should change was not understood whole. */
  change: SpokenChange | null;
}

const id = '(?<id>[a-z][a-z0-9]{0,9}-\\d{1,7})';
const compile = (source: string): RegExp => new RegExp(`^${source}$`, 'iu');

/** Whole orders in so many words. */
const orders: readonly [RegExp, (groups: Record<string, string>) => SpokenChange][] = [
  [compile(`(?:close|finish|complete|resolve|ship) ${id}`), () => ({ state: 'done' })],
  [compile(`(?:re-?open) ${id}`), () => ({ state: 'reopened' })],
  [compile(`cancel ${id}`), () => ({ state: 'canceled' })],
  [compile(`(?:start|begin)(?: (?:work(?:ing)?(?: on)?|on))? ${id}`), () => ({ state: 'in progress' })],
  [compile(`(?:i(?:'ll| will)? )?take(?: over)? ${id}`), () => ({ assignee: 'me' })],
  [compile(`unassign ${id}`), () => ({ assignee: null })],
];
const given = compile(
  `(?:(?:re-?)?assign|give|hand(?: over)?) ${id} to (?<name>${personWords})(?<rest>(?:,|;| and ).*)?`,
);
const renamed = compile(`(?:(?:rename|retitle) ${id}(?: to)?:?|call ${id}) (?<title>.+)`);
const setPart = compile(
  `(?:set|change|update|make|move) (?:the )?(?<part>priority|prio|due date|due|deadline|title|name|assignee|owner|state|status) (?:of|on|for) ${id} (?:to|as|=) (?<value>.+)`,
);
const verb = '(?:update|change|set|edit|modify|mark|move|put|transition|make)';
const ofIssue = compile(
  `(?<verb>${verb} )?(?:issue |ticket )?${id}(?:'s)?(?<mark>\\s*[:,]|\\s*(?:->|→|=>))?\\s*(?<rest>.*)`,
);

const named =
  /^(?:(?:rename(?:d)?|retitle(?:d)?)(?: it)?(?: to)?|(?:the )?title(?: is| to)?:?|call it|name(?: is| to)?:?)\s+(?<title>.+)$/i;
const stated =
  /^(?:(?:set|move|mark|put|change|update|transition)(?: it| this)?(?: to| as| into)?|(?:the )?(?:state|status)(?: is| to)?:?|as|to|into|in state)\s+(?<state>.+)$/i;
/** States by themselves, as between commas. */
const bareState =
  /^(?:done|closed?|completed?|finished|shipped|resolved|cancel(?:l?ed)?|reopen(?:ed)?|in progress|in review|started|todo|to do|backlog|triage|duplicate)$/i;
const doubts =
  /\b(?:not|never|n't|don't|isn't|almost|nearly|maybe|perhaps|probably|possibly|might|should|could|soon|later|half|partly|about to|going to|if|when|unless|after|once)\b/i;

/** Whether a word in it takes back or puts off what is said. */
export const hasDoubt = (words: string): boolean => doubts.test(words);

const spokenStates: Record<string, string> = {
  closed: 'done',
  close: 'done',
  complete: 'done',
  completed: 'done',
  finished: 'done',
  resolved: 'done',
  shipped: 'done',
  cancel: 'canceled',
  cancelled: 'canceled',
  reopen: 'reopened',
  open: 'reopened',
  started: 'in progress',
  'to do': 'todo',
};

/** An order to change one issue; null when the words are none. `change` is null where any part was not understood. */
export function readUpdate({ said }: Message, today: Today): Update | null {
  for (const [pattern, changeOf] of orders) {
    const groups = pattern.exec(said)?.groups;
    if (groups) return { identifier: idOf(groups), change: changeOf(groups) };
  }
  const whole = given.exec(said)?.groups;
  if (whole) {
    const more = readClauses((whole.rest ?? '').replace(/^(?:,|;| and )\s*/i, ''), today);
    const assignee = nobody.test(whole.name ?? '') ? null : spokenName(whole.name ?? '');
    return { identifier: idOf(whole), change: more && { assignee, ...more } };
  }
  const title = renamed.exec(said)?.groups;
  if (title?.title) return { identifier: idOf(title), change: { title: unquoted(title.title) } };
  const part = setPart.exec(said)?.groups;
  if (part) return { identifier: idOf(part), change: readPart(part.part ?? '', part.value ?? '', today) };
  return readOfIssue(said, today);
}

function readOfIssue(said: string, today: Today): Update | null {
  const groups = ofIssue.exec(said)?.groups;
  if (!groups) return null;
  const rest = groups.rest ?? '';
  if (rest === '') return groups.verb ? { identifier: idOf(groups), change: null } : null;
  const change = readClauses(rest, today);
  // Talk that begins with an issue is an order only when all of it is.
  const isOrder = groups.verb !== undefined || groups.mark !== undefined || change !== null;
  return isOrder ? { identifier: idOf(groups), change } : null;
}

const idOf = (groups: Record<string, string | undefined>): string => (groups.id ?? '').toUpperCase();

/** "to in progress, assign to Mira and due Friday"; null when any clause is not understood. */
function readClauses(text: string, today: Today): SpokenChange | null {
  const change: SpokenChange = {};
  let rest = text.trim();
  while (rest !== '') {
    const title = named.exec(rest)?.groups?.title; // a title may hold commas: it goes to the end
    if (title) return { ...change, title: unquoted(title) };
    const cut = cuts(rest).find((end) => readClause(rest.slice(0, end), today) !== undefined);
    const clause = cut === undefined ? undefined : readClause(rest.slice(0, cut), today);
    if (cut === undefined || !clause) return null;
    Object.assign(change, clause);
    rest = rest
      .slice(cut)
      .replace(/^\s*(?:[,;]\s*(?:and\s+)?|and\s+)/i, '')
      .trim();
  }
  return change;
}

/** Where a clause may end, the longest first: before a comma or an "and", or at the end. */
const cuts = (text: string): number[] =>
  [...text.matchAll(/\s*[,;]|\s+and\s+/gi)]
    .map((match) => match.index)
    .concat(text.length)
    .reverse();

function readClause(clause: string, today: Today): SpokenChange | undefined {
  const words = clause.trim();
  const attribute = readAttribute(words, today) ?? readAttribute(words.replace(/^to\s+/i, ''), today);
  if (attribute) return attribute;
  if (/^to\s+(?:me|<@)/i.test(words)) return { assignee: spokenName(words.replace(/^to\s+/i, '')) };
  if (/[,;]|\sand\s/i.test(words) || doubts.test(words)) return undefined;
  const state = stated.exec(words)?.groups?.state ?? (bareState.test(words) ? words : undefined);
  return state === undefined || state.split(' ').length > 5 ? undefined : { state: stateOf(state) };
}

const stateOf = (words: string): string => {
  const bare = words
    .replace(/^(?:the )?(?:state )?/i, '')
    .replace(/^["“](.+)["”]$/, '$1')
    .trim();
  return (spokenStates[bare.toLowerCase()] ?? bare).slice(0, 80);
};

function readPart(part: string, value: string, today: Today): SpokenChange | null {
  switch (part.toLowerCase()) {
    case 'title':
    case 'name':
      return { title: unquoted(value) };
    case 'state':
    case 'status':
      return doubts.test(value) ? null : { state: stateOf(value) };
    case 'assignee':
    case 'owner':
      return readAttribute(`assign to ${value}`, today) ?? null;
    case 'priority':
    case 'prio':
      return readAttribute(`priority ${value}`, today) ?? null;
    default:
      return /^(?:none|nothing|never)$/i.test(value)
        ? { due: null }
        : (readAttribute(`due ${value}`, today) ?? null);
  }
}

const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^["“'](.+)["”']$/u, '$1')
    .slice(0, 255);
