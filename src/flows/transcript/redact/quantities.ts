import { isJoin, isNumeral, isScale, isScaleLetter, isSmallNumeral } from './numerals.ts';
import type { Token } from './tokens.ts';

/** A number in figures or words, from token `from` up to but without token `to`. */
export interface Quantity {
  from: number;
  to: number;
  /** It has a thousand, a k, a million, a grand. */
  scaled: boolean;
  /** Digits written, or 0 when in words. */
  digits: number;
  /** Number words. */
  words: number;
  /** A number word below twenty, or a part of one. */
  small: boolean;
}

const vague = new Set([
  'few',
  'couple',
  'several',
  'dozen',
  'hundred',
  'thousand',
  'million',
  'billion',
  'half',
  'quarter',
  'grand',
]);
const longestRun = 14;

/** The quantity that begins at token `from`, or nothing. Numbers inside identifiers (ENG-1250, v2, 3:30, 4.2.1, 15th) are none. */
export function quantityAt(tokens: readonly Token[], from: number): Quantity | undefined {
  const token = tokens[from];
  if (!token) return undefined;
  if (token.kind === 'number') return isIdentifier(tokens, from) ? undefined : figures(tokens, from, token);
  if (token.kind !== 'word') return undefined;
  return spelled(tokens, from);
}

function figures(tokens: readonly Token[], from: number, token: Token): Quantity {
  const quantity = {
    from,
    to: from + 1,
    scaled: false,
    digits: token.text.replace(/\P{Nd}/gu, '').length,
    words: 0,
    small: false,
  };
  const next = tokens[from + 1];
  if (next?.kind !== 'word' || next.sentence !== token.sentence) return quantity;
  if (
    isScale(next.text) ||
    (isScaleLetter(next.text) && (next.glued || next.text === 'k' || next.text.length > 1))
  ) {
    quantity.scaled = true;
    quantity.to += 1;
    // "2 hundred thousand", "1 million and a half"
    while (isScale(tokens[quantity.to]?.text ?? '')) quantity.to += 1;
    if (isAndAHalf(tokens, quantity.to)) quantity.to += 3;
    if (isAbbreviated(next.text) && tokens[quantity.to]?.text === '.' && tokens[quantity.to + 1])
      quantity.to += 1;
  } else if (next.text === 'hundred' || next.text === 'hundert') quantity.to += 1;
  else if (isAndAHalf(tokens, from + 1)) {
    quantity.to += 3;
    while (isScale(tokens[quantity.to]?.text ?? '')) quantity.to += 1;
    quantity.scaled = quantity.to > from + 4;
  }
  return quantity;
}

/** "1,5 Mio. Euro": the full stop belongs to the word. */
const isAbbreviated = (word: string): boolean => /^(?:mio|mrd|tsd|mill|тыс|млн|млрд)$/.test(word);

/** "Deux cents": hundreds behind a French digit, and cents behind everything else. "Six" is both, so something French must follow. */
function isFrenchHundreds(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== 'cents') return false;
  const digit = tokens[at - 1]?.text ?? '';
  const next = tokens[at + 1]?.text ?? '';
  return (
    /^(?:deux|trois|quatre|cinq|sept|huit|neuf)$/.test(digit) ||
    (digit === 'six' && /^(?:mille|euros?|francs)$/.test(next))
  );
}

/** "Two and a half", "a million and a quarter". */
const isAndAHalf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === 'and' &&
  tokens[at + 1]?.text === 'a' &&
  /^(?:half|quarter|third)$/.test(tokens[at + 2]?.text ?? '');

function spelled(tokens: readonly Token[], from: number): Quantity | undefined {
  const first = tokens[from]?.text ?? '';
  let at = from;
  // "a hundred", "half a million", "a few thousand", "a couple of hundred"
  if ((first === 'a' || first === 'an') && vague.has(tokens[from + 1]?.text ?? '')) at += 1;
  if (['few', 'couple', 'several'].includes(tokens[at]?.text ?? '')) {
    at += tokens[at + 1]?.text === 'of' ? 2 : 1;
    if (!isNumeral(tokens[at]?.text ?? '')) return undefined;
  }
  const quantity = { from, to: at, scaled: false, digits: 0, words: 0, small: false };
  while (at < from + longestRun) {
    const token = tokens[at];
    const counts = token?.kind === 'word' && (isNumeral(token.text) || isFrenchHundreds(tokens, at));
    if (token && counts && token.sentence === tokens[from]?.sentence) {
      quantity.words += 1;
      quantity.small = isSmallNumeral(token.text);
      quantity.scaled ||= isScale(token.text) || /(?:tausend|duizend|mila|million)/.test(token.text);
      at += 1;
      quantity.to = at;
    } else if (quantity.words > 0 && token && isJoin(token.text) && isNumeral(tokens[at + 1]?.text ?? ''))
      at += 1;
    else if (quantity.words > 0 && isAndAHalf(tokens, at)) at += 2;
    else break;
  }
  if (quantity.words === 0) return undefined;
  if (tokens[quantity.to]?.text === 'k') {
    quantity.scaled = true;
    quantity.to += 1;
  }
  return quantity;
}

/** 1.234.567,89 and 12,34,567; anything else with two dots is a version or a date. */
const groups =
  /^(?:\p{Nd}{1,3}(?:[.,'’\s]\p{Nd}{3})+(?:[.,]\p{Nd}{1,2})?|\p{Nd}{1,2}(?:,\p{Nd}{2})+,\p{Nd}{3})$/u;

function isIdentifier(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!token) return true;
  if ((token.text.match(/[.,]/g)?.length ?? 0) > 1 && !groups.test(token.text)) return true;
  if (
    token.glued &&
    before?.kind === 'word' &&
    !/^(?:us|eur|usd|gbp|chf|rs|kr|r|a|c|ca|au|nz|hk|s)$/.test(before.text)
  )
    return true;
  if (token.glued && /^[#@_/\\=:]$/.test(before?.text ?? '')) return true;
  if (token.glued && before?.text === '-' && before.glued && tokens[at - 2]?.kind === 'word') return true;
  if (after?.glued && after.text === ':' && tokens[at + 2]?.glued && tokens[at + 2]?.kind === 'number')
    return true;
  if (
    after?.glued &&
    /^[_/\\@:]$/.test(after.text) &&
    tokens[at + 2]?.glued &&
    tokens[at + 2]?.kind === 'number'
  )
    return true;
  return Boolean(after?.glued && after.kind === 'word' && /^(?:st|nd|rd|th|er|ème|º|ª)$/.test(after.text));
}
