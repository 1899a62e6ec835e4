import type { Found } from './read-money.ts';
import { type WordRule, wordRules } from './word-rules.ts';

/** All rules as one pattern, a named group each, so that a text is walked once. Earlier rules win at one place. */
const patternOf = (part: 'words' | 'marks', bounds: [string, string]): RegExp => {
  const alternatives = wordRules.flatMap((rule, index) => (rule[part] ? `(?<r${index}>${rule[part]})` : []));
  return new RegExp(`${bounds[0]}(?:${alternatives.join('|')})${bounds[1]}`, 'giu');
};
const words = patternOf('words', ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])']);
const marks = patternOf('marks', ['', '']);
/** Cheap: no mark of the second pattern is plain ASCII, but for the French "n'". */
const mayHoldMarks = /[^\x20-\u02FF]|n'/i;

/** "available" in a clause of prose says nothing about stock; in a short line it does. */
const proseFrom = 160;
const looseWord =
  /^(?:available|unavailable|verfügbar|disponib\S*|disponív\S*|indisponible|no disponible|discontinued|pre-?orders?)$/iu;

/** Words that carry a fact: availability, negation ("not", "kein", "n't"), modality ("may", "must"). */
export function readWords(text: string): Found[] {
  const found = [...text.matchAll(words), ...(mayHoldMarks.test(text) ? text.matchAll(marks) : [])]
    .flatMap((match) => factOf(match, text) ?? [])
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((fact, index) => !found.slice(0, index).some((other) => fact.start < other.end));
}

function factOf(match: RegExpExecArray, text: string): Found | undefined {
  const rule = ruleOf(match);
  if (!rule) return undefined;
  const { kind, value } = rule;
  const start = match.index;
  const end = start + match[0].length;
  if (kind === 'availability' && text.length > proseFrom && looseWord.test(match[0])) return undefined;
  const isMonth = value === 'may' && match[0] === 'May' && /^\s\d/.test(text.slice(end));
  return isMonth ? undefined : { kind, raw: match[0], value, start, end };
}

function ruleOf({ groups }: RegExpExecArray): WordRule | undefined {
  const name = Object.keys(groups ?? {}).find((key) => groups?.[key] !== undefined);
  return name === undefined ? undefined : wordRules[Number(name.slice(1))];
}
