/** Shorter texts are read whole: cutting them saves nothing. */
const cutFrom = 600;
/** Words may say what a number next to them means, so that many characters of the common text stay. */
const context = 80;
/** Facts past this many characters of one changed block are not read; the block is told whatever they are. */
const readMost = 20_000;

/**
 * What differs of two long texts, with some words around: the same start and end hold the same facts, so only the
 * stretch between is worth reading.
 */
export function changedStretch(before: string, after: string): [before: string, after: string] {
  if (before.length < cutFrom && after.length < cutFrom) return [before, after];
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const from = before.lastIndexOf(' ', Math.max(0, head - context)) + 1;
  const rest = Math.max(0, tail - context);
  const stretch = (text: string) => {
    const space = text.indexOf(' ', text.length - rest);
    return text.slice(from, rest === 0 || space < 0 ? undefined : space).slice(0, readMost);
  };
  return [stretch(before), stretch(after)];
}
