import { findUrls } from './find-urls.ts';
import { cleanText } from './text.ts';

/** Words that ask without saying what for. Negations, amounts and "once" are not among them. */
const stopWords = new Set(
  (
    'a an the to of on at in for from by with and or so as is are be been was were am do does will would could can may should it its this that these those there here ' +
    'i me my we us our you your please pls kindly hey hi hello ok okay ' +
    'tell notify alert inform ping remind let know say warn message watch monitor track follow observe keep eye check look want need like get told notified alerted ' +
    'when whenever if whether any every time something anything change changes changed changing update updates updated page pages site website web url link'
  ).split(' '),
);

/**
 * What makes two requests the same: canonical addresses, and the words that carry meaning in lower case,
 * in order. "Tell me when the Pro price changes on a.example/p" and "watch the pro price at https://a.example/p"
 * have one key.
 */
export function requestKey(request: string): string {
  const text = cleanText(request).normalize('NFKC');
  const found = findUrls(text);
  const urls = [...new Set(found.map(({ url }) => url))].sort();
  const words = found
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}$€£¥%<>=.+#-]+/u)
    .map((word) => word.replace(/^[.+-]+(?!\d)|[.+-]+$/g, ''))
    .filter((word) => word !== '' && !stopWords.has(word));
  return [...words, ...urls].join(' ').slice(0, 1_000);
}
