/** Where a request wants to be looked and where not, as the words that name the places. */
export interface Scopes {
  /** The request without what it says of places. */
  rest: string;
  ignored: string[];
  only: string[];
  /** It is a table that is named. */
  inTable: boolean;
}

const part = 'sections?|tables?|part|column|row|list|block|area|page|chapter';
const placeWord = new RegExp(`\\b(?:${part})\\b`, 'giu');

const scopePattern =
  /(?<!\p{L})(?<how>ignor(?:e|ing)|except(?: for)?|excluding|exclude|without|skip(?:ping)?|not counting|but not|only (?:in|on|for|under|from|watch)?|watch only|außer|ohne|ignorier(?:e|en)|nur (?:in|im|unter)|sauf|hors|seulement (?:dans|sous)|excepto|salvo|solo (?:en|bajo))\s*(?:any )?(?:changes? (?:to|in|on) )?(?:the |its |their |der |die |das |dem |den |le |la |les |el |los |las )?(?<place>[\p{L}\p{N}&' -]{2,60}?)(?=$|[.,;:!?()]|\s(?:and|but|or) (?:ignore|only|tell|alert)|\s(?:when|if|please|changes?|is|are)\b)/giu;

/** "any change in the pricing table", "under the heading Berlin": a part of the page named as the place. */
const withinPattern = new RegExp(
  `\\b(?:chang\\w*|anything|everything|differs?) (?:to|in|within|of) (?:the |its )?(?<inside>[\\p{L}\\p{N}&' -]{2,40}?) (?:${part})\\b(?! of)|\\b(?:under|below|in) the (?:heading|headline|section)(?: called| named)? ["“]?(?<under>[\\p{L}\\p{N}&' -]{2,40}?)["”]?(?=$|[.,;:!?()]|\\s(?:when|if|changes?|is|are)\\b)`,
  'giu',
);

/** What a request says of the places on a page, cut out of it. */
export function readScopes(text: string): Scopes {
  const ignored: string[] = [];
  const only: string[] = [];
  const inTable = (place: string) => /\b(?:tables?|rows?|columns?)\b|tabelle|tableau|tabla/i.test(place);
  let named = false;
  const split = (place: string) => place.split(/\s*(?:,| and | or |\/| und | oder | et | ou | y )\s*/i);
  const plain = (place: string) => place.replace(placeWord, ' ').replace(/\s+/g, ' ').trim();
  const keep = (into: string[], place: string) => into.push(...split(place).map(plain).filter(Boolean));
  const within = text.replace(withinPattern, (whole: string, ...groups: unknown[]) => {
    const { inside, under } = groups.at(-1) as Record<string, string | undefined>;
    named ||= inTable(whole);
    keep(only, inside ?? under ?? '');
    return inside ? `${whole.split(' ')[0]} changes` : ' ';
  });
  const rest = within.replace(scopePattern, (whole: string, ...groups: unknown[]) => {
    const { how = '', place = '' } = groups.at(-1) as Record<string, string>;
    const isOnly = /^(?:only|watch only|nur|seulement|solo)/i.test(how);
    // "only new products" limits what happens, not where; "only if" and "only when" limit nothing here.
    if (isOnly && /^(?:about |tell )?(?:new|if|when|once)\b|^about\b/i.test(place)) return whole;
    if (
      isOnly &&
      !placeWord.test(place) &&
      !/\b(?:in|im|on|under|from|watch|watch only|unter|dans|sous|en|bajo)$/i.test(how.trim())
    ) {
      placeWord.lastIndex = 0;
      return whole;
    }
    placeWord.lastIndex = 0;
    named ||= isOnly && inTable(place);
    keep(isOnly ? only : ignored, place);
    return ' ';
  });
  return { rest, ignored, only, inTable: named };
}
