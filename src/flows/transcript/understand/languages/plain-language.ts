import type { Cue, CueKind, Language } from '../cues.ts';

/** A language known by a table of its cues only. Word boundaries are by letters of any alphabet. */
export interface PlainTable {
  code: string;
  marks: string;
  /** What comes before the task, as words of a pattern: "je vais|je dois". */
  promise: string;
  request: string;
  group: string;
  open: string;
  hedge: string;
  condition: string;
  negation: string;
  habit: string;
  date: string;
  acceptance: string;
  weakAcceptance: string;
  refusal: string;
  wrapUp: string;
  decision: string;
  urgent: string;
  low: string;
}

const never = /(?!)/;
const words = (alternatives: string, flags = 'iu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?:(?<= )|(?![\\p{L}\\p{N}]))`, flags);

/** A `Language` from its table; titles keep the words as they were said after the cue. */
export function plainLanguage(table: PlainTable): Language {
  const cues: readonly (readonly [CueKind, string, RegExp])[] = [
    ['promise', 'i', words(table.promise, 'giu')],
    ['request', 'you', words(table.request, 'giu')],
    ['group-need', 'we', words(table.group, 'giu')],
    ['open-need', '', words(table.open, 'giu')],
  ];
  const negation = words(table.negation);
  const start = (alternatives: string) => new RegExp(`^(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');
  return {
    code: table.code,
    marks: table.marks.split(' '),
    findCues: ({ tidy, lower }) =>
      cues.flatMap(([kind, subject, pattern]) =>
        [...lower.matchAll(pattern)].flatMap((match): Cue[] => {
          const task = tidy.slice(match.index + match[0].length).trim();
          if (task === '') return [];
          const verb = /^[\p{L}'’-]+/u.exec(task.toLowerCase())?.[0] ?? '';
          return [
            {
              kind,
              subject,
              task,
              verb,
              progressive: false,
              negated: false,
              prefix: lower.slice(0, match.index),
            },
          ];
        }),
      ),
    hedge: words(table.hedge),
    condition: words(table.condition),
    negation,
    habit: words(table.habit),
    date: words(table.date),
    immediate: never,
    acceptance: start(table.acceptance),
    weakAcceptance: start(table.weakAcceptance),
    refusal: start(table.refusal),
    wrapUp: words(table.wrapUp),
    decision: words(table.decision),
    urgent: words(table.urgent),
    high: never,
    low: words(table.low),
    bareObject: never,
  };
}
