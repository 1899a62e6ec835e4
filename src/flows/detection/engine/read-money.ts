import type { Fact } from '../../../contracts/detection.ts';
import { notInWord, numberPattern, parseNumber, scalePattern } from './parse-number.ts';
import { readUnit } from './units.ts';

/** A fact with where it stands in its text, in UTF-16 units. */
export type Found = Fact & { start: number; end: number };

const symbols: Record<string, string> = {
  US$: 'USD',
  CA$: 'CAD',
  C$: 'CAD',
  AU$: 'AUD',
  A$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  MX$: 'MXN',
  NT$: 'TWD',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  円: 'JPY',
  元: 'CNY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₴': 'UAH',
  '₱': 'PHP',
  zł: 'PLN',
  Kč: 'CZK',
  'Fr.': 'CHF',
  Ft: 'HUF',
  원: 'KRW',
  人民币: 'CNY',
  درهم: 'AED',
  ريال: 'SAR',
  جنيه: 'EGP',
  'руб.': 'RUB',
  'د.إ': 'AED',
};
const words: Record<string, string> = {
  dollar: 'USD',
  dollars: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  pounds: 'GBP',
  kronor: 'SEK',
  kroner: 'NOK',
  złotych: 'PLN',
  рублей: 'RUB',
  yen: 'JPY',
  rupees: 'INR',
  francs: 'CHF',
};
const codes =
  'USD EUR GBP JPY CNY CHF CAD AUD NZD HKD SGD SEK NOK DKK PLN CZK HUF RON BRL MXN INR KRW TRY ILS THB VND UAH RUB ZAR AED SAR TWD PHP IDR MYR ARS CLP COP BTC ETH';
/** Currencies whose countries print "1.234" for one thousand two hundred and thirty-four. */
const pointGroups = new Set([
  'EUR',
  'BRL',
  'DKK',
  'NOK',
  'PLN',
  'TRY',
  'IDR',
  'VND',
  'CLP',
  'COP',
  'ARS',
  'CZK',
  'HUF',
  'RON',
]);

const escapePattern = (text: string) => text.replace(/[.$]/g, '\\$&');
const symbolList = Object.keys(symbols)
  .sort((a, b) => b.length - a.length)
  .map(escapePattern)
  .join('|');
const codeList = codes.replaceAll(' ', '|');
const wordList = Object.keys(words)
  .sort((a, b) => b.length - a.length)
  .join('|');
const mark = `${symbolList}|(?<![A-Za-z])(?:${codeList})(?![A-Za-z])`;
const money = new RegExp(
  `(?<sign>(?<![\\p{L}\\p{N}])[-−])?(?:(?<before>${mark})\\s?(?<inner>[-−])?(?<n1>${numberPattern})(?:\\s?(?<s1>${scalePattern}))?(?:\\s?(?<code>(?:${codeList})(?![A-Za-z])))?` +
    `|${notInWord()}(?<n2>${numberPattern})(?:,-{1,2})?(?:\\s?(?<s2>${scalePattern}))?\\s?(?<after>${mark}|(?:${wordList})(?!\\p{L})))`,
  'gu',
);

const mayHoldMoney = new RegExp(`${mark}|${wordList}`, 'u');

/** Every amount of money in a text, as value and ISO 4217 code, with what it is per ("month", "1M token"). */
export function readMoney(text: string): Found[] {
  if (!/\d/.test(text) || !mayHoldMoney.test(text)) return [];
  const found: Found[] = [];
  for (const match of text.matchAll(money)) {
    const groups = match.groups ?? {};
    const sign = groups.code ?? groups.before ?? groups.after ?? '';
    const currency = symbols[sign] ?? words[sign.toLowerCase()] ?? sign;
    const printed = groups.n1 ?? groups.n2 ?? '';
    const scale = groups.s1 ?? groups.s2;
    const size = parseNumber(printed, {
      pointGroups: pointGroups.has(currency),
      ...(scale ? { scale } : {}),
    });
    const negative = groups.sign !== undefined || groups.inner !== undefined;
    const per = readUnit(text.slice(match.index + match[0].length));
    found.push({
      kind: 'money',
      raw: match[0].trim(),
      value: negative ? -size : size,
      currency,
      ...(per.per ? { unit: per.per } : {}),
      start: match.index,
      end: match.index + match[0].length + (per.per ? per.length : 0),
    });
  }
  return found;
}
