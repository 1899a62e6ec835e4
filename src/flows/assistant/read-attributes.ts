import type { Priority } from '../../contracts/transcript.ts';
import { readDay, type Today } from '../../kit/read-day.ts';

const priorities: Record<string, Priority> = {
  none: 0,
  no: 0,
  urgent: 1,
  critical: 1,
  asap: 1,
  high: 2,
  medium: 3,
  normal: 3,
  low: 4,
};

/** "high", "urgent", "P1": as Linear counts. Undefined when it is none. */
export function priorityOf(word: string): Priority | undefined {
  const folded = word.trim().toLowerCase();
  const digit = /^p?([0-4])$/.exec(folded)?.[1];
  return digit === undefined ? priorities[folded] : (Number(digit) as Priority);
}

export const priorityWord = 'urgent|critical|high|medium|normal|low|no';
/** A person, as people write one: a Slack mention, "me", or up to three names. */
export const personWords =
  "[\\w.+-]+@[\\w-]+\\.[\\w.-]+|<@[UW][A-Z0-9]+(?:\\|[^>]*)?>|@?[\\p{L}][\\p{L}\\p{M}.'-]*(?: \\p{Lu}[\\p{L}\\p{M}.'-]*){0,2}";
export const nobody = /^(?:nobody|no one|noone|none|unassigned)$/i;

/** "@Mira" is Mira; a Slack mention stays one, for its person is known. */
export const spokenName = (words: string): string => words.replace(/^@/, '').trim().slice(0, 80);

/** What a clause gives an issue: "assign to Mira", "due Friday", "high priority". */
export interface Attributes {
  assignee?: string | null;
  due?: string | null;
  priority?: Priority;
}

const assigned = new RegExp(
  `^(?:(?:re-?)?assign(?:ed)?(?: it| this)?(?: to)?|assignee:?(?: to| is)?|owner:?(?: is)?|give (?:it|this) to|hand (?:it|this) to|owned by)\\s+(?<name>${personWords})$`,
  'iu',
);
const unassigned =
  /^(?:unassign(?:ed)?(?: it| this)?|no (?:assignee|owner)|(?:remove|clear) (?:the )?(?:assignee|owner))$/i;
const dueBy =
  /^(?:(?:is |make it |set (?:it )?)?due(?: date)?(?: is| to)?:?|deadline(?: is| to)?:?|by|until|till|(?:set |change |move )?(?:the )?(?:due date|deadline) (?:is|to))\s+(?<day>.+)$/i;
const neverDue = /^(?:no|without(?: an?)?|(?:remove|clear|drop)(?: the| its)?) (?:due date|deadline)$/i;
const prioritised = new RegExp(
  `^(?:(?:set |change |make )?(?:the |its )?prio(?:rity)?:?(?: is| to| =)?\\s+(?<after>${priorityWord}|none|p?[0-4])|(?:make it |set (?:it )?(?:to )?|it's |as )?(?<before>${priorityWord})(?<named>[ -]prio(?:rity)?)?|(?<short>p[0-4]))$`,
  'i',
);

/**
 * The attribute a whole clause gives; undefined when it gives none, or half of one. `alone` lets "high" and "by Friday"
 * count by themselves, as between commas.
 */
export function readAttribute(clause: string, today: Today, alone = true): Attributes | undefined {
  const words = clause.trim();
  if (unassigned.test(words)) return { assignee: null };
  const name = assigned.exec(words)?.groups?.name;
  if (name) return { assignee: nobody.test(name) ? null : spokenName(name) };
  if (neverDue.test(words)) return { due: null };
  const said = dueBy.exec(words)?.groups?.day;
  if (said !== undefined) {
    const day = readDay(said, today);
    return day === null ? undefined : { due: day };
  }
  const level = prioritised.exec(words)?.groups;
  if (!level || (!alone && level.before && !level.named)) return undefined;
  const priority = priorityOf(level.after ?? level.before ?? level.short ?? '');
  return priority === undefined ? undefined : { priority };
}
