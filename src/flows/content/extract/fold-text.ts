import { cleanText } from '../../../kit/text.ts';

// Zero-width space and joiners between letters, word joiner, soft hyphen, byte order mark, and what `cleanText` removes.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u0008\u000E-\u001F\u007F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uD800-\uDFFF]/;
const invisibleOnly = /[\u00AD\u200B\u2060\uFEFF]/g;
/** White space that is not one plain space: most texts have none once trimmed, so that looking is enough. */
const looseSpace = /\s{2,}|[^\S ]/g;

/** One line of visible text: white space folded, invisible and control characters gone, well-formed. */
export function foldText(raw: string): string {
  const clean = invisible.test(raw) ? cleanText(raw).replace(invisibleOnly, '') : raw;
  return clean.trim().replace(looseSpace, ' ');
}
