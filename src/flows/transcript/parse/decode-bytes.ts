import { refuse } from './refuse.ts';

export interface Decoded {
  text: string;
  warnings: string[];
}

const notText = () =>
  refuse(
    'not_text',
    'This file is not text: it looks like a picture, a recording or another binary file under a text name. Send the transcript itself (VTT, SRT, TXT, DOCX or JSON).',
  );

/**
 * The text of a file of unknown encoding: byte-order mark, then the charset it was sent with, then UTF-16 by its
 * zero bytes, then UTF-8, then Windows-1252, which reads any byte.
 *
 * @throws LookoutError (reason `not_text`) when what comes out is not writing.
 */
export function decodeBytes(bytes: Uint8Array, contentType = ''): Decoded {
  const decoded = decodeMarked(bytes) ?? decodeDeclared(bytes, contentType) ?? decodeGuessed(bytes);
  const text = decoded.text.replace(/^\uFEFF/, '');
  if (!isWriting(text)) throw notText();
  return { ...decoded, text };
}

function decodeMarked(bytes: Uint8Array): Decoded | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return plainly(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return plainly(bytes, 'utf-16be');
  return first === 0xef && second === 0xbb && third === 0xbf ? plainly(bytes, 'utf-8') : undefined;
}

/** A declared charset counts only when the bytes agree: HTTP servers often name a default. */
function decodeDeclared(bytes: Uint8Array, contentType: string): Decoded | undefined {
  const label = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1]?.toLowerCase();
  if (!label || /^(?:utf-?8|us-ascii|(?:iso-?8859-1|latin-?1|windows-1252))$/.test(label)) return undefined;
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return undefined; // unknown label, or not that encoding: guess
  }
}

function decodeGuessed(bytes: Uint8Array): Decoded {
  const wide = guessUtf16(bytes);
  if (wide) return plainly(bytes, wide);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return decodeBroken(bytes);
  }
}

/** Not valid UTF-8: either UTF-8 with a few broken bytes, or a single-byte encoding of western Europe. */
function decodeBroken(bytes: Uint8Array): Decoded {
  const lossy = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let beyondAscii = 0;
  for (let at = 0; at < lossy.length; at += 1) {
    const code = lossy.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code > 0x7f) beyondAscii += 1;
  }
  if (beyondAscii > broken * 2)
    return { text: lossy, warnings: [`${broken} characters could not be read; they are shown as �.`] };
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    warnings: ['The text is in an old Windows encoding; accents may be wrong if it is not western European.'],
  };
}

const plainly = (bytes: Uint8Array, encoding: string): Decoded => ({
  text: new TextDecoder(encoding).decode(bytes),
  warnings: [],
});

/** UTF-16 without a mark: most writing has a zero in every second byte. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = Math.min(bytes.length & ~1, 4096);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const many = sample / 2 / 3;
  if (sample >= 4 && odd > many && even < odd / 20) return 'utf-16le';
  return sample >= 4 && even > many && odd < even / 20 ? 'utf-16be' : undefined;
}

const writing = /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{Cf}\t\n\r\f]/u;
/** Of samples of real exports every character is writing; random bytes read as Windows-1252 stay under 90 %. */
const leastWriting = 0.97;

function isWriting(text: string): boolean {
  const sampleSize = 16_384;
  const starts = [0, Math.max(0, (text.length - sampleSize) >> 1), Math.max(0, text.length - sampleSize)];
  return [...new Set(starts)].every((start) => {
    let good = 0;
    let all = 0;
    for (const char of text.slice(start, start + sampleSize)) {
      all += 1;
      if (char !== '\uFFFD' && writing.test(char)) good += 1;
    }
    return good >= all * leastWriting;
  });
}
