import { plural } from '../../../kit/text.ts';
import { inline } from './text.ts';

const hiddenWords: Record<string, [string, string]> = {
  amount: ['amount', 'amounts'],
  percentage: ['percentage', 'percentages'],
  pay: ['figure of pay', 'figures of pay'],
  secret: ['secret', 'secrets'],
  phone: ['phone number', 'phone numbers'],
  'e-mail': ['e-mail address', 'e-mail addresses'],
  iban: ['IBAN', 'IBANs'],
};

/** "3 amounts and 1 secret hidden": counts, never values. */
export function hiddenOf(receipt: Readonly<Record<string, number>>): string[] {
  const parts = Object.entries(receipt)
    .filter(([, count]) => count > 0)
    .map(([rule, count]) => {
      const [one, many] = hiddenWords[rule] ?? [rule, `${rule}s`];
      return plural(count, inline(one, 40), inline(many, 40));
    });
  const last = parts.pop();
  return last === undefined ? [] : [`${[parts.join(', '), last].filter(Boolean).join(' and ')} hidden`];
}
