import type { PageKind } from '../../../contracts/blocks.ts';
import { readProlog } from './read-prolog.ts';

/** What a text body turned out to be; a JSON body comes parsed, so that nobody parses it twice. */
export type SniffedText =
  | { kind: 'json'; value: unknown }
  | { kind: 'feed'; value?: unknown }
  | { kind: 'html' | 'text' };

const magics: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46], // RIFF: WebP, WAV, AVI
  [0x50, 0x4b, 0x03, 0x04], // zip, docx, xlsx
  [0x50, 0x4b, 0x05, 0x06], // empty zip
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // rar
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x77, 0x4f, 0x46], // woff, woff2
  [0xd0, 0xcf, 0x11, 0xe0], // old Office
  [0x49, 0x44, 0x33], // mp3
];

const firstTag =
  /^<(?:html|head|body|title|meta|script|style|link|div|p|h[1-6]|table|main|section|article|span|a|ul|ol|center|form|iframe|b|br|img|noscript)\b/i;
const anyMarkup = /<(?:!doctype\s+html|html|head|body)[\s>]/i;
const feedRoot = /^<(?:rss[\s>]|feed[\s>]|rdf:RDF[\s>]|[\w.-]+:(?:rss|feed)[\s>])/i;
const jsonFeedVersion = /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//;

/** `text/html; charset=x` -> `text/html`, in lower case; '' when there is none. */
export const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Decides from the bytes alone: a PDF, something we cannot read, or undefined for "text: decode and look". */
export function sniffBytes(
  contentType: string | undefined,
  body: Uint8Array,
): 'pdf' | 'unsupported' | undefined {
  const head = body.subarray(0, 1024);
  if (isPdf(head)) return 'pdf';
  if (magics.some((magic) => magic.every((byte, at) => head[at] === byte))) return 'unsupported';
  if (String.fromCharCode(...head.subarray(4, 8)) === 'ftyp') return 'unsupported';
  const type = mediaType(contentType);
  if (/^(?:image|audio|video|font)\//.test(type)) return 'unsupported';
  // A page may hold a stray U+0000; bytes that nobody calls text and that hold one are not text.
  const declaredText = /^text\/|json|xml|html/.test(type);
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !declaredText && !utf16 && head.includes(0) ? 'unsupported' : undefined;
}

/** Decides what a decoded body is. The body wins over its header, except that plain text stays plain. */
export function sniffText(contentType: string | undefined, text: string): SniffedText {
  const type = mediaType(contentType);
  if (type === 'text/plain' || type === 'text/csv' || type === 'text/markdown') return { kind: 'text' };
  const start = text.search(/[^\s\uFEFF]/);
  const first = start < 0 ? '' : text[start];
  if (first === '{' || first === '[' || type.includes('json')) {
    const parsed = parseJson(text);
    if (parsed) return isJsonFeed(parsed.value) ? { kind: 'feed', ...parsed } : { kind: 'json', ...parsed };
  }
  const root = first === '<' ? rootTag(text) : '';
  if (feedRoot.test(root)) return { kind: 'feed' };
  if (type.includes('html') || type.includes('xml') || firstTag.test(root)) return { kind: 'html' };
  return { kind: anyMarkup.test(text.slice(0, 20_000)) ? 'html' : 'text' };
}

/** What a body is, header and content together. */
export function sniffKind(
  contentType: string | undefined,
  body: Uint8Array,
  text: string,
): PageKind | 'unsupported' {
  return sniffBytes(contentType, body) ?? sniffText(contentType, text).kind;
}

/** The specification lets up to a kilobyte of anything stand before the mark. */
const isPdf = (head: Uint8Array): boolean =>
  Buffer.from(head.buffer, head.byteOffset, head.byteLength).includes('%PDF-');

function rootTag(text: string): string {
  const { root } = readProlog(text);
  return text.slice(root, root + 100);
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return undefined;
  }
}

const isJsonFeed = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  typeof value.version === 'string' &&
  jsonFeedVersion.test(value.version);
