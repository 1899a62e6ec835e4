import type { CitedText, Turn } from '../../../contracts/transcript.ts';
import { truncate } from '../../../kit/text.ts';
import { addressesMachine } from './addresses-machine.ts';
import { contentWords, wordOverlap } from './content-words.ts';
import type { Language } from './cues.ts';
import { settlesWhatWasSaid, weighDecision } from './decision-cues.ts';
import type { Reading } from './find-candidates.ts';
import type { Unit } from './split-units.ts';
import { tidySpeech } from './tidy-speech.ts';

const mostDecisions = 10;
const wordsPerDecision = 700;
const fewestAllowed = 5;
/** Said by one and met with nothing, even "let us go with it" is a thought. */
const leastScore = 1.5;
const sameDecision = 0.6;
/** Turns after a statement in which others agree with it, and words that may follow it in its own. */
const [assentTurns, assentWords] = [4, 30];
/** Clauses before "so that is decided" in which is looked for what is. */
const sealReach = 6;

/** What the meeting settled: said to be decided, or a choice that others agree with; the plainest first, then in order. */
export function findDecisions(
  { units, chair }: Reading,
  language: Language,
  turns: readonly Turn[],
): CitedText[] {
  const total = (units.at(-1)?.wordsBefore ?? 0) + (units.at(-1)?.words ?? 0);
  const assents = readAssents(turns, units, language);
  const sealed = findSealed(units, language);
  const scored = units.flatMap((unit) => {
    const said = weighDecision(unit, language);
    if (said <= 0 || addressesMachine(unit.sentence)) return [];
    const words = wordsOf(unit);
    if (words.size < 2) return [];
    const score = said + assents(unit) + (unit.speaker === chair ? 0.5 : 0) + (sealed.has(unit.at) ? 1.5 : 0);
    return score >= leastScore ? [{ unit, words, score }] : [];
  });
  const most = Math.min(mostDecisions, Math.max(fewestAllowed, Math.round(total / wordsPerDecision)));
  const kept: typeof scored = [];
  for (const one of scored.toSorted((a, b) => b.score - a.score)) {
    if (kept.length >= most) break;
    if (!kept.some((other) => wordOverlap(other.words, one.words) >= sameDecision)) kept.push(one);
  }
  return kept.toSorted((a, b) => a.unit.at - b.unit.at).map(({ unit }) => toDecision(unit));
}

/** Statements that "so that is decided" is said of: the last one before it that says something. */
function findSealed(units: readonly Unit[], language: Language): Set<number> {
  const sealed = new Set<number>();
  for (const unit of units) {
    if (!settlesWhatWasSaid(unit, language) || wordsOf(unit).size >= 2) continue;
    const before = units
      .slice(Math.max(0, unit.at - sealReach), unit.at)
      .findLast((one) => weighDecision(one, language) > 0 && wordsOf(one).size >= 2);
    if (before) sealed.add(before.at);
  }
  return sealed;
}

const settlesIt =
  /^(?:(?:yes|yeah|ok|okay|good|great|fine|right)[,. !]*)*(?:agreed|approved|decided|settled|deal\b|(?:so |then )?that(?: is|'s) (?:decided|settled|agreed)|i agree|fine with me|works for me|let(?: us|'s) do (?:that|it))/i;

/** How much others agree right after a statement; one that its speaker goes on from is not what they agree with. */
function readAssents(turns: readonly Turn[], units: readonly Unit[], language: Language) {
  const at = new Map(turns.map((turn, index) => [turn.i, index]));
  return (unit: Unit): number => {
    let following = 0;
    let last = '';
    for (let next = unit.at + 1; units[next]?.turn === unit.turn; next++) {
      if (units[next]?.sentence !== last && units[next]?.sentence !== unit.sentence)
        following += units[next]?.words ?? 0;
      last = units[next]?.sentence ?? '';
    }
    if (following > assentWords) return 0;
    const index = at.get(unit.turn) ?? 0;
    const answers = turns
      .slice(index + 1, index + 1 + assentTurns)
      .filter(({ speaker }) => speaker !== unit.speaker)
      .map(({ speaker, text }) => ({ speaker, head: text.slice(0, 80).toLowerCase() }));
    const agreeing = answers.filter(
      ({ head }) => language.acceptance.test(head) || language.weakAcceptance.test(head),
    );
    const isStrong = settlesIt.test(answers[0]?.head ?? '');
    return Math.min(1, 0.5 * new Set(agreeing.map(({ speaker }) => speaker)).size) + (isStrong ? 1 : 0);
  };
}

const wordsOf = (unit: Unit): Set<string> =>
  new Set(contentWords(textOf(unit)).filter((word) => !aboutDeciding.test(word)));

const aboutDeciding = /^(?:decid|decision|agre|settl|conclud|earli|thing)/;

const toDecision = (unit: Unit): CitedText => {
  const text = textOf(unit).replace(/[,;:\s]+$/, '');
  return {
    text: truncate(text.charAt(0).toUpperCase() + text.slice(1), 200),
    citation: { turn: unit.turn, quote: unit.sentence },
  };
};

/** The whole sentence where it is short: "Energy, we've decided on kinetic" says of what. */
const textOf = (unit: Unit): string =>
  withoutLead(unit.words <= longestWhole ? tidySpeech(unit.sentence) : unit.tidy);
const longestWhole = 25;

const withoutLead = (tidy: string): string =>
  tidy
    .replace(/ then(?=[.!]?$)/i, '')
    .replace(
      /^(?:let us (?=go|keep|use|stick|stay|take|drop|skip|do|move|leave|settle|push|postpone)|(?:the |our |final )*(?:decision|decided|agreed)(?: then| now| here)?(?: is(?: that)?|:)|(?:no|yes)[.,] (?=\w)|beschlossen:?|(?:we (?:have )?(?:all )?(?:agreed|decided)(?: that| to| (?!on\b)))|it (?:is|was) decided(?: that)?)\s*/i,
      '',
    );
