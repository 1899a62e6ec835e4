import type { Block, Extraction } from '../../../contracts/blocks.ts';
import { foldText } from './fold-text.ts';
import { limits } from './walk-state.ts';

const maxPages = 500;

/** One piece of text as pdf.js places it; y grows upwards. */
interface Piece {
  str: string;
  transform: number[];
  width: number;
  hasEOL: boolean;
}

/**
 * A PDF: one block per line, labelled with its page ("p. 3"), in reading order of the file, at most 500 pages.
 * A damaged or locked file gives no blocks: its health says so, the reader of the page decides.
 */
export async function extractPdf(body: Uint8Array): Promise<Extraction> {
  const extraction: Extraction = { kind: 'pdf', title: '', blocks: [], links: [], feeds: [] };
  // Loaded on first use: the PDF reader is the heaviest library here and most pages never need it.
  const { getDocumentProxy } = await import('unpdf');
  // The reader takes the buffer over, and the body belongs to the caller.
  const options = { isEvalSupported: false, verbosity: 0, disableFontFace: true };
  const document = await getDocumentProxy(new Uint8Array(body), options).catch(() => undefined);
  if (!document) return extraction;
  try {
    const { info } = await document.getMetadata().catch(() => ({ info: {} }));
    const title: unknown = 'Title' in info ? info.Title : undefined;
    for (let number = 1; number <= Math.min(document.numPages, maxPages); number += 1) {
      if (extraction.blocks.length >= limits.blocks) break;
      const page = await document.getPage(number).catch(() => undefined);
      const content = await page?.getTextContent().catch(() => undefined);
      page?.cleanup();
      const pieces = (content?.items ?? []).filter((item): item is typeof item & Piece => 'str' in item);
      extraction.blocks.push(...linesOf(pieces, number));
    }
    extraction.title = foldText(typeof title === 'string' ? title : '') || (extraction.blocks[0]?.text ?? '');
    return extraction;
  } finally {
    await document.loadingTask.destroy();
  }
}

function linesOf(pieces: readonly Piece[], page: number): Block[] {
  const lines: string[] = [];
  let line = '';
  let lineY: number | undefined;
  let endX = 0;
  const end = () => {
    lines.push(line);
    line = '';
    lineY = undefined;
  };
  for (const { str, transform, width, hasEOL } of pieces) {
    const [x = 0, y = 0] = transform.slice(4);
    const height = Math.abs(transform[3] ?? 0) || 10;
    if (str !== '' && lineY !== undefined && Math.abs(y - lineY) > height * 0.5) end();
    // Columns of a table stand on one line with a gap and no space character between them.
    if (str !== '' && line !== '' && x - endX > height * 0.2 && !line.endsWith(' ')) line += ' ';
    line += str;
    if (str !== '') {
      lineY ??= y;
      endX = x + width;
    }
    if (hasEOL) end();
  }
  end();
  return lines
    .map((text) => foldText(text).slice(0, limits.blockChars))
    .filter(Boolean)
    .map((text) => ({ kind: 'text', path: [], label: `p. ${page}`, text }));
}
