/** Longest name taken for one; display names of meeting tools end at 64 to 128. */
const longestName = 120;
const mostWords = 8;

/** Small words inside names, as in "Marius van der Wijden" or "Head of Sales". */
const particles = new Set(
  'van der den de del della di da dos das du la le el al bin bint ibn von zu zum zur ter ten und y e i of the and'.split(
    ' ',
  ),
);

/**
 * Whether `text` can stand before a colon as somebody's name: short, with a letter or a sign, no sentence inside,
 * no address and no time.
 */
export function canBeName(text: string): boolean {
  if (text.length === 0 || text.length > longestName) return false;
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) || /^\d{1,2}$/.test(text)) return false;
  if (/[?!…;"“”„]\s|[?!…;,]$|^["“”„]/u.test(text) || /^\w+:\/\//.test(text)) return false;
  if (/^(?:https?|ftp|mailto|e\.g|i\.e)$/i.test(text)) return false;
  return text.split(/\s+/).length <= mostWords;
}

/** A name without what people put behind it: "Kev | EF", "Karim (mobile)", "Ana - Dock 4". */
export const coreOf = (name: string): string => name.split(/\s[([|–-]/, 1)[0] || name;

/** Whether it also looks like a name on its own: every word begins like a name's word or is a particle; what follows in brackets or behind a bar is free. */
export function looksLikeName(text: string): boolean {
  if (!canBeName(text)) return false;
  const core = coreOf(text);
  const words = core.split(/\s+/);
  return (
    words.length <= 6 &&
    words.every((word) => particles.has(word) || !/^\p{Ll}/u.test(word)) &&
    /^\P{Ll}/u.test(core)
  );
}

/** A name as it is kept: one line, composed letters, no invisible marks. Two spellings of one name become equal. */
export const tidyName = (text: string): string =>
  text
    .replace(/[\u200B\u2060\uFEFF\u00AD]/g, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
