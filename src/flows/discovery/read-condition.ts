import type { Condition } from '../../contracts/detection.ts';
import { truncate } from '../../kit/text.ts';
import { type Ask, asks } from './asks.ts';
import { amountPattern, readAmount } from './read-amount.ts';

type Operator = Condition['operator'];

const compile = (source: string) => new RegExp(source, 'i');
const amount = `(?<amount>${amountPattern})`;

/** Thresholds, most specific first. A percentage or "by" makes a fall or rise of that size out of them. */
const thresholds: readonly [RegExp, Operator][] = [
  [
    compile(
      `\\b(?:drops?|falls?|decreases?|declines?|goes down|lowers?|reduced?|shrinks?)\\b[^.]{0,30}?\\b(?:by|more than|at least|over)\\s+${amount}`,
    ),
    'drops_by',
  ],
  [
    compile(
      `\\b(?:rises?|increases?|grows?|goes up|jumps?|climbs?)\\b[^.]{0,30}?\\b(?:by|more than|at least|over)\\s+${amount}`,
    ),
    'rises_by',
  ],
  [compile(`${'(?<amount>\\d[\\d.,]*\\s?%)'} (?:off|discount|cheaper|less)`), 'drops_by'],
  [compile(`(?:\\b(?:at most|no more than|maximum of)|<=|≤)\\s*${amount}`), '<='],
  [compile(`(?:\\b(?:at least|no less than|minimum of|reach(?:es)?)|>=|≥)\\s*${amount}`), '>='],
  [
    compile(`(?:\\b(?:below|under|less than|lower than|fewer than|cheaper than|beneath)|<)\\s*${amount}`),
    '<',
  ],
  [compile(`(?:\\b(?:above|over|more than|higher than|greater than|exceeds?|tops?)|>)\\s*${amount}`), '>'],
  [compile(`\\b(?:equals?|is exactly|costs exactly)\\s*${amount}`), '='],
];

const directions: readonly [RegExp, Operator, Ask[] | 'any'][] = [
  [
    /\b(?:sold out|out of stock|unavailable|not available|no longer available|discontinued)\b/i,
    'unavailable',
    'any',
  ],
  [
    /\b(?:in stock|available|availability|restock(?:s|ed)?|on sale again|go(?:es)? on sale|opens? for booking|bookable)\b/i,
    'available',
    'any',
  ],
  [
    /\b(?:cheaper|drops?|falls?|decreases?|goes down|go down|lower(?:s|ed)?|reduced|discount(?:ed|s)?|less expensive|on sale)\b/i,
    'drops',
    ['price', 'page'],
  ],
  [
    /\b(?:more expensive|dearer|rises?|increases?|goes up|go up|raised|higher)\b/i,
    'rises',
    ['price', 'page'],
  ],
];

const quoted = /["“”«»„]([^"“”«»„]{2,120})["“”«»„]/;
const saysNot =
  /\b(?:no longer (?:says|mentions|lists|includes|contains|shows)|removes?|removed|disappears?|stops? (?:saying|mentioning)|is gone)\b/i;
const says =
  /\b(?:says?|mentions?|mentioned|appears?|shows? up|shows?|contains?|includes?|lists?|adds?|added)\b/i;

/**
 * What a request waits for, as a condition that can be checked by value: "drops below $500" is price < 500 USD,
 * "in stock" is availability available. Null when it can only be judged by reading. `subject` is what it is about.
 */
export function readCondition(clause: string, ask: Ask, subject: string): Condition | null {
  const field = fieldOf(ask, subject);
  for (const [pattern, operator] of thresholds) {
    const match = pattern.exec(clause);
    const read =
      match?.groups?.amount === undefined
        ? null
        : readAmount(clause.slice(clause.indexOf(match.groups.amount, match.index)));
    if (read) return withAmount(field, operator, read, clause);
  }
  const text = quoted.exec(clause)?.[1];
  if (text && saysNot.test(clause)) return { field, operator: 'disappears', text };
  if (text && says.test(clause)) return { field, operator: 'appears', text };
  for (const [pattern, operator, where] of directions) {
    if (pattern.test(clause) && (where === 'any' || where.includes(ask))) {
      return {
        field:
          operator === 'available' || operator === 'unavailable' ? fieldOf('availability', subject) : field,
        operator,
      };
    }
  }
  const added = /\b(?:new|another|next)\s+((?:[\p{L}\p{N}-]+\s?){1,4})/iu.exec(clause)?.[1];
  if (added && !/\bnew (?:price|value|status|wording|terms)\b/i.test(clause))
    return { field: truncate(`new ${added.trim()}`, 80), operator: 'appears' };
  if (ask === 'release' || ask === 'news' || ask === 'jobs') return { field, operator: 'appears' };
  return ask === 'page' ? null : { field, operator: 'changes' };
}

function withAmount(
  field: string,
  operator: Operator,
  { value, currency, unit }: NonNullable<ReturnType<typeof readAmount>>,
  clause: string,
): Condition {
  const rest = { value, ...(unit && { unit }), ...(currency && { currency }) };
  if (unit === '%' && operator === '>' && /\bchang\w*\b/i.test(clause))
    return { field, operator: 'changes', ...rest };
  return { field, operator, ...rest };
}

function fieldOf(ask: Ask, subject: string): string {
  const { noun } = asks[ask];
  const whole = subject.toLowerCase().includes(noun) ? subject : `${subject} ${noun}`;
  return truncate(whole.trim() || 'page', 80);
}
