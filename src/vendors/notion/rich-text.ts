import type { BlockObjectRequest } from '@notionhq/client';
import { cleanText } from '../../kit/text.ts';

/** One element of a rich text; the client does not export its own type. */
export interface TextElement {
  type: 'text';
  text: { content: string; link?: { url: string } };
  annotations?: { bold?: boolean; color?: 'gray' };
}

/** Notion's limits: developers.notion.com/reference/request-limits. */
const mostCharacters = 2_000;
const mostUrlCharacters = 2_000;
/** Notion takes 100 elements; at 20 the longest paragraph stays far below the 500 KB of a request. */
const mostElements = 20;
/** Blocks of one request. */
const mostChildren = 100;
/** Of Notion's 500 KB, with room for what stands around the blocks. */
const mostBytes = 400_000;

/** Text in pieces of at most 2,000 characters that cut no character in two. */
export function splitText(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + mostCharacters, text.length);
    const isCutInTwo = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    if (isCutInTwo) end -= 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Foreign text as rich text; nothing for an empty one. A link Notion would refuse is left out, the words stay. */
export function richText(
  text: string,
  { link = null, bold = false, grey = false }: { link?: string | null; bold?: boolean; grey?: boolean } = {},
): TextElement[] {
  const url = link && isWebLink(link) ? { link: { url: link } } : {};
  const looks = { ...(bold ? { bold } : {}), ...(grey ? { color: 'gray' as const } : {}) };
  return splitText(cleanText(text)).map((content) => ({
    type: 'text',
    text: { content, ...url },
    ...(bold || grey ? { annotations: looks } : {}),
  }));
}

const isWebLink = (link: string): boolean =>
  link.length <= mostUrlCharacters && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);

/** Paragraphs that hold these elements, as many as their limit of elements asks for. */
export function paragraphs(elements: readonly TextElement[]): BlockObjectRequest[] {
  const blocks: BlockObjectRequest[] = [];
  for (let start = 0; start < elements.length; start += mostElements)
    blocks.push({
      type: 'paragraph',
      paragraph: { rich_text: elements.slice(start, start + mostElements) },
    });
  return blocks;
}

/** Blocks in chunks that fit into one request: 100 blocks, and below 500 KB. */
export function chunkBlocks<T extends { request: BlockObjectRequest }>(blocks: readonly T[]): T[][] {
  const chunks: T[][] = [];
  let bytes = 0;
  for (const block of blocks) {
    const size = Buffer.byteLength(JSON.stringify(block.request));
    const open = chunks.at(-1);
    if (open && open.length < mostChildren && bytes + size <= mostBytes) {
      open.push(block);
      bytes += size;
    } else {
      chunks.push([block]);
      bytes = size;
    }
  }
  return chunks;
}
