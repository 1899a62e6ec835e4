import type { Fact, Hunk } from '../../../contracts/detection.ts';

/** Column and key names that say what is measured, not of what. */
const measureWords = /^(?:price|cost|amount|fee|availability|status|stock|state|value|monthly|in stock)$/i;
/** Headings that name a part of a page, not a thing. */
const genericHeading =
  /^(?:our |all |the )?(?:plans?|pricing|prices?|rates|menus?|shop|store|products?|items?|offers?|features?|overview|faqs?|news|details|summary|home|welcome)\b/i;
const longestSubject = 60;

/**
 * Whose fact a hunk tells of, in the page's own words: "Pro plan", "GPT-5 input". Taken from the cell's or key's
 * label, the words before the value in its line, and the innermost heading.
 */
export function subjectOf(hunk: Hunk, fact: Fact): string {
  const heading = hunk.path.at(-1) ?? '';
  const own = (hunk.label ? fromLabel(hunk.label) : fromLine(hunk, fact)).filter(
    (part) => !measureWords.test(part),
  );
  const inside = own.join(' ');
  if (inside === '') return heading || 'The page';
  const saysHeading = inside.toLowerCase().includes(heading.toLowerCase());
  // A cell's label begins with its row, which names the thing; a lone key needs the heading above it.
  const isNamed = hunk.label?.includes('›') === true;
  if (
    heading === '' ||
    genericHeading.test(heading) ||
    saysHeading ||
    isNamed ||
    heading.length > 30 ||
    /\s/.test(inside)
  )
    return inside;
  return `${heading} ${startsLikeName(inside) ? inside : inside.toLowerCase()}`;
}

/** "GPT-5 › Input" -> ["GPT-5", "Input"]; "$.plans[2].price" -> ["plans[2]"]. */
function fromLabel(label: string): string[] {
  if (label.startsWith('$'))
    return [
      label
        .replace(/^\$\.?/, '')
        .replace(/\.(?:price|amount|cost|value|availability)$/i, '')
        .replace(/^in_stock$/i, 'in stock'),
    ];
  return label.split(/\s*›\s*/).filter(Boolean);
}

/** The words before the value, when they are short and the same in both readings: "Pro plan: $20". */
function fromLine(hunk: Hunk, fact: Fact): string[] {
  const text = hunk.after ?? '';
  const at = text.indexOf(fact.raw);
  if (at <= 0) return [];
  const lead = text
    .slice(0, at)
    .replace(/[\s:–—|·•(,-]+$/u, '')
    .replace(/\s(?:now )?(?:is|are|costs?|at|from|for|price|only|currently|now)$/iu, '')
    .replace(/^(?:the|our)\s/iu, '')
    .trim();
  const words =
    lead
      .split(/[.!?]\s|\s[|·•]\s/u)
      .at(-1)
      ?.trim() ?? '';
  return words !== '' && words.length <= longestSubject && (hunk.before ?? '').includes(words) ? [words] : [];
}

const startsLikeName = (text: string) => /^(?:\p{Lu}[\p{Lu}\d]|\S*\d)/u.test(text);
