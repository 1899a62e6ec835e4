const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
};
/** WebVTT's own tags, SubRip's fonts, and times inside a cue. Anything else in angle brackets was said or typed: it stays. */
const tags = /<\/?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>/gi;
const innerTimes = /<\d{1,3}:\d{1,2}(?::\d{1,2})?[.,]\d{1,3}>/g;
const placement = /\{\\an?\d\}/g;
const voice = /<v(?:\.[^\s<>]*)?\s+([^<>]*)>/g;

/** HTML's five entities and character numbers, once: `&amp;lt;` stays `&lt;`. */
const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:([a-z]{2,4})|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
        if (name) return entities[name.toLowerCase()] ?? whole;
        const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;

export const stripMarkup = (text: string): string =>
  decodeEntities(text.replace(tags, '').replace(innerTimes, '').replace(placement, ''));

/** The parts of a cue by voice (`<v Name>text</v>`), in order; undefined when it has none. What stands before the first voice is kept without a name. */
export function splitVoices(text: string): { speaker: string; text: string }[] | undefined {
  if (!text.includes('<v')) return undefined;
  const marks = [...text.matchAll(voice)];
  const first = marks[0];
  if (!first) return undefined;
  const parts = marks.map((mark, index) => ({
    speaker: decodeEntities(mark[1] ?? ''),
    text: stripMarkup(text.slice(mark.index + mark[0].length, marks[index + 1]?.index)),
  }));
  const before = stripMarkup(text.slice(0, first.index));
  return before.trim() === '' ? parts : [{ speaker: '', text: before }, ...parts];
}
