import type { Fact, Hunk } from '../../../contracts/detection.ts';

/** Column, key and line names that say what is measured, not of what. */
const measureWords =
  /^(?:(?:monthly |yearly |current |our )?(?:price|cost|amount|fee|rate)s?(?: (?:a|per|each) \w+)?|availability|status|stock|state|value|monthly|in stock|preis(?: pro \p{L}+)?|verfügbarkeit|prix|disponibilité|precio|disponibilidad|prezzo|preço|価格|値段|在庫|价格|售价|库存|السعر|التوفر)$/iu;
/** Headings that name a part of a page, not a thing. */
const genericHeading =
  /^(?:our |all |the )?(?:plans?|pricing|prices?|rates|menus?|shop|store|products?|items?|offers?|features?|overview|faqs?|news|details|summary|home|welcome)\b/i;
const longestSubject = 60;
/** More words before a value are a sentence, which names nothing shortly. */
const mostWords = 4;
/** A lead cut off in the middle: "open until", "from 9 to". */
const endsInside =
  /(?<!\p{L})(?:until|till|and|to|at|on|by|between|of|up|than|within|in|am|um|bis|und|zu|vor|ab|au|aux|du|de|le|la|les|à|et|hasta|durante|el|del|a|y|قبل|من|إلى)$|\d$/iu;

/**
 * Whose fact a hunk tells of, in the page's own words: "Pro plan", "GPT-5 input". Taken from the cell's or key's
 * label, the words before the value in its line, and the innermost heading.
 */
export function subjectOf(hunk: Hunk, fact: Fact): string {
  const heading = hunk.path.at(-1) ?? '';
  const isPage = /^p\. \d+$/.test(hunk.label ?? '');
  const own = (hunk.label && !isPage ? fromLabel(hunk.label) : fromLine(hunk, fact)).filter(
    (part) => !measureWords.test(part),
  );
  const inside = own.join(' ');
  if (inside === '') return heading || (isPage ? (hunk.label ?? '') : 'The page');
  const saysHeading = inside.toLowerCase().includes(heading.toLowerCase());
  // A cell's label begins with its row, which names the thing; a lone key needs the heading above it.
  const isNamed = hunk.label?.includes('›') === true || startsLikeName(inside);
  if (
    heading === '' ||
    genericHeading.test(heading) ||
    saysHeading ||
    isNamed ||
    heading.length > 30 ||
    /\s/.test(inside)
  )
    return inside;
  return `${heading} ${inside.toLowerCase()}`;
}

/** "GPT-5 › Input" -> ["GPT-5", "Input"]; "$.plans[2].price" -> ["plans[2]"]; "$.items[sku=A-1].price" -> ["A-1"]. */
function fromLabel(label: string): string[] {
  if (!label.startsWith('$')) return label.split(/\s*›\s*/).filter(Boolean);
  const address = label
    .replace(/^\$\.?/, '')
    .replace(/\.(?:price|amount|cost|value|availability|in_?stock)(?:\.(?:amount|value))?$/i, '')
    .replace(/^in_stock$/i, 'in stock');
  const named = /\[\w+=([^\]]+)\]((?:\.\w+)*)$/.exec(address);
  return [named ? `${named[1]}${(named[2] ?? '').replaceAll('.', ' ')}` : address];
}

/** The words before the value, when they are short and the same in both readings: "Pro plan: $20". */
function fromLine(hunk: Hunk, fact: Fact): string[] {
  const text = hunk.after ?? '';
  const at = text.indexOf(fact.raw);
  if (at <= 0) return [];
  const lead = text
    .slice(0, at)
    .replace(/[\s:：–—|·•(,-]+$/u, '')
    .replace(
      /\s(?:now )?(?:is|are|costs?|at|from|for|price|only|currently|now|kostet|coûte|cuesta|kosten|coûtent|cuestan)$/iu,
      '',
    )
    .replace(/^(?:the|our)\s/iu, '')
    .trim();
  const words =
    lead
      .split(/[.!?。]\s?|\s[|·•]\s/u)
      .at(-1)
      ?.trim() ?? '';
  if (words === '' || words.length > longestSubject || !(hunk.before ?? '').includes(words)) return [];
  // A struck-out price before the price is no name, nor is half a sentence where a heading is there to name it.
  if (/^[\p{Sc}\d][\d.,\s\p{Sc}]*$/u.test(words)) return [];
  const isClause =
    words.split(/\s+/).length > mostWords || endsInside.test(words) || endsInside.test(cutLead(text, at));
  return isClause && hunk.path.length > 0 ? [] : [words];
}

const cutLead = (text: string, at: number): string => text.slice(0, at).replace(/[\s:：–—|·•(,-]+$/u, '');

const startsLikeName = (text: string) => /^(?:\p{Lu}[\p{Lu}\d]|\S*\d)/u.test(text);
