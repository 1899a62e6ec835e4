import type { Owner } from '../../../contracts/transcript.ts';
import type { Candidate } from './candidate.ts';
import { ownerOf, type People } from './people.ts';
import { calledIn, calledLast } from './score-cue.ts';

const pronouns = /^(?:he|she|they)$/;
/** Words that begin sentences and are written like names there. */
const notNames =
  /^(?:The|This|That|These|Those|And|But|Then|Also|Yes|Yeah|Well|Okay|She|They|There|What|When|Because|Maybe)$/;
const nobody = /^(?:someone|somebody|anyone|anybody|one of us|one of you|who|)$/;

/** What people say who think well of what they heard, which takes nothing on. */
const applauds = /\b(?:thank|thanks|great|good|nice|cool|perfect|awesome|excellent|love)\b/i;

/** Who is to do it, by the words; a "you" goes to the name called, else to whoever answers. */
export function resolveOwner(candidate: Candidate, people: People, all: readonly Candidate[]): Owner {
  const { cue, unit } = candidate;
  const { subject } = cue;
  if (subject === 'i' || subject === 'me') return unit.speaker === '' ? nobodyNamed : named(unit.speaker);
  const called =
    calledIn(cue.prefix, people) ?? calledIn(unit.before, people) ?? calledLast(unit.lower, people);
  if (pronouns.test(subject)) return personBefore(unit.sentence, subject, people);
  if (subject === 'we' && cue.kind !== 'request') return everyone;
  if (subject !== '' && !subject.startsWith('you') && !nobody.test(subject)) {
    const parts = subject.split(' and ');
    return parts.length === 1
      ? ownerOf(subject, people)
      : named(parts.map((part) => spokenOf(part, people)).join(' and '));
  }
  if (called) return byAnswer(ownerOf(called, people), candidate);
  const isToOne = subject.startsWith('you') || cue.kind === 'request' || cue.kind === 'imperative';
  if (/guys|all|folks/.test(subject)) return everyone;
  if (!isToOne || /both|two|three/.test(subject)) return nobodyNamed;
  return whoIsSpokenTo(candidate, people, all);
}

/** "You" without a name: who takes it on, or the only one of two who can be meant. */
function whoIsSpokenTo(candidate: Candidate, people: People, all: readonly Candidate[]): Owner {
  const { cue, unit, next, previous, answered, reply } = candidate;
  const others = people.speakers.filter((speaker) => speaker !== unit.speaker);
  const spokenOf = spokenOfNear(candidate, people, all);
  // A nod is an answer only from the one person the speaker is talking with.
  const isTalkOfTwo = next === previous || others.length === 1;
  const isAnswered =
    answered === 'accepted' ||
    (answered === 'nodded' && cue.kind !== 'imperative' && isTalkOfTwo && !applauds.test(reply));
  if (isAnswered && !spokenOf.has(next)) return next === '' ? nobodyNamed : named(next);
  const left = others.filter((speaker) => !spokenOf.has(speaker));
  const [first, second] = left;
  if (first && left.length === 1) return named(first);
  return first && second && spokenOf.size > 0 && left.length === 2
    ? { state: 'ambiguous', spoken: '“you”', candidates: [first, second] }
    : nobodyNamed;
}

/** Who is spoken about by the same speaker just before or after, and so cannot be the "you" between. */
function spokenOfNear({ unit }: Candidate, people: People, all: readonly Candidate[]): Set<string> {
  const labels = all
    .filter(
      (one) =>
        one.cue.kind === 'assign-other' &&
        one.unit.speaker === unit.speaker &&
        Math.abs(one.unit.turn - unit.turn) <= turnsNear,
    )
    .flatMap(({ cue }) => cue.subject.split(' and ').flatMap((part) => people.match(part)));
  return new Set(
    people.speakers.filter((speaker) =>
      labels.some((label) => label === speaker || label.endsWith(`(${speaker})`)),
    ),
  );
}
const turnsNear = 2;

const nobodyNamed: Owner = { state: 'none' };
const everyone: Owner = { state: 'none', everyone: true };

/** Of two people with one name, the one who accepts is meant. */
const byAnswer = (owner: Owner, { answered, next }: Candidate): Owner =>
  answered === 'accepted' && owner.state === 'ambiguous' && owner.candidates.includes(next)
    ? named(next)
    : owner;

const named = (spoken: string): Owner => ({ state: 'named', spoken });

function spokenOf(part: string, people: People): string {
  const owner = ownerOf(part, people);
  return owner.state === 'none' ? part : owner.spoken;
}

/** "Priya is not here, but she agreed to": the last name said before the pronoun. */
function personBefore(sentence: string, pronoun: string, people: People): Owner {
  const until = sentence.toLowerCase().lastIndexOf(` ${pronoun} `);
  const words = sentence.slice(0, Math.max(0, until)).match(/[\p{L}'’-]+/gu) ?? [];
  const isName = (word: string) =>
    people.names.has(word.toLowerCase()) || (/^\p{Lu}\p{Ll}{2,}$/u.test(word) && !notNames.test(word));
  const known = words.findLast(isName);
  return known ? ownerOf(known, people) : nobodyNamed;
}
