import type { CitedText } from '../../../contracts/transcript.ts';
import { truncate } from '../../../kit/text.ts';
import { contentWords, wordOverlap } from './content-words.ts';
import type { Language } from './cues.ts';
import type { Reading } from './find-candidates.ts';
import type { People } from './people.ts';
import type { Unit } from './split-units.ts';

const mostDecisions = 10;
const wordsPerDecision = 800;
const fewestAllowed = 5;
const explicit =
  /\b(?:agreed|decided|decision|settled|beschlossen|entschieden|entscheidung|décidé|décision|decidido|decisión|acordado|besloten|afgesproken|beslissing|decisão|combinado|deciso|decisione)\b|決定|決まり/;
const doubtful =
  /\b(?:if|whether|not sure|have not|did we|do we|should we|maybe|might|could|would you|who|what do)\b|\?$/;
const sameDecision = 0.6;

/** What the meeting settled: said to be decided, or a choice the group states; the plainest first, then in order. */
export function findDecisions({ units, chair }: Reading, language: Language, _people: People): CitedText[] {
  const total = (units.at(-1)?.wordsBefore ?? 0) + (units.at(-1)?.words ?? 0);
  const scored = units.flatMap((unit) => {
    if (!language.decision.test(unit.lower)) return [];
    const words = new Set(contentWords(withoutLead(unit.tidy)));
    if (words.size < 2) return [];
    const score =
      (explicit.test(unit.lower) ? 2 : 1) +
      (unit.speaker === chair ? 0.4 : 0) -
      (doubtful.test(unit.lower) ? 1.2 : 0) -
      (unit.words > 40 ? 0.5 : 0) -
      (/\bnot (?:been )?(?:decided|agreed)|let us (?:say|see)/.test(unit.lower) ? 2 : 0);
    return score >= 1 ? [{ unit, words, score }] : [];
  });
  const most = Math.min(mostDecisions, Math.max(fewestAllowed, Math.round(total / wordsPerDecision)));
  const kept: typeof scored = [];
  for (const one of scored.toSorted((a, b) => b.score - a.score)) {
    if (kept.length >= most) break;
    if (!kept.some((other) => wordOverlap(other.words, one.words) >= sameDecision)) kept.push(one);
  }
  return kept.toSorted((a, b) => a.unit.at - b.unit.at).map(({ unit }) => toDecision(unit));
}

const toDecision = (unit: Unit): CitedText => {
  const text = withoutLead(unit.tidy).replace(/[,;:\s]+$/, '');
  return {
    text: truncate(text.charAt(0).toUpperCase() + text.slice(1), 200),
    citation: { turn: unit.turn, quote: unit.sentence },
  };
};

const withoutLead = (tidy: string): string =>
  tidy
    .replace(/ then(?=[.!]?$)/i, '')
    .replace(
      /^(?:let us (?=go|keep|use|stick|stay|take|drop|skip|do|move|leave|settle)|(?:the |our |final )*decision(?: then| now| here)?(?: is(?: that)?|:)|beschlossen:?|(?:we (?:have )?(?:all )?(?:agreed|decided)(?: that| to)?)|it (?:is|was) decided(?: that)?)\s*/i,
      '',
    );
