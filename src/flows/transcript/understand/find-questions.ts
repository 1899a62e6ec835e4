import type { CitedText, Turn } from '../../../contracts/transcript.ts';
import { truncate } from '../../../kit/text.ts';
import { contentWords } from './content-words.ts';
import type { Reading } from './find-candidates.ts';
import type { Unit } from './split-units.ts';

const mostQuestions = 6;
const unknown =
  /\b(?:(?:do|does|did) ?n[o']t know|not (?:sure|clear|certain)|no idea|good question|(?:have|need) to (?:find out|check|ask|see)|let us find out|take (?:it|that) offline|to be (?:decided|determined|discussed)|tbd|open question|wei(?:ß|ss) (?:ich )?(?:es )?nicht|keine ahnung|je ne sais pas|no sé|weet ik niet|não sei|non lo so)\b/i;
const saysOpen =
  /\b(?:open question|still (?:unclear|open|undecided|to be decided)|(?:question|issue) (?:that )?(?:remains|is still)|offene frage|noch offen|question ouverte|pregunta abierta)\b/i;

/** Questions the meeting left open: asked and met with "I don't know", or said to be open. */
export function findQuestions({ units }: Reading, turns: readonly Turn[]): CitedText[] {
  const index = new Map(turns.map((turn, at) => [turn.i, at]));
  const questions: CitedText[] = [];
  for (const unit of units) {
    if (questions.length >= mostQuestions) break;
    const asks = /\?["')]*$/.test(unit.said) && contentWords(unit.tidy).length >= 2;
    const reply = asks ? (turns[(index.get(unit.turn) ?? 0) + 1]?.text.slice(0, 120) ?? '') : '';
    if (saysOpen.test(unit.said) || (asks && unknown.test(reply))) questions.push(toQuestion(unit));
  }
  return questions;
}

const toQuestion = (unit: Unit): CitedText => ({
  text: truncate(unit.tidy.charAt(0).toUpperCase() + unit.tidy.slice(1), 200),
  citation: { turn: unit.turn, quote: unit.sentence },
});
