import type { Condition } from '../../../contracts/detection.ts';

const amount =
  /(?<sign>\p{Sc})?\s?(?<digits>\d[\d,]*(?:\.\d+)?)\s?(?<unit>%|percent|\p{Sc}|USD|EUR|GBP|JPY|dollars?|euros?)?/iu;
const currencies: Record<string, string> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  dollar: 'USD',
  dollars: 'USD',
  euro: 'EUR',
  euros: 'EUR',
};

const down =
  '(?:drops?|falls?|decreas\\w+|goes down|gets cheaper|is cheaper|gets lower|declin\\w+|lowered|reduced|cut)';
const up = '(?:rises?|increas\\w+|goes up|gets (?:more expensive|higher)|climbs?|raised|hiked)';

/** Tried in this order on one clause of a request; the first that fits is its goal. */
const readings: [Condition['operator'], RegExp][] = [
  ['drops_by', new RegExp(`\\b${down}\\s(?:by\\s)?(?:at least |more than |over )?(?=\\p{Sc}?\\d)`, 'iu')],
  ['rises_by', new RegExp(`\\b${up}\\s(?:by\\s)?(?:at least |more than |over )?(?=\\p{Sc}?\\d)`, 'iu')],
  ['<=', /\b(?:at most|no more than|up to|or less)\b/iu],
  ['>=', /\b(?:at least|no less than|or more)\b/iu],
  ['<', /\b(?:below|under|less than|cheaper than|lower than)\s(?=\p{Sc}?\d)|<\s?(?=\p{Sc}?\d)/iu],
  ['>', /\b(?:above|over|more than|exceeds|higher than|greater than)\s(?=\p{Sc}?\d)|>\s?(?=\p{Sc}?\d)/iu],
  ['unavailable', /\b(?:sold out|sells out|out of stock|unavailable|no longer available)\b/iu],
  ['available', /\b(?:back in stock|in stock|restock\w*|(?:is|becomes|gets) available|available again)\b/iu],
  ['drops', new RegExp(`\\b${down}\\b`, 'iu')],
  ['rises', new RegExp(`\\b${up}\\b`, 'iu')],
];

/**
 * The goals of a request, any of which is enough. A typed condition stands for the clause it was made from; the
 * request's other "or" clauses are read here. `null` is a goal without a value: any relevant difference meets it.
 */
export function readGoals(request: string, condition: Condition | null): (Condition | null)[] {
  const clauses = request.split(/\s+or\s+(?:if |when |once )?|\s+oder\s+/iu).map(readClause);
  if (!condition) return clauses;
  const others = clauses.slice(1).filter((goal) => goal !== null && goal.operator !== condition.operator);
  return [condition, ...others];
}

function readClause(clause: string): Condition | null {
  const reading = readings.find(([, pattern]) => pattern.test(clause));
  if (!reading) return null;
  const [operator, pattern] = reading;
  if (['available', 'unavailable', 'drops', 'rises'].includes(operator))
    return { operator, field: fieldOf(clause) };
  const found = pattern.exec(clause);
  const groups =
    amount.exec(clause.slice((found?.index ?? 0) + (found?.[0].length ?? 0)))?.groups ??
    amount.exec(clause)?.groups;
  if (!groups?.digits) return null;
  const sign = (groups.sign ?? groups.unit ?? '').toLowerCase();
  const isPercent = sign === '%' || sign === 'percent';
  const currency = isPercent || sign === '' ? undefined : (currencies[sign] ?? sign.toUpperCase());
  return {
    operator,
    field: fieldOf(clause),
    value: Number(groups.digits.replaceAll(',', '')),
    ...(isPercent ? { unit: '%' } : {}),
    ...(currency ? { currency } : {}),
  };
}

const fieldOf = (clause: string) =>
  /\b(?:pric\w*|cost\w*|fees?)\b|\p{Sc}/iu.test(clause) ? 'price' : 'value';
