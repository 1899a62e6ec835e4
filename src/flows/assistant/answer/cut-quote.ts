const longest = 280;

/**
 * A stretch of a text of at most 280 characters, verbatim, that holds most of the words looked for: whole sentences
 * where they fit, else cut at a space.
 */
export function cutQuote(text: string, stems: readonly string[]): string {
  const whole = text.trim();
  if (whole.length <= longest) return whole;
  const starts = [0, ...[...whole.matchAll(/[.!?。]["”’)]?\s+/g)].map((end) => end.index + end[0].length)];
  let best = { at: 0, held: -1 };
  for (const at of starts) {
    const piece = whole.slice(at, at + longest).toLowerCase();
    const held = stems.filter((stem) => piece.includes(stem)).length;
    if (held > best.held) best = { at, held };
  }
  const piece = whole.slice(best.at, best.at + longest);
  if (best.at + longest >= whole.length) return piece.trim();
  const end = Math.max(...['. ', '? ', '! '].map((mark) => piece.lastIndexOf(mark)));
  if (end > longest / 3) return piece.slice(0, end + 1).trim();
  const space = piece.lastIndexOf(' ');
  return piece.slice(0, space > 0 ? space : longest).trim();
}

/** Beginnings of words, by which their other forms are found too: "prices" -> "price", "working" -> "worki". */
export const stemsOf = (words: readonly string[]): string[] =>
  words.map((word) => (word.length <= 4 ? word : word.slice(0, Math.max(4, word.length - 2))));
