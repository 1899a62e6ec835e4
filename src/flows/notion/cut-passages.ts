import { cleanText, oneLine } from '../../kit/text.ts';
import type { NewPassage } from '../../store/notion-passages.ts';
import type { ReadBlock } from './read-blocks.ts';

/** A passage is whole at this length: enough to be understood. */
const wholeFrom = 300;
/** Short enough to be quoted. */
const longest = 700;

/** Words that are shown rather than said would be found by chance; pages below are pages of their own. */
const leftOut = new Set([
  'code',
  'equation',
  'table_of_contents',
  'breadcrumb',
  'link_to_page',
  'child_page',
]);

interface Open {
  /** Of the first block; of a later part of a long one, "<block>#2". */
  id: string;
  url: string;
  lines: string[];
  length: number;
  /** Headings wait for what stands under them. */
  isHeading: boolean;
}

/**
 * A page as passages of up to 700 characters, verbatim but for white space, each with the address of its first block.
 * Consecutive lines of one section are joined; a heading begins a passage. The title is the first of them, so that a
 * page is known though nothing stands on it.
 */
export function cutPassages(
  page: { id: string; url: string; title: string },
  blocks: readonly ReadBlock[],
): NewPassage[] {
  const passages: Open[] = [];
  for (const block of blocks) {
    if (leftOut.has(block.kind)) continue;
    const isHeading = block.kind.startsWith('heading_');
    const { blockId, url } = block;
    for (const [part, line] of splitLong(oneLine(cleanText(block.text))).entries()) {
      const last = passages.at(-1);
      if (last && !isOver(last, line, isHeading)) {
        last.lines.push(line);
        last.length += line.length + 1;
        last.isHeading &&= isHeading;
      } else {
        const id = part === 0 ? blockId : `${blockId}#${part + 1}`;
        passages.push({ id, url, lines: [line], length: line.length, isHeading });
      }
    }
  }
  const first = { blockId: page.id, url: page.url, body: page.title };
  const rest = passages.map(({ id, url, lines }) => ({ blockId: id, url, body: lines.join('\n') }));
  return [first, ...rest];
}

function isOver(last: Open, line: string, isHeading: boolean): boolean {
  if (last.length + line.length > longest) return true;
  return !last.isHeading && (isHeading || last.length >= wholeFrom);
}

/** A paragraph without end in pieces, between sentences where there are any. */
function splitLong(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const sentence = Math.max(...['. ', '! ', '? ', '。'].map((end) => head.lastIndexOf(end))) + 1;
    const cut =
      sentence > longest / 3 ? sentence : head.lastIndexOf(' ') > 0 ? head.lastIndexOf(' ') : longest;
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}
