import type { Understanding } from '../../contracts/assistant.ts';
import type { Today } from '../../kit/read-day.ts';
import { truncate } from '../../kit/text.ts';
import type { Message } from './fold-message.ts';
import {
  type Attributes,
  nobody,
  personWords,
  priorityOf,
  readAttribute,
  spokenName,
} from './read-attributes.ts';

export type Create = Extract<Understanding, { kind: 'create' }>;

const noun = '(?:issue|ticket|task|bug(?: report)?|to-?do|user story)';
/** "create an urgent issue in team Design: …", "file a bug for …", "new ticket: …". */
const order = new RegExp(
  `^(?:(?<verb>create|make|file|add|raise|open|log|new|write)\\s+(?:me |us )?(?:a |an |one |the |another |new )*(?:linear )?(?:(?<level>urgent|high|medium|normal|low)(?:[ -]priority)? )?${noun}\\b|(?<bare>create|new issue|issue|todo):)(?:\\s+in linear\\b)?(?:\\s+(?:(?:in|for) (?:the )?(?:team (?<team>[^:,;]{1,40}?)|(?<teamToo>[^:,;]{1,40}?) team)|in (?<key>[A-Z][A-Z0-9]{1,9}))(?=\\s*[:,;–—-]))?(?:\\s+for (?<owner>${personWords})(?=\\s*:))?(?<mark>\\s*[:–—]|\\s+-|,)?\\s*(?:(?:to|for|about|that says|saying|called|titled|named|with the title)\\s+)?(?<rest>.*)$`,
  'iu',
);
/** Verbs that also begin other sentences: a colon makes them orders. */
const needsMark = new Set(['open', 'new', 'log', 'write']);

/** "…, in team Design", "… in ENG", "… in the Design team" at the end of an order. */
const teamAtEnd =
  /^(?<title>.*?)(?:[,;]\s*(?:and )?|\s+)(?:(?:in|to|for|on) (?:the )?team (?<one>[\p{L}\p{N}&' -]{1,40})|(?:in|to|for|on) (?:the )?(?<two>[\p{L}\p{N}&'-]{1,40}(?: [\p{L}\p{N}&'-]{1,40})?) team|(?:in|to) (?<key>[A-Z]{2,7})|team:? (?<four>[\p{L}\p{N}&' -]{1,40}))$/u;

/** An order to make one issue; null when the words are none. An order without a title has an empty one. */
export function readCreate({ said }: Message, today: Today): Create | null {
  const groups = order.exec(said)?.groups;
  if (!groups) return null;
  const isMarked = groups.mark !== undefined || groups.bare !== undefined;
  if (groups.verb && needsMark.has(groups.verb.toLowerCase()) && !isMarked) return null;
  const found: Attributes & { team?: string } = {};
  const team = groups.team ?? groups.teamToo ?? groups.key;
  if (team) found.team = team.trim();
  if (groups.owner && !nobody.test(groups.owner)) found.assignee = spokenName(groups.owner);
  const level = groups.level ? priorityOf(groups.level) : undefined;
  if (level !== undefined) found.priority = level;
  const title = tidyTitle(takeFromEnd(balanced(groups.rest ?? ''), found, today));
  return {
    kind: 'create',
    title: truncate(title, 255),
    assignee: found.assignee ?? null,
    due: found.due ?? null,
    priority: found.priority ?? 0,
    team: found.team ?? null,
  };
}

/** Takes clause by clause from the end what says who, when, how urgent and where; the rest is the title. */
function takeFromEnd(text: string, found: Attributes & { team?: string }, today: Today): string {
  let rest = text.trim();
  for (;;) {
    const team = found.team === undefined ? teamAtEnd.exec(rest)?.groups : undefined;
    const named = team?.one ?? team?.two ?? team?.key ?? team?.four;
    if (team && named) {
      found.team = named.trim();
      rest = (team.title ?? '').trim();
      continue;
    }
    const taken = takeAttribute(rest, today);
    if (!taken) return rest;
    Object.assign(found, { ...taken.attributes, ...found });
    rest = taken.rest;
  }
}

/** Marks after which a clause may begin, and words that begin one without any. */
const clauseStart =
  /[,;]\s*(?:and\s+)?(?=\S)|\s+(?:and\s+)?(?=(?:(?:re-?)?assign(?:ed)?\b|assignee\b|owner\b|owned by\b|due\b|deadline\b|by\b|priority\b|prio\b|(?:urgent|high|medium|normal|low)[ -]prio))/gi;

function takeAttribute(text: string, today: Today): { attributes: Attributes; rest: string } | undefined {
  for (const match of [...text.matchAll(clauseStart)].reverse()) {
    const rest = text.slice(0, match.index);
    if (isInsideQuotes(rest)) return undefined;
    const afterComma = /^[,;]/.test(match[0]);
    const attributes = readAttribute(text.slice(match.index + match[0].length), today, afterComma);
    if (attributes) return { attributes, rest: rest.trim() };
  }
  return undefined;
}

const isInsideQuotes = (before: string): boolean =>
  (before.match(/"/g) ?? []).length % 2 === 1 || before.lastIndexOf('“') > before.lastIndexOf('”');

/** Closing punctuation was taken off the message; a bracket that was opened in it is closed again. */
const balanced = (text: string): string =>
  (text.match(/\(/g) ?? []).length > (text.match(/\)/g) ?? []).length ? `${text})` : text;

function tidyTitle(text: string): string {
  const bare = text
    .trim()
    .replace(/^["“'](?<inside>.+)["”']$/u, '$<inside>')
    .replace(/[\s,;:]+$/, '')
    .trim();
  return bare.slice(0, 1).toUpperCase() + bare.slice(1);
}
