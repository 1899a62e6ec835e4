import type { Owner } from '../../../contracts/transcript.ts';
import type { Candidate } from './candidate.ts';
import { ownerOf, type People } from './people.ts';
import { calledIn, calledLast } from './score-cue.ts';

const pronouns = /^(?:he|she|they)$/;
/** Words that begin sentences and are written like names there. */
const notNames =
  /^(?:The|This|That|These|Those|And|But|Then|Also|Yes|Yeah|Well|Okay|She|They|There|What|When|Because|Maybe)$/;
const nobody = /^(?:someone|somebody|anyone|anybody|one of us|one of you|)$/;

/** Who is to do it, by the words; a "you" goes to the name called, else to whoever answers. */
export function resolveOwner({ cue, unit, next, previous, answered }: Candidate, people: People): Owner {
  const { subject } = cue;
  if (subject === 'i' || subject === 'me')
    return unit.speaker === '' ? { state: 'none' } : named(unit.speaker);
  const called =
    calledIn(cue.prefix, people) ?? calledIn(unit.before, people) ?? calledLast(unit.lower, people);
  if (pronouns.test(subject)) return personBefore(unit.sentence, subject, people);
  if (subject === 'we' && cue.kind !== 'request') return { state: 'none' };
  if (subject !== '' && !subject.startsWith('you') && !nobody.test(subject)) {
    const parts = subject.split(' and ');
    return parts.length === 1
      ? ownerOf(subject, people)
      : named(parts.map((part) => spokenOf(part, people)).join(' and '));
  }
  if (called) return byAnswer(ownerOf(called, people), answered === 'accepted' ? next : '');
  const isToOne = subject.startsWith('you') || cue.kind === 'request' || cue.kind === 'imperative';
  if (!isToOne || /guys|all|both|folks/.test(subject)) return { state: 'none' };
  // A nod is an answer only from the one person the speaker is talking with.
  const isTalkOfTwo = next === previous || people.speakers.length === 2;
  const isAnswered =
    answered === 'accepted' || (answered === 'nodded' && cue.kind !== 'imperative' && isTalkOfTwo);
  if (isAnswered) return next === '' ? { state: 'none' } : named(next);
  return previous !== '' && people.speakers.length === 2 ? named(previous) : { state: 'none' };
}

/** Of two people with one name, the one who accepts is meant. */
const byAnswer = (owner: Owner, accepting: string): Owner =>
  owner.state === 'ambiguous' && owner.candidates.includes(accepting) ? named(accepting) : owner;

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
  return known ? ownerOf(known, people) : { state: 'none' };
}
