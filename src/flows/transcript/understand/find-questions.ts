import type { CitedText, Turn } from '../../../contracts/transcript.ts';
import { truncate } from '../../../kit/text.ts';
import { contentWords } from './content-words.ts';
import type { Reading } from './find-candidates.ts';
import type { Unit } from './split-units.ts';

const mostQuestions = 6;
/** Clauses back to the question that is said to be open. */
const askedReach = 5;
const unknown =
  /\b(?:(?:do|does|did) ?n[o']t know|not (?:sure|clear|certain)|no idea|good question|(?:have|need) to (?:find out|check|ask|see)|let us find out|take (?:it|that) offline|to be (?:decided|determined|discussed)|tbd|open question|wei(?:ß|ss) (?:ich )?(?:es )?nicht|keine ahnung|je ne sais pas|no sé|weet ik niet|não sei|non lo so)\b/i;
const saysOpen =
  /\b(?:open question|still (?:unclear|open|undecided|to be decided)|(?:question|issue) (?:that )?(?:remains|is still)|offene frage|noch offen|question ouverte|pregunta abierta)\b/i;

/** Questions the meeting left open: asked and met with "I don't know", or said to be open. */
export function findQuestions({ units }: Reading, turns: readonly Turn[]): CitedText[] {
  const index = new Map(turns.map((turn, at) => [turn.i, at]));
  const questions: CitedText[] = [];
  /** What the asker goes on to say, and what the next one does. */
  const answerTo = (unit: Unit): string => {
    const own = units.slice(unit.at + 1, unit.at + 4).filter(({ turn }) => turn === unit.turn);
    const next = turns[(index.get(unit.turn) ?? 0) + 1]?.text.slice(0, 120) ?? '';
    return [...own.map(({ said }) => said), next].join(' ');
  };
  for (const unit of units) {
    if (questions.length >= mostQuestions) break;
    const asks = isQuestion(unit);
    const reply = asks ? answerTo(unit) : '';
    const open = saysOpen.test(unit.said) ? (lastAsked(unit, units) ?? unit) : undefined;
    const found = open ?? (asks && unknown.test(reply) ? unit : undefined);
    if (found && !questions.some(({ citation }) => citation.quote === found.sentence))
      questions.push(toQuestion(found));
  }
  return questions;
}

const isQuestion = ({ said, tidy }: Unit): boolean =>
  /\?["')]*$/.test(said) && contentWords(tidy).length >= 2;

/** "That is an open question" says of what was asked before which question that is. */
const lastAsked = (unit: Unit, units: readonly Unit[]): Unit | undefined =>
  /\b(?:that|this|it)\b/.test(unit.lower)
    ? units.slice(Math.max(0, unit.at - askedReach), unit.at).findLast(isQuestion)
    : undefined;

const toQuestion = (unit: Unit): CitedText => ({
  text: truncate(unit.tidy.charAt(0).toUpperCase() + unit.tidy.slice(1), 200),
  citation: { turn: unit.turn, quote: unit.sentence },
});
