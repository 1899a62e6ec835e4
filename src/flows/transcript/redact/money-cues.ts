import type { Token } from './tokens.ts';

/** Beginnings of words that say a number nearby is about money; each stands for a word family in one or more languages. */
const moneyStems = new RegExp(
  `^(?:${[
    // English
    'pric(?:e|es|ed|ing|ey)$|repric|overpric|underpric|cost(?:s|ing|ly)?$|budget|quot(?:e|es|ed|ation|ations)$|invoic|fees?$|salar|wages?$|compensation',
    'comp$|bonus|ote$|payroll|payout|payback|pays?$|paying|paid|payments?$|payable|prepaid|charg(?:e|es|ed|ing)$|surcharge|billable|billing|billed',
    'revenues?$|turnover|arr$|mrr$|acv$|tcv$|gmv$|ltv$|cac$|arpu$|ebitda|ebit$|profit|margins?$|markup|discount|rebate|refund|reimburs|commission|royalt',
    'valu(?:ation|ed)|funding|fundrais|equity|dividend|loans?$|debts?$|mortgage|rent$|rental|deposit|retainer|renewal|renew|offer(?:s|ed|ing)?$|counteroffer',
    'bid(?:s|ding)?$|purchas|sales?$|sold$|sell(?:s|ing)?$|spend|spent|expens|worth$|earn(?:s|ed|ing|ings)?$|income|tax(?:es)?$|vat$|ceiling|capex|opex|burn$',
    'runway|cash$|money|procure|subscription|licen[cs]e|severance|invest(?:ed|ing|ment|ments|or|ors)?$|penalt|fine[ds]$|afford|bucks',
    // German
    'kostet|koste$|l[oö]hn(?:e|en)?$|honorar|umsatz|rabatt|nachlass|provision|angebot|rechnung|zahl(?:en|t|ung)|bezahl|verg[uü]tung|miete|kredit|steuer',
    // French
    'prix$|co[uû]t|tarif|salaire|r[ée]mun[ée]r|factur|devis$|chiffre$|b[ée]n[ée]fice|remise|rabais|pay(?:er|e|ons|é|ée)$|loyer|prime$|honoraires',
    // Spanish, Portuguese, Italian
    'precios?$|pre[cç]os?$|costo|coste|costa(?:no)?$|cuesta|custa|presupuesto|or[cç]amento|sueldo|salari|ingres|factura|fatura|descuento|desconto|pag(?:ar|o|a|amos|ue)$|comisi|comiss|prezz|bilancio|stipendi|fattur|ricav|sconto|tariff|ganancia|utile$|beneficio|alquiler',
    // Dutch, Polish, Russian, Swedish
    'prijs|kost(?:en)?$|salaris|omzet|korting|factuur|winst|cen[ayę]$|koszt|pensj|przych|rabat|faktur|цен|стои|бюджет|зарплат|оклад|выручк|скидк|прибыл|маржа|pris(?:et)?$|kostnad|l[öo]n(?:en)?$|oms[äa]ttning',
  ].join('|')})`,
  'u',
);

/** The ends of German compounds: Tagessatz, Listenpreis, Jahresgehalt. */
const moneyEnds =
  /(?:preis(?:e|en|s)?|kosten|geh[aä]lt(?:s|er|ern)?|satz|gewinn|marge|etat|budget|honorar|umsatz|rabatt)$/u;

/** Words beside which a percentage is commercial, over those above. */
const shareStems =
  /^(?:off$|stake|shares?$|sharehold|ownership|own(?:s|ed)?$|vest(?:ed|ing|s)?$|dilut|raise[ds]?$|interest|roi$|irr$|apr$|anteil|beteilig|zins|rendite|gehaltserh|aktie|participation|acciones|participaci|azion|aandeel|доля|долю)/u;

const sharePairs = new Set([
  'option pool',
  'options pool',
  'equity pool',
  'cap table',
  'stock option',
  'stock options',
  'take rate',
  'growth rate',
]);

/** Words that make an amount somebody's pay. */
const payStems =
  /^(?:salar|wages?$|compensation|comp$|ote$|bonus|payroll|geh[aä]lt(?:s|er|ern)?$|l[oö]hn(?:e|en)?$|verg[uü]tung|salaire|r[ée]mun|sueldo|stipendi|salaris|pensj|зарплат|оклад|severance|raise[ds]?$|earn(?:s|ed|ing|ings)?$|takehome|base$|l[öo]n(?:en)?$)/u;

/** Two words that are a cue together. "Rate" alone is as often an error rate. */
const pairs = new Set(
  'day rate|daily rate|hourly rate|list rate|run rate|burn rate|blended rate|monthly rate|annual rate|interest rate|tax rate|our rate|their rate|per seat|per head|per licence|per license|base is|base was|price tag|ticket size|deal size|contract value|take home'.split(
    '|',
  ),
);

/** Not about money, whatever the first word says. */
const notMoney = new Set([
  'pay attention',
  'paying attention',
  'pay off',
  'worth it',
  'worth a',
  'bonus points',
]);

const isMoneyWord = (word: string): boolean =>
  moneyStems.test(word) || (word.length > 4 && moneyEnds.test(word));

export const isMoneyCue = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token?.kind !== 'word' || notMoney.has(`${token.text} ${tokens[at + 1]?.text}`)) return false;
  return (
    isMoneyWord(token.text) ||
    pairs.has(`${token.text} ${tokens[at + 1]?.text}`) ||
    pairs.has(`${tokens[at - 1]?.text} ${token.text}`)
  );
};

export const isShareCue = (tokens: readonly Token[], at: number): boolean =>
  isMoneyCue(tokens, at) ||
  (tokens[at]?.kind === 'word' &&
    (shareStems.test(tokens[at]?.text ?? '') ||
      sharePairs.has(`${tokens[at]?.text} ${tokens[at + 1]?.text}`)));

export const isPayCue = (tokens: readonly Token[], at: number): boolean =>
  payStems.test(tokens[at]?.text ?? '');

const rateStems = /^(?:rates?$|contractor|freelanc|consultant|agenc|lawyer|auditor|berater|dienstleister)/u;

/** Words beside which "eighty an hour" is money, over those of `isMoneyCue`. */
export const isRateCue = (tokens: readonly Token[], at: number): boolean =>
  isMoneyCue(tokens, at) || (tokens[at]?.kind === 'word' && rateStems.test(tokens[at]?.text ?? ''));

/** Words beside which millions are money, though they are too common beside smaller numbers. */
const largeStems =
  /^(?:rais(?:e|ed|es|ing)$|rounds?$|series$|seed$|acqui|exit$|bought$|buy(?:s|ing|out)?$|fund$|lost$|lose$|saved?$|saving)/u;

/** Words that make a thousand or a million money, over those of `isMoneyCue`. */
export const isLargeCue = (tokens: readonly Token[], at: number): boolean =>
  isMoneyCue(tokens, at) || (tokens[at]?.kind === 'word' && largeStems.test(tokens[at]?.text ?? ''));
