import { type CueDistances, cueDistances, lastSaidHas, once, sentenceHas } from './cue-distances.ts';
import { isShareCue } from './money-cues.ts';
import { type Quantity, quantityAt } from './quantities.ts';
import { spanOf } from './ranges.ts';
import { hide, type Rule, type Span } from './rule.ts';
import type { Sentences, Token } from './tokens.ts';
import { widen } from './widen.ts';

const percentWords = new Set(
  'percent percentage pct prozent procent procento procenta procentów процент процента процентов pourcent bps yüzde'.split(
    ' ',
  ),
);
const perHundred = new Set([
  'per cent',
  'pour cent',
  'por ciento',
  'per cento',
  'por cento',
  'basis points',
  'percentage points',
]);
const always = new Set(['bps', 'basis']);
/** How far a word like "margin" or "equity" reaches, in tokens of its sentence. */
const reach = 12;

/**
 * Percentages of what is private in business: margins, discounts, equity, commissions, raises. "CPU at 80 percent"
 * and "40 percent of users" stay.
 */
export const findPercentages: Rule = ({ sentences, before }) => {
  const { tokens } = sentences;
  const cues = once(() => cueDistances(tokens, isShareCue));
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; ) {
    const quantity = quantityAt(tokens, at);
    const length = quantity ? percentLength(tokens, quantity.to) || fractionLength(tokens, quantity) : 0;
    if (!quantity || length === 0) {
      at = quantity?.to ?? at + 1;
      continue;
    }
    const range = { from: quantity.from, to: quantity.to + length };
    if (isPrivate(tokens, quantity, range.to, { cues, sentences, before }))
      spans.push(spanOf(tokens, widen(tokens, range)));
    at = range.to;
  }
  return hide('percentage', spans);
};

/** How many tokens "percent" takes from `at`; 0 when it is not there. */
function percentLength(tokens: readonly Token[], at: number): number {
  const [one, two] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (/^[%٪％‰]$/.test(one)) return 1;
  if (perHundred.has(`${one} ${two}`)) return 2;
  if (percentWords.has(one)) return two === 'points' || two === 'point' ? 2 : 1;
  return 0;
}

/** "A third of", "two thirds of": as much a share as a percentage. How many tokens it takes behind the first number. */
function fractionLength(tokens: readonly Token[], quantity: Quantity): number {
  const isPart = /^(?:thirds?|quarters?|fifths?|tenths?)$/.test(tokens[quantity.to]?.text ?? '');
  return isPart && tokens[quantity.to + 1]?.text === 'of' ? 1 : 0;
}

interface Context {
  cues: () => CueDistances;
  sentences: Sentences;
  before: Sentences;
}

function isPrivate(
  tokens: readonly Token[],
  quantity: Quantity,
  end: number,
  { cues, sentences, before }: Context,
): boolean {
  if (always.has(tokens[quantity.to]?.text ?? '')) return true;
  const head = headOf(tokens, end);
  // "40 percent of users" is about users, whatever else the sentence speaks of.
  if (head !== undefined) return isShareCue(tokens, head) || (cues().before[quantity.from] ?? 99) <= 4;
  if ((cues().before[quantity.from] ?? 99) <= reach || (cues().after[end - 1] ?? 99) <= reach) return true;
  const sentence = tokens[quantity.from]?.sentence ?? 0;
  if ((sentences.sentences[sentence]?.words ?? 0) > 8) return false;
  return sentence === 0 ? lastSaidHas(before, isShareCue) : sentenceHas(sentences, sentence - 1, isShareCue);
}

const articles = new Set(
  'the our their its his her this that all your my der die das des la le les el los il our'.split(' '),
);

/** "Of the users": the token of the noun, at most three words behind "of". */
function headOf(tokens: readonly Token[], end: number): number | undefined {
  if (!/^(?:of|der|des|von|de|del|di|van)$/.test(tokens[end]?.text ?? '')) return undefined;
  let at = end + 1;
  while (at < end + 4 && articles.has(tokens[at]?.text ?? '')) at += 1;
  for (let look = at; look < at + 3; look += 1)
    if (tokens[look]?.sentence === tokens[end]?.sentence && isShareCue(tokens, look)) return look;
  return tokens[at]?.kind === 'word' ? at : undefined;
}
