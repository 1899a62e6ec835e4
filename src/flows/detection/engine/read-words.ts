import type { Fact } from '../../../contracts/detection.ts';
import type { Found } from './read-money.ts';

interface WordRule {
  kind: Fact['kind'];
  value: string;
  pattern: RegExp;
}

const rule = (kind: Fact['kind'], value: string, source: string): WordRule => ({
  kind,
  value,
  pattern: new RegExp(source, 'giu'),
});
const word = (source: string) => `(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`;

/** Most specific first: "not available" is read before "available", "back in stock" before "in stock". */
const rules: WordRule[] = [
  rule(
    'availability',
    'out_of_stock',
    word(
      'sold[ -]?out|out[ -]?of[ -]?stock|no longer available|not (?:currently |yet )?available|currently unavailable|temporarily unavailable|unavailable|ausverkauft|nicht (?:mehr )?(?:verfügbar|lieferbar|auf lager|vorrätig)|vergriffen|épuisé|en rupture(?: de stock)?|rupture de stock|indisponible|agotado|no disponible|esaurito|esgotado|discontinued',
    ),
  ),
  rule('availability', 'out_of_stock', '売り切れ|品切れ|在庫なし|在庫切れ|完売|缺货|售罄|품절'),
  rule('availability', 'backorder', word('back[ -]?order(?:ed)?|nachbestell\\w*|on back ?order')),
  rule('availability', 'preorder', word('pre[ -]?orders?|vorbestell\\w*|précommande|preventa')),
  rule('availability', 'preorder', '予約受付|予約注文'),
  rule(
    'availability',
    'limited',
    word('low stock|limited (?:stock|availability)|only \\d+ left(?: in stock)?|few left|nur noch wenige'),
  ),
  rule(
    'availability',
    'in_stock',
    word(
      '(?:back )?in[ -]?stock|available(?: now)?|auf lager|vorrätig|lieferbar|verfügbar|en stock|disponible|disponibile|disponível|add to (?:cart|basket|bag)',
    ),
  ),
  rule('availability', 'in_stock', '在庫あり|在庫有り|有货|現貨|재고 있음'),
  rule(
    'negation',
    'not',
    `${word(
      'not|never|no longer|cannot|without|neither|nor|none|no|nicht|nie|niemals|kein(?:e[nmrs]?)?|ohne|ne|jamais|aucune?|sans|nunca|ningun[oa]?|sin|non|mai|não|nem',
    )}|n't\\b`,
  ),
  rule('negation', 'not', 'ません|ない(?:で|。|$)|不可|禁止|沒有|没有|不能|不得'),
  rule(
    'modality',
    'must',
    word('must|shall|required to|have to|has to|muss|müssen|doit|doivent|debe|deben|deve'),
  ),
  rule('modality', 'may', word('may|might|could|darf|dürfen|peut|peuvent|puede|pueden')),
  rule('modality', 'can', word('can|kann|können')),
  rule('modality', 'should', word('should|sollte|sollten')),
];

/** "available" in a clause of prose says nothing about stock; in a short line it does. */
const proseFrom = 160;
const looseWord =
  /^(?:available|unavailable|verfügbar|disponib\S*|disponív\S*|indisponible|no disponible|discontinued|pre-?orders?)$/iu;

/** Words that carry a fact: availability, negation ("not", "kein", "n't"), modality ("may", "must"). */
export function readWords(text: string): Found[] {
  const found: Found[] = [];
  for (const { kind, value, pattern } of rules) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      if (kind === 'availability' && text.length > proseFrom && looseWord.test(match[0])) continue;
      if (kind === 'modality' && value === 'may' && /^May$/.test(match[0]) && /^\s\d/.test(text.slice(end)))
        continue;
      found.push({ kind, raw: match[0], value, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
