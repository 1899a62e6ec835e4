import type { CitedText, Extract, ExtractedAction, Turn } from '../../../contracts/transcript.ts';
import { truncate } from '../../../kit/text.ts';
import type { Candidate } from './candidate.ts';
import type { Language } from './cues.ts';
import { findCandidates, type Reading } from './find-candidates.ts';
import { findDecisions } from './find-decisions.ts';
import { findQuestions } from './find-questions.ts';
import { pickLanguage } from './languages/pick-language.ts';
import { type People, readPeople } from './people.ts';
import { type Picked, pickCandidates } from './pick-candidates.ts';
import { readDue } from './read-due.ts';
import { readPriority } from './read-priority.ts';
import { readSubtasks } from './read-subtasks.ts';
import { resolveOwner } from './resolve-owner.ts';
import { calledLast } from './score-cue.ts';
import { splitSentences, type Unit } from './split-units.ts';
import { summarise } from './summarise.ts';
import { writeTitle } from './write-title.ts';

export interface RulesInput {
  turns: readonly Turn[];
  /** Names of people who were there or may be meant, beside the speakers. */
  participants?: readonly string[];
  /** When the meeting took place: what "by Friday" counts from. */
  heldAt?: Date;
}

/**
 * Action items, decisions, open questions and a summary, read without a model: sentences that promise, ask or hand
 * out work, weighed by how and where they are said. The same words always give the same extract; linear in length.
 */
export function understandByRules(input: RulesInput): Extract {
  const language = pickLanguage(input.turns);
  const people = readPeople(input.turns, input.participants);
  const reading = findCandidates(input.turns, language, people);
  const last = reading.units.at(-1);
  const picked = pickCandidates(reading.candidates, (last?.wordsBefore ?? 0) + (last?.words ?? 0));
  const decisions = findDecisions(reading, language, input.turns);
  return {
    summary: summarise(reading, decisions),
    actions: picked.map((one) => toAction(one, { picked, input, language, people, reading })),
    decisions,
    questions: findQuestions(reading, input.turns),
    ungrounded: 0,
    by: 'rules',
    degraded: null,
  };
}

interface Setting {
  /** All that was picked. */
  picked: readonly Picked[];
  input: RulesInput;
  language: Language;
  people: People;
  reading: Reading;
}

/** "No problem, I'll have it by Wednesday": the answer may give the date. */
const firstSentence = (reply: string): string => splitSentences(reply.slice(0, 300)).slice(0, 2).join(' ');

/** A clause with the remark that follows it: "That's urgent." */
function withRemark(unit: Unit, units: readonly Unit[]): string {
  const next = units[unit.at + 1];
  const isRemark = next?.turn === unit.turn && /^(?:that|it|this)\b/.test(next.lower);
  return isRemark ? `${unit.lower} ${next.lower}` : unit.lower;
}

/** For a title that still says "it": the sentence it points back to, where there is one. */
function whatCameBefore(title: string, unit: Unit, units: readonly Unit[]): string {
  const before = units[unit.at - 1];
  const isOpen = / (?:it|that|this|them|those|these)(?= |$)/.test(title);
  return isOpen && before ? truncate(`Said just before: “${before.sentence}”`, longestDescription) : '';
}

const longestDescription = 400;

/** How many earlier clauses may say what "it" is. */
const contextUnits = 3;

function toAction(
  picked: Picked,
  { picked: all, input, language, people, reading }: Setting,
): ExtractedAction {
  const { unit, cue } = picked;
  // A date in a sentence with two items is of the one beside it.
  const isAlone = !all.some(
    (one) => one.unit.at !== unit.at && one.unit.turn === unit.turn && one.unit.sentence === unit.sentence,
  );
  const due = [
    unit.said,
    isAlone ? unit.sentence : '',
    picked.answered === 'accepted' ? firstSentence(picked.reply) : '',
    ...picked.again.map((one) => one.unit.sentence),
  ]
    .map((said) => readDue(said, input.heldAt, language.code))
    .find((found) => found !== undefined);
  const owner = resolveOwner(picked, people, reading.candidates);
  const context = reading.units.slice(Math.max(0, unit.at - contextUnits), unit.at).map((one) => one.tidy);
  const isOwn = cue.subject === 'i' || cue.subject === 'me';
  const isTalkOfTwo = people.speakers.length === 2 || picked.previous === picked.next;
  const called = calledLast(unit.lower, people);
  const title = writeTitle({
    task: called ? cue.task.replace(/,[^,]*$/, '') : cue.task,
    speaker: unit.speaker,
    addressee: isOwn && isTalkOfTwo ? picked.previous : '',
    dueSpoken: due?.spoken ?? null,
    context,
    verbLast: language.verbLast ?? false,
  });
  return {
    title,
    description: whatCameBefore(title, unit, reading.units),
    owner,
    due: due?.date || null,
    dueSpoken: due?.spoken ?? null,
    priority: readPriority(withRemark(unit, reading.units), language),
    subtasks: readSubtasks(unit.sentence),
    kind: kindOf(picked, owner.state),
    certainty: isFirm(picked) ? 'firm' : 'soft',
    citation: cite(unit),
  };
}

const cite = (unit: { turn: number; sentence: string }): CitedText['citation'] => ({
  turn: unit.turn,
  quote: unit.sentence,
});

function kindOf({ cue, answered }: Candidate, owner: string): ExtractedAction['kind'] {
  if (owner === 'none') return 'open';
  if (cue.subject === 'i' || cue.subject === 'me' || cue.kind === 'agreed') return 'accepted';
  return answered === 'accepted' ? 'accepted' : 'assigned';
}

/** A plain promise, or work handed out by name or accepted; everything else is said to be soft. */
function isFirm({ cue, unit, answered, reasons }: Candidate): boolean {
  if ('hedged' in reasons || 'conditional' in reasons || /\btry(?:ing)? to\b/.test(unit.lower)) return false;
  if (cue.kind === 'promise' || cue.kind === 'agreed' || cue.kind === 'explicit') return true;
  return answered === 'accepted' || 'by name' in reasons;
}
