import type { Cue, CueKind, PeopleWords } from '../cues.ts';
import { baseForm, isWorkPhrase, neverVerbs, workVerbs } from '../verbs.ts';
import {
  anyCue,
  handedOut,
  lacking,
  leadingAdverbs,
  modal,
  notPeople,
  otherSubject,
  owing,
  passiveNeed,
  patterns,
  whoDoes,
} from './english-patterns.ts';

/** Cues of an English clause, in the order they stand. */
export function findEnglishCues(
  { tidy, lower }: { tidy: string; lower: string },
  people: PeopleWords,
): Cue[] {
  if (!anyCue.test(lower)) {
    const bare = imperative(tidy, lower, people);
    return bare ? [bare] : [];
  }
  const cues: Cue[] = [];
  const add = (
    kind: CueKind,
    match: RegExpExecArray | RegExpMatchArray,
    subject: string,
    negated: boolean,
  ) => {
    const start = (match.index ?? 0) + match[0].length;
    const cue = toCue(kind, { tidy, lower, from: match.index ?? 0, start, subject, negated });
    if (cue) cues.push(cue);
  };
  for (const [kind, pattern] of patterns) {
    for (const match of lower.matchAll(pattern)) {
      const { subject = '', not, not2 } = match.groups ?? {};
      if (kind === 'request' && !canBeAsked(subject, people)) continue;
      const named =
        kind === 'explicit'
          ? /^([\p{L}'-]+) (?:to|will|should) /u.exec(lower.slice(match.index + match[0].length))
          : null;
      if (named?.[1] && people.names.has(named[1])) match[0] += named[0];
      add(kind, match, named?.[1] ?? subjectOf(kind, subject.trim(), match, people), Boolean(not ?? not2));
    }
  }
  for (const match of modal.test(lower) ? tidy.matchAll(otherSubject) : []) {
    const { subject = '', not } = match.groups ?? {};
    const named = namedSubject(subject, people);
    if (named) add('assign-other', match, named, Boolean(not));
  }
  for (const match of lower.matchAll(passiveNeed)) {
    const { subject = '', done = '' } = match.groups ?? {};
    const verb = baseForm(done);
    if (!verb || notPeople.has(subject)) continue;
    cues.push({
      kind: 'open-need',
      subject: '',
      task: `${verb} ${withoutCapital(tidy.slice(match.index, match.index + subject.length))}${tidy.slice(match.index + match[0].length)}`,
      verb,
      progressive: false,
      negated: /\b(?:not|never)\b/.test(match[0]),
      prefix: lower.slice(0, match.index),
    });
  }
  for (const match of tidy.matchAll(handedOut)) {
    const { subject = '', verb = '' } = match.groups ?? {};
    const base = workVerbs.has(verb) ? verb : baseForm(verb);
    if (base && workVerbs.has(base) && people.names.has(subject.toLowerCase()))
      add('assign-you', match, subject.toLowerCase(), false);
  }
  cues.push(...thingToDo(tidy, lower), ...thingThatLacks(tidy, lower), ...whoWouldDo(tidy, lower));
  const bare = cues.length === 0 ? imperative(tidy, lower, people) : undefined;
  return bare ? [bare] : cues;
}

/** "Let us" is "we"; "my task" is mine; "the task for this week" is nobody's of that name. */
function subjectOf(kind: CueKind, subject: string, match: RegExpExecArray, people: PeopleWords): string {
  if (subject === 'us') return 'we';
  if (kind !== 'explicit') return subject;
  if (/\bmy (?:next |first |main )?$/.test(match.input.slice(0, match.index))) return 'i';
  return people.names.has(subject) ? subject : '';
}

/** "I want you to", "I need Dana to", but not "I want this to". */
const canBeAsked = (subject: string, people: PeopleWords): boolean =>
  subject === '' || /^(?:you|some|any|who$)/.test(subject) || people.names.has(subject);

/** "I have a final report to present": the thing stands before what is to be done with it. */
function thingToDo(tidy: string, lower: string): Cue[] {
  return [...lower.matchAll(owing)].flatMap((match) => {
    const { subject = '', thing = '', verb = '' } = match.groups ?? {};
    if (!workVerbs.has(verb)) return [];
    const from = match.index + match[0].indexOf(thing);
    const task = `${verb} ${tidy.slice(from, from + thing.length)}${tidy.slice(match.index + match[0].length)}`;
    const kind = subject === 'i' ? 'own-need' : 'group-need';
    return [
      { kind, subject, task, verb, progressive: false, negated: false, prefix: lower.slice(0, match.index) },
    ];
  });
}

/** "There should be a nightly test": something is to be made, by nobody yet. */
function thingThatLacks(tidy: string, lower: string): Cue[] {
  const match = lacking.exec(lower);
  if (!match) return [];
  return [
    {
      kind: 'open-need',
      subject: '',
      task: `add ${tidy.slice(match[0].length)}`,
      verb: 'add',
      progressive: false,
      negated: false,
      prefix: '',
    },
  ];
}

/** "Who takes the minutes?": whoever says yes. */
function whoWouldDo(tidy: string, lower: string): Cue[] {
  const match = whoDoes.exec(lower);
  const verb = [match?.groups?.verb ?? '', (match?.groups?.verb ?? '').replace(/e$/, '')].find((one) =>
    workVerbs.has(one),
  );
  if (!match || !verb) return [];
  const task = `${verb} ${tidy.slice(match[0].length)}`;
  return [{ kind: 'request', subject: 'who', task, verb, progressive: false, negated: false, prefix: '' }];
}

/** The people a third-person subject names: known names and roles, or words written like a name. */
function namedSubject(subject: string, people: PeopleWords): string | undefined {
  const words = subject.replace(/^(?:the|our|your) /i, '');
  const lower = words.toLowerCase();
  if (people.names.has(lower)) return lower;
  if (/\w (?:teams?|department|agency)$/.test(lower)) return lower;
  const parts = words.split(/ and (?:the )?/i);
  const isPerson = (part: string) =>
    people.names.has(part.toLowerCase()) || /^\p{Lu}[\p{Ll}'’-]{2,}(?: \p{Lu}[\p{Ll}'’-]+){0,2}$/u.test(part);
  if (parts.every(isPerson) && !notPeople.has(lower)) return lower;
  // "so then Poppy will": the name is the last of what was caught.
  const last = words.split(' ').at(-1) ?? '';
  if (notPeople.has(last.toLowerCase())) return undefined;
  return people.names.has(last.toLowerCase()) ? last.toLowerCase() : undefined;
}

/** "Jonas, rotate the keys": a name that is called, then a verb of work. */
function imperative(tidy: string, lower: string, people: PeopleWords): Cue | undefined {
  const match = /^([\p{L}'’ -]{2,40}?), (?:please |you (?:can |could )?)?(?=(\p{L}+))/u.exec(lower);
  const called = match?.[1] && people.names.has(match[1]) ? match : undefined;
  const start = called?.[0].length ?? /^(?:to )?/.exec(lower)?.[0].length ?? 0;
  const verb = /^[a-z-]+/.exec(lower.slice(start))?.[0] ?? '';
  if (!workVerbs.has(verb) && !isWorkPhrase(lower.slice(start))) return undefined;
  const kind = /,? please[.!?]*$/.test(lower) ? 'request' : 'imperative';
  return toCue(kind, { tidy, lower, from: start, start, subject: called?.[1] ?? '', negated: false });
}

interface Found {
  tidy: string;
  lower: string;
  from: number;
  start: number;
  subject: string;
  negated: boolean;
}

function toCue(kind: CueKind, { tidy, lower, from, start, subject, negated }: Found): Cue | undefined {
  const skipped = leadingAdverbs.exec(lower.slice(start))?.[0].length ?? 0;
  let at = start + skipped;
  const isNot = negated || /^(?:not|never|no longer) /.test(lower.slice(at));
  const being = /^(?:be|been|being) (?=\w+ing\b)/.exec(lower.slice(at))?.[0];
  if (being) at += being.length;
  // "Start writing the guide" is writing it; "start" alone is how meetings go on.
  const starting = /^(?:start|begin) (?=\w{3,}ing (?!with\b|from\b|by\b|on\b|at\b)\w)/.exec(
    lower.slice(at),
  )?.[0];
  if (starting) at += starting.length;
  const first = /^[\p{L}'-]+/u.exec(lower.slice(at))?.[0];
  if (!first || neverVerbs.has(first)) return undefined;
  const isForm = being !== undefined || starting !== undefined || kind === 'request';
  const base = (isForm || !workVerbs.has(first)) && /ing$/.test(first) ? baseForm(first) : undefined;
  const verb = base ?? first;
  const rest = tidy.slice(at + first.length);
  // "You're gonna be thinking about the components": as a division of labour that is work on them.
  const isField = being !== undefined && verb === 'think' && /^ (?:about|of) /.test(rest);
  return {
    kind,
    subject,
    task: isField ? `work on${rest.replace(/^ (?:about|of)/, '')}` : `${verb}${rest}`,
    verb: isField ? 'work' : verb,
    progressive: being !== undefined,
    negated: isNot,
    prefix: lower.slice(0, from),
  };
}

const withoutCapital = (subject: string): string =>
  subject.replace(/^(?:The|An?|Our|Your|This|That|These|Those|All) /, (word) => word.toLowerCase());
