import type { Condition } from '../../../contracts/detection.ts';

type Operator = Condition['operator'];

/** Words between letters of any script; `\b` knows only English ones. */
const word = (source: string) => `(?<!\\p{L})(?:${source})(?!\\p{L})`;
const figure = '\\s?(?=\\p{Sc}?\\s?\\d)';

const down = `${word(
  'drops?|falls?|decreas\\w+|goes down|gets? cheaper|is cheaper|gets? lower|declin\\w+|lowered|reduced|cut|fällt|sinkt|billiger|günstiger|gesenkt|reduziert|baisse|diminue|moins cher|chute|baje|baja|disminuy\\p{L}+|más barato|rebaj\\p{L}+|scende|cala|cair|baixar?',
)}|下が|値下げ|安くな|下降|降价|下跌|便宜|ينخفض|انخفض`;
const up = `${word(
  'rises?|increas\\w+|goes up|gets? (?:more expensive|higher)|climbs?|raised|hiked|steigt|teurer|erhöht|augmente|plus cher|hausse|monte|suba|sube|aumente|aumenta|más caro|subir',
)}|上が|値上げ|高くな|上涨|涨价|上升|يرتفع|ارتفع`;
const by =
  '\\s(?:by |um |de |of |en |del )?(?:at least |more than |over |mindestens |mehr als |au moins |plus de |más de )?';

/** Tried in this order on one clause of a request; the first that fits is its goal. */
export const goalWords: readonly [Operator, RegExp][] = [
  ['drops_by', new RegExp(`(?:${down})${by}(?=\\p{Sc}?\\d)`, 'iu')],
  ['rises_by', new RegExp(`(?:${up})${by}(?=\\p{Sc}?\\d)`, 'iu')],
  [
    '<=',
    new RegExp(
      `${word('at most|no more than|up to|or less|höchstens|maximal|au plus|maximum|como máximo|hasta')}|以下|至多`,
      'iu',
    ),
  ],
  ['>=', new RegExp(`${word('at least|no less than|or more|mindestens|au moins|al menos')}|以上|至少`, 'iu')],
  [
    '<',
    new RegExp(
      `(?:${word('below|under|less than|fewer than|cheaper than|lower than|beneath|unter|weniger als|billiger als|günstiger als|sous|en dessous de|au-dessous de|moins de|inférieur à|por debajo de|menos de|inferior a|sotto|abaixo de')}|<|低于|少于|不到|跌破|أقل من|تحت)${figure}|下回|未満|より安`,
      'iu',
    ),
  ],
  [
    '>',
    new RegExp(
      `(?:${word('above|over|more than|exceeds?|higher than|greater than|über|mehr als|übersteigt|au-dessus de|plus de|dépasse|supérieur à|por encima de|más de|supera|superior a|sopra|acima de')}|>|高于|超过|多于|突破|أكثر من|فوق)${figure}|上回|超え|より高`,
      'iu',
    ),
  ],
  [
    'unavailable',
    new RegExp(
      `${word('(?:is |be )?sold out|sells out|out of stock|unavailable|(?:no longer|not) available|ausverkauft|nicht mehr (?:verfügbar|lieferbar|auf lager|erhältlich)|vergriffen|épuisée?|(?:en )?rupture(?: de stock)?|indisponible|plus (?:en stock|disponible)|agot\\p{L}+|sin existencias|no (?:está )?disponible|esaurit\\p{L}|esgotad\\p{L}')}|売り切れ|在庫切れ|完売|品切れ|缺货|售罄|卖完|نفد|غير متوفر`,
      'iu',
    ),
  ],
  [
    'available',
    new RegExp(
      `${word('back in stock|in stock|restock\\w*|(?:is|becomes|gets|are) available|available again|(?:can|could|able to) (?:buy|order|book|get) [\\p{L}\\s]{1,30}? again|wieder (?:da|verfügbar|lieferbar|auf lager|erhältlich|vorrätig)|(?:verfügbar|lieferbar|auf lager) ist|en stock|disponible|de retour|de vuelta|haya existencias|disponibile|disponível')}|在庫(?:が)?(?:復活|あり|戻|入)|再入荷|入荷|販売再開|有货|到货|补货|有库存|يتوفر|متوفر|توفر`,
      'iu',
    ),
  ],
  ['drops', new RegExp(down, 'iu')],
  ['rises', new RegExp(up, 'iu')],
];

/** "version 5", "v2.1", "release 12": a release waited for by its number. */
export const versionWanted = /(?<!\p{L})(?:version|release|v)\.?\s?(\d+(?:\.\d+){0,3})(?![\p{L}\d])/iu;

/** Between goals of which any is enough. */
export const orWords =
  /\s+(?:or|oder|ou|o bien)\s+(?:if |when |once |wenn |quand |si )?|\s+o\s+(?:si|cuando)\s+|または|或者?/iu;

export const priceWords =
  /(?<!\p{L})(?:pric\w*|cost\w*|fees?|preis\p{L}*|kost\p{L}*|prix|tarifs?|co[uû]te|precios?|cuesta|prezz[oi]|preços?)(?!\p{L})|\p{Sc}|価格|値段|料金|价格|售价|السعر/iu;
