export interface Amount {
  value: number;
  /** ISO 4217. */
  currency?: string;
  /** "%", or what the number counts as printed. */
  unit?: string;
}

const currencies: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pounds: 'GBP',
  '¥': 'JPY',
  jpy: 'JPY',
  yen: 'JPY',
  chf: 'CHF',
  francs: 'CHF',
  cad: 'CAD',
  aud: 'AUD',
  inr: 'INR',
  '₹': 'INR',
};
const marks =
  'us\\$|[$€£¥₹]|(?:usd|eur|gbp|jpy|chf|cad|aud|inr)(?![a-z])|(?:dollars?|bucks|euros?|pounds|yen|francs)(?![a-z])';
const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
};

/** An amount as people type it: "$500", "1,299.99 EUR", "5%", "10k", "100 points". For use inside a larger pattern. */
export const amountPattern = `(?:${marks})?\\s?\\d[\\d.,]*\\d|(?:${marks})?\\s?\\d`;
const amount = new RegExp(
  `^\\s*(?<before>${marks})?\\s?(?<number>\\d[\\d.,]*\\d|\\d)(?:\\s?(?<scale>thousand|million|billion|bn|[kmb](?![a-z])))?(?:\\s?(?<after>${marks}|%|percent(?! of)|per ?cent))?(?:\\s(?<unit>[a-z]{3,}))?`,
  'i',
);

/** Reads the amount a text begins with, or null. */
export function readAmount(text: string): Amount | null {
  const groups = amount.exec(text)?.groups;
  if (!groups?.number) return null;
  const after = groups.after?.toLowerCase();
  const isPercent = after !== undefined && /^(?:%|per)/.test(after);
  const currency = currencies[(groups.before ?? (isPercent ? '' : (after ?? ''))).toLowerCase()];
  const value = Number(
    (
      plainNumber(groups.number, currency === 'EUR') * (scales[groups.scale?.toLowerCase() ?? ''] ?? 1)
    ).toPrecision(15),
  );
  if (!Number.isFinite(value)) return null;
  if (isPercent) return { value, unit: '%' };
  if (currency) return { value, currency };
  const unit = groups.unit?.toLowerCase();
  return {
    value,
    ...(unit &&
      !/^(?:and|for|the|per|when|with|from|then|tell|please|once|but|again|stop)$/.test(unit) && { unit }),
  };
}

/** "1,299.99", "1.299,99", "1,299" and "12,5" as numbers: the last of two separators is the decimal one, "1.200 €" groups. */
function plainNumber(printed: string, pointGroups: boolean): number {
  const last = Math.max(printed.lastIndexOf('.'), printed.lastIndexOf(','));
  if (last < 0) return Number(printed);
  const separators = new Set(printed.replace(/\d/g, ''));
  const decimals = printed.length - last - 1;
  const isGroup =
    separators.size === 1 &&
    decimals === 3 &&
    (printed[last] === ',' || printed.indexOf('.') !== last || pointGroups);
  if (isGroup) return Number(printed.replace(/[.,]/g, ''));
  return Number(`${printed.slice(0, last).replace(/[.,]/g, '')}.${printed.slice(last + 1)}`);
}
