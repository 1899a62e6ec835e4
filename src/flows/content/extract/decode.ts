import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** How far into a page its own charset declaration is looked for: some pages carry kilobytes before the doctype. */
const prescanBytes = 64 * 1024;

const metaCharset = /<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:+-]{2,40})/i;
const xmlEncoding = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:+-]{2,40})["']/i;
const headerCharset = /;\s*charset\s*=\s*["']?\s*([\w.:+-]{2,40})/i;

/**
 * Bytes of a body as well-formed text without U+0000, and the charset it was read with.
 * Order of belief: byte order mark, HTTP header, the page's own declaration (meta tag or XML), valid UTF-8,
 * and windows-1252 for what is left, as browsers do. Never throws: undecodable bytes become U+FFFD.
 */
export function decodeBody(
  body: Uint8Array,
  contentType: string | undefined,
): { text: string; charset: string } {
  const { charset, skip } = chooseCharset(body, contentType);
  const decoded = decodeAs(skip > 0 ? body.subarray(skip) : body, charset);
  const text = decoded.includes('\0') ? decoded.replaceAll('\0', '') : decoded;
  // Decoding UTF-8 cannot give a lone surrogate.
  return { text: charset === 'utf-8' ? text : text.toWellFormed(), charset };
}

function chooseCharset(body: Uint8Array, contentType: string | undefined): { charset: string; skip: number } {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return { charset: 'utf-8', skip: 3 };
  if (body[0] === 0xff && body[1] === 0xfe) return { charset: 'utf-16le', skip: 2 };
  if (body[0] === 0xfe && body[1] === 0xff) return { charset: 'utf-16be', skip: 2 };
  const fromHeader = knownCharset(contentType?.match(headerCharset)?.[1]);
  if (fromHeader) return { charset: fromHeader, skip: 0 };
  const declared = mayDeclareItself(contentType) ? declaredCharset(body) : undefined;
  if (declared) return { charset: declared, skip: 0 };
  return { charset: isUtf8(body) ? 'utf-8' : 'windows-1252', skip: 0 };
}

/** JSON and plain text have no markup: a `<meta charset>` inside them is only a quotation. */
const mayDeclareItself = (contentType: string | undefined): boolean =>
  !/json|text\/plain/i.test(contentType ?? '');

function declaredCharset(body: Uint8Array): string | undefined {
  const start = bytesOf(body).toString('latin1', 0, prescanBytes);
  const charset = knownCharset(start.match(xmlEncoding)?.[1] ?? metaCharsetOf(start));
  // A declaration readable as ASCII cannot be in UTF-16: browsers take it for UTF-8, and so do we.
  return charset?.startsWith('utf-16') ? 'utf-8' : charset;
}

/** The first `<meta charset>` outside comments. */
function metaCharsetOf(start: string): string | undefined {
  const found = metaCharset.exec(start);
  if (!found) return undefined;
  const comment = start.indexOf('<!--');
  return comment < 0 || comment > found.index ? found[1] : withoutComments(start).match(metaCharset)?.[1];
}

function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    kept += text.slice(at, open);
    const close = text.indexOf('-->', open + 4);
    if (close < 0) return kept;
    at = close + 3;
  }
  return kept + text.slice(at);
}

const bytesOf = (body: Uint8Array): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** The WHATWG name of a label, iconv's own name for what WHATWG does not know, or undefined. */
function knownCharset(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return iconv.encodingExists(label) ? label.toLowerCase() : undefined;
  }
}

function decodeAs(body: Uint8Array, charset: string): string {
  // Buffer replaces what is broken as TextDecoder does, in a third of its time.
  if (charset === 'utf-8') return bytesOf(body).toString('utf8');
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(body);
  } catch {
    return iconv.decode(bytesOf(body), charset);
  }
}
