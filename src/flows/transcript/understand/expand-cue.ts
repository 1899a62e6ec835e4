import type { Cue, PeopleWords } from './cues.ts';

const twice = /^(\p{L}+)( (?!it\b|that\b|this\b).+?),? and (?:also |then )?(?:to )?\1 (.+)$/iu;
const another =
  /(?:, (?:and )?| and )(?:the |our )?(?<name>[\p{L}'’-]+(?: [\p{L}'’-]+){0,2}?),? (?=(?:on|the|our|a|an|for|with)\b)/giu;

/** The things of one cue: the same verb said twice, and the verb left out for everyone but the first. */
export const expandCue = (cue: Cue, people: PeopleWords): Cue[] =>
  cue.kind === 'assign-other' ? eachPerson(cue, people) : eachOfTwo(cue);

/** "Do the questionnaire and do the summary": two things. */
function eachOfTwo(cue: Cue): Cue[] {
  const [, verb, first, second] = twice.exec(cue.task) ?? [];
  if (!verb || !first || !second) return [cue];
  return [
    { ...cue, task: `${verb}${first}` },
    { ...cue, task: `${verb} ${second}` },
  ];
}

/** "Bo will work on the sketches, Cy on the survey and Di on the prices": one each. */
function eachPerson(cue: Cue, people: PeopleWords): Cue[] {
  const found = [...cue.task.matchAll(another)].filter(({ groups }) =>
    people.names.has(groups?.name?.toLowerCase() ?? ''),
  );
  if (found.length === 0) return eachOfTwo(cue);
  const [, start = cue.verb] = /^(\S+(?: (?:on|with|for))?) /.exec(cue.task) ?? [];
  const parts = found.map((match, at): Cue => {
    const from = match.index + match[0].length;
    const thing = cue.task.slice(from, found[at + 1]?.index);
    const isWhole = /^(?:on|with|for) /.test(thing) || !start.includes(' ');
    return {
      ...cue,
      subject: match.groups?.name?.toLowerCase() ?? '',
      task: `${isWhole ? cue.verb : start} ${thing}`,
    };
  });
  return [{ ...cue, task: cue.task.slice(0, found[0]?.index) }, ...parts];
}
