/** Bidirectional controls and other invisible format characters that can make text lie about its order. */
const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Foreign text made safe to store and to show: well-formed Unicode, no control or bidi characters. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(controls, '').replace(bidiControls, '');

/** `cleanText` with Slack's three control characters as entities, so that mentions, links and broadcasts are inert. */
export const escapeMrkdwn = (text: string): string =>
  cleanText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text of at most `max` UTF-16 units, cut between graphemes, with an ellipsis when cut. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, max + 32))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** One line: white space folded, ends trimmed. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `plural(1, 'page')` -> "1 page"; `plural(2, 'reply', 'replies')` -> "2 replies". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
