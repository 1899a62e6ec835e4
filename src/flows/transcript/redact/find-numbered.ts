import { isIban, passesLuhn } from './check-digits.ts';
import { isSpokenDigit } from './numerals.ts';
import { hide, type Rule, type Span } from './rule.ts';
import type { Token } from './tokens.ts';

const iban = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00A0-]?[A-Z0-9]){11,30}(?![A-Za-z0-9])/gi;
const card = /(?<![\d.,-])\d(?:[ \u00A0-]?\d){12,18}(?![\d-])/g;
const socialSecurity = /(?<![\d-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])/g;
const nationalInsurance = /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g;
const sortCode = /(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])/g;

const matches = (text: string, pattern: RegExp, test: (written: string) => boolean = () => true): Span[] =>
  [...text.matchAll(pattern)]
    .filter((match) => test(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** IBANs whose check digits are right; a mistyped one near "IBAN" is caught by `findAccounts`. A longer run is cut back to where the digits agree. */
export const findIbans: Rule = ({ text }) =>
  hide(
    'iban',
    [...text.matchAll(iban)].flatMap((match) => {
      const length = validLength(match[0]);
      return length === undefined ? [] : [{ start: match.index, end: match.index + length }];
    }),
  );

/** The words behind an IBAN without a stop may look like more of it: "DE89 3704 0044 0532 0130 00 by". */
function validLength(written: string): number | undefined {
  for (let length = written.length; length >= 15; length -= 1)
    if (
      /[A-Za-z0-9]/.test(written[length - 1] ?? '') &&
      isIban(
        written
          .slice(0, length)
          .replace(/[ \u00A0-]/g, '')
          .toUpperCase(),
      )
    )
      return length;
  return undefined;
}

export const findCards: Rule = ({ text }) =>
  hide(
    'card number',
    matches(text, card, (written) => passesLuhn(written.replace(/\D/g, ''))),
  );

/** Numbers that states give to people: by their form, or by what they are called. */
export const findIdentities: Rule = ({ text, sentences }) => [
  ...hide('identity number', matches(text, socialSecurity)),
  ...hide('identity number', matches(text, nationalInsurance)),
  ...hide('identity number', codesNear(sentences.tokens, identityNames)),
];

/** Account, routing, sort-code and customer numbers by what they are called, also read aloud digit by digit. */
export const findAccounts: Rule = ({ text, sentences }) => [
  ...hide('account number', codesNear(sentences.tokens, accountNames)),
  ...hide('account number', /sort code/i.test(text) ? matches(text, sortCode) : []),
  ...hide('account number', readAloud(sentences.tokens)),
];

/** Names of numbers, of one word or two. */
interface Names {
  all: ReadonlySet<string>;
  firsts: ReadonlySet<string>;
}
const namesOf = (text: string): Names => {
  const all = text.split(/\s*\|\s*/).map((name) => name.trim());
  return { all: new Set(all), firsts: new Set(all.map((name) => name.split(' ')[0] ?? '')) };
};
const identityNames = namesOf(
  `ssn|social security|social insurance|national insurance|national id|tax id|passport|driving licence|driver license|drivers license|driver's license|itin|tin
  |steuer-id|steuernummer|sozialversicherungsnummer|reisepass|personalausweis|numéro fiscal|dni|nif|cpf|bsn|pesel|инн|снилс`,
);
const accountNames = namesOf(
  `account number|account no|account nr|account ending|account is|bank account|routing number|routing no|sort code|customer number|policy number|card number|card no
  |card ending|iban|bic|swift|acct|aba|kontonummer|konto|konto-nr|bankleitzahl|blz|compte|cuenta|conto|rekening|rekeningnummer|numéro de|счет|счёт`,
);

/** How far behind its name a number may stand, in tokens. */
const codeReach = 8;

/** Fewer digits are too often something else. */
const leastDigits = 5;

/** Codes behind a name for them in the same sentence. */
function codesNear(tokens: readonly Token[], names: Names): Span[] {
  const spans: Span[] = [];
  let cue = -codeReach - 1;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (isNamed(tokens, at, names)) cue = at;
    if (at === cue || at - cue > codeReach || tokens[cue]?.sentence !== token.sentence) continue;
    const end = codeEnd(tokens, at);
    const written = tokens
      .slice(at, end)
      .map(({ text }) => text)
      .join('');
    if (written.replace(/\P{Nd}/gu, '').length < leastDigits) continue;
    spans.push({ start: token.start, end: tokens[end - 1]?.end ?? token.end });
    at = end - 1;
    cue = at;
  }
  return spans;
}

const isNamed = (tokens: readonly Token[], at: number, { all, firsts }: Names): boolean => {
  const word = tokens[at]?.text ?? '';
  return firsts.has(word) && (all.has(word) || all.has(`${word} ${tokens[at + 1]?.text}`));
};

const longestCode = 24;

/** A code goes on over glued letters and digits, and over single blanks between groups of digits. */
function codeEnd(tokens: readonly Token[], from: number): number {
  let end = from + 1;
  while (end < from + longestCode) {
    const next = tokens[end];
    const joined =
      next?.glued && (next.kind === 'number' || next.kind === 'word' || /^[-/.]$/.test(next.text));
    const isGroup =
      next?.kind === 'number' &&
      tokens[end - 1]?.kind === 'number' &&
      next.start - (tokens[end - 1]?.end ?? 0) === 1;
    if (!joined && !isGroup) break;
    end += 1;
  }
  const last = tokens[end - 1];
  return last?.kind === 'other' && end - 1 > from ? end - 1 : end;
}

/** Eight digits and more read one by one are a number somebody dictates; a phone, a card, an account: nothing for others. */
const leastReadAloud = 8;

function readAloud(tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    let to = from;
    let digits = 0;
    while (isReadDigit(tokens[to]) || (digits > 0 && /^[,-]$/.test(tokens[to]?.text ?? ''))) {
      if (tokens[to]?.kind !== 'other') digits += 1;
      to += 1;
    }
    while (to > from && tokens[to - 1]?.kind === 'other') to -= 1;
    if (digits >= leastReadAloud)
      spans.push({ start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 });
    from = Math.max(from, to);
  }
  return spans;
}

const isReadDigit = (token: Token | undefined): boolean =>
  token !== undefined &&
  ((token.kind === 'word' && token.text.split('-').every(isSpokenDigit)) || /^\p{Nd}$/u.test(token.text));
