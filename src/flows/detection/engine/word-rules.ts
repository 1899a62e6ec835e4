import type { Fact } from '../../../contracts/detection.ts';

export interface WordRule {
  kind: Fact['kind'];
  value: string;
  /** Alternatives that stand as words of their own, in scripts with spaces. */
  words?: string;
  /** Alternatives in scripts without spaces, or that bring their own bounds. */
  marks?: string;
}

/** Most specific first: "not available" is read before "available", "back in stock" before "in stock". */
export const wordRules: readonly WordRule[] = [
  {
    kind: 'availability',
    value: 'out_of_stock',
    words:
      "notify me(?: when (?:it is )?(?:back|available)(?: in stock| again)?)?|(?:e-?mail|tell|alert) me when (?:it is |it's )?(?:back|available)(?: in stock| again)?|join (?:the )?waitlist|benachrichtigen,? (?:wenn|sobald) (?:verfügbar|lieferbar)|sold[ -]?out|out[ -]?of[ -]?stock|no longer available|not (?:currently |yet )?available|currently unavailable|temporarily unavailable|unavailable|ausverkauft|nicht (?:mehr )?(?:verfügbar|lieferbar|auf lager|vorrätig)|vergriffen|épuisée?|en rupture(?: de stock)?|rupture de stock|indisponible|plus disponible|agotad[oa]|no (?:está )?disponible|sin existencias|esaurit[oa]|esgotad[oa]|discontinued",
    marks:
      '売り切れ|品切れ|在庫なし|在庫切れ|在庫がありません|完売|缺货|售罄|无货|暂无库存|품절|غير متوفر|غير متاح|نفدت? الكمية|نفد من المخزون',
  },
  { kind: 'availability', value: 'backorder', words: 'on back ?order|back[ -]?order(?:ed)?|nachbestell\\w*' },
  {
    kind: 'availability',
    value: 'preorder',
    words: 'pre[ -]?orders?|vorbestell\\w*|précommande|preventa',
    marks: '予約受付|予約注文|预售|预订',
  },
  {
    kind: 'availability',
    value: 'limited',
    words: 'low stock|limited (?:stock|availability)|only \\d+ left(?: in stock)?|few left|nur noch wenige',
    marks: '残りわずか|库存紧张',
  },
  {
    kind: 'availability',
    value: 'in_stock',
    words:
      '(?:back )?in[ -]?stock|available(?: now)?|auf lager|vorrätig|lieferbar|verfügbar|en stock|disponible|disponibile|disponível|add to (?:cart|basket|bag)|buy now|in den warenkorb|ajouter au panier|añadir (?:al carrito|a la cesta)',
    marks: '在庫あり|在庫有り|在庫がございます|有货|现货|現貨|有库存|재고 있음|متوفرة?|متاحة?(?: للشراء)?',
  },
  {
    kind: 'negation',
    value: 'not',
    words:
      "not|never|no longer|cannot|prohibited|forbidden|disallowed|without|neither|nor|none|no|nicht|nie|niemals|kein(?:e[nmrs]?)?|ohne|verboten|untersagt|unzulässig|ne|interdite?s?|jamais|aucune?|sans|nunca|ningun[oa]?|sin|prohibid[oa]s?|non|não|nem|\\p{L}+n't",
    marks:
      "(?<![\\p{L}\\p{N}])n'(?=\\p{L})|ません|ない(?:で|。|$)|不可|禁止|沒有|没有|不能|不得|不会|无需|(?<!\\p{L})(?:لا|لم|لن|ليس|ليست|بدون|ممنوع|يحظر)(?!\\p{L})",
  },
  {
    kind: 'modality',
    value: 'must',
    words:
      'must|shall|required to|have to|has to|obliged to|muss|müssen|verpflichtet|doit|doivent|debe|deben|deberán?|tienen? que|deve|devono',
    marks: 'なければな|必须|必須|应当|يجب',
  },
  {
    kind: 'modality',
    value: 'may',
    words: 'may|might|could|darf|dürfen|peut|peuvent|puede|pueden|podrán?|può|pode',
    marks: '可以|ことができ|يمكن|يجوز',
  },
  { kind: 'modality', value: 'can', words: 'can|kann|können' },
  {
    kind: 'modality',
    value: 'should',
    words: 'should|sollte|sollten|soll|sollen|devrait|devraient|debería|deberían',
    marks: 'べき|应该|ينبغي',
  },
];
