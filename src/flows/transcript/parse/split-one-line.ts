import { looksLikeName, tidyName } from './speaker-names.ts';

/** A line of this many characters is no line any more but a text whose line breaks were lost. */
const oneLineFrom = 4_000;
const word = String.raw`(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}'’-]{0,30})`;
/** A label inside running text: up to five words, each with a capital letter, and a colon. */
const innerLabel = new RegExp(String.raw`(?<=^|\s)((?:${word}\s){0,4}${word}):\s`, 'gu');

/**
 * Lines of a text whose line breaks were lost, divided before each name that comes at least twice as a label;
 * undefined when the text has lines of its own or no such names.
 */
export function splitOneLine(lines: readonly string[]): string[] | undefined {
  const filled = lines.filter((line) => line.trim() !== '');
  const [line] = filled;
  if (filled.length !== 1 || line === undefined || line.length < oneLineFrom) return undefined;
  const labels = [...line.matchAll(innerLabel)].map((match) => ({
    at: match.index,
    written: match[1] ?? '',
  }));
  const counts = new Map<string, number>();
  for (const { written } of labels) counts.set(written, (counts.get(written) ?? 0) + 1);
  const starts = labels.flatMap(({ at, written }) => {
    const name = shortestName(written, counts);
    const isName = (counts.get(name) ?? 0) > 1 && looksLikeName(tidyName(name));
    return isName ? [at + written.length - name.length] : [];
  });
  if (starts.length < 2) return undefined;
  const cuts = starts[0] === 0 ? starts : [0, ...starts];
  return cuts.map((start, index) => line.slice(start, cuts[index + 1]).trim());
}

/** "Yeah Ana Lopez" is "Ana Lopez" after a "Yeah", when "Ana Lopez" is the much more frequent label. */
function shortestName(written: string, counts: ReadonlyMap<string, number>): string {
  let best = written;
  for (let at = written.indexOf(' '); at >= 0; at = written.indexOf(' ', at + 1)) {
    const shorter = written.slice(at + 1);
    if ((counts.get(shorter) ?? 0) > 2 * (counts.get(best) ?? 0)) best = shorter;
  }
  return best;
}
