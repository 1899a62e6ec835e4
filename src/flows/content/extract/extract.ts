import type { Extraction } from '../../../contracts/blocks.ts';
import { LookoutError } from '../../../kit/errors.ts';
import { sha256 } from '../../../kit/ids.ts';
import { decodeBody } from './decode.ts';
import { extractFeed } from './extract-feed.ts';
import { extractHtml } from './extract-html.ts';
import { extractJson } from './extract-json.ts';
import { extractPdf } from './extract-pdf.ts';
import { extractText } from './extract-text.ts';
import { foldText } from './fold-text.ts';
import { type PageSignals, plainSignals } from './page-signals.ts';
import { mediaType, sniffBytes, sniffText } from './sniff.ts';

/** Changes whenever the same body would give other blocks; a version made by an older one is re-made silently. */
export const extractorVersion = 'blocks-2';

export interface ExtractInput {
  body: Uint8Array;
  /** The response's Content-Type header, when there was one. */
  contentType: string | undefined;
  /** The address the body came from, after redirects: links are resolved against it. */
  url: string;
}

export interface ExtractedPage {
  extraction: Extraction;
  signals: PageSignals;
}

/**
 * Reads a fetched body into blocks. The same bytes give the same blocks, always. Throws `unsupported` for what has
 * no text to compare (pictures, archives, XML with its own entities); any other body gives an extraction, if need
 * be one without blocks. The body is not changed.
 */
export async function extractPage({ body, contentType, url }: ExtractInput): Promise<ExtractedPage> {
  const binary = sniffBytes(contentType, body);
  if (binary === 'unsupported') {
    throw new LookoutError('unsupported', 'body is not a page', {
      humanMessage: `This address gives a file that has no text to watch (${mediaType(contentType) || 'unknown type'}).`,
      fields: { contentType },
    });
  }
  if (binary === 'pdf') return withSignals(await extractPdf(body), body.length);
  const { text } = decodeBody(body, contentType);
  const sniffed = sniffText(contentType, text);
  switch (sniffed.kind) {
    case 'html':
      return extractHtml(text, url, body.length);
    case 'feed':
      return withSignals(await extractFeed(text, sniffed.value, url), body.length);
    case 'json':
      return withSignals(extractJson(sniffed.value), body.length);
    case 'text':
      return withSignals(extractText(text), body.length);
  }
}

function withSignals(extraction: Extraction, bytes: number): ExtractedPage {
  const textChars = extraction.blocks.reduce((sum, block) => sum + block.text.length, 0);
  return { extraction, signals: plainSignals(bytes, textChars) };
}

/**
 * Hex SHA-256 of what the page says: the text of all blocks, furniture too, in order (a feed's entries in any
 * order), white space folded. Markup, links and the way text is cut into blocks do not count.
 */
export function versionHash({ kind, blocks }: Extraction): string {
  const texts = blocks.map((block) =>
    foldText(block.kind === 'pair' && block.label ? `${block.label} ${block.text}` : block.text).normalize(
      'NFC',
    ),
  );
  if (kind === 'feed') texts.sort();
  return sha256(texts.join(' '));
}
