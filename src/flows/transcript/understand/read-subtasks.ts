import { truncate } from '../../../kit/text.ts';

const counted =
  /\b(?:first|firstly|second|secondly|third|thirdly|fourth|finally|lastly|one|two|three)\b[,:]\s*/gi;
const longest = 120;

/** Steps when somebody counts them out: "first, export the list, second, mail it". */
export function readSubtasks(sentence: string): string[] {
  const starts = [...sentence.matchAll(counted)];
  if (starts.length < 2) return [];
  return starts.flatMap((start, at) => {
    const step = sentence
      .slice(start.index + start[0].length, starts[at + 1]?.index ?? sentence.length)
      .replace(/^(?:and|then|to)\s+|[\s,;.]*(?:\s(?:and|then))?[\s,;.]*$/gi, '');
    return step.split(/\s+/).length < 2
      ? []
      : [truncate(step.charAt(0).toUpperCase() + step.slice(1), longest)];
  });
}
