import { Unzip, UnzipInflate } from 'fflate';
import { Parser } from 'htmlparser2';
import { LookoutError } from '../../../kit/errors.ts';
import { refuse } from './refuse.ts';

/** 200,000 words of a Teams document unpack to about 6 MB; the largest real one is far below this. */
const mostDocumentBytes = 16_000_000;
/** Bytes given to the unpacker at once. Deflate grows at most 1,032-fold, so a step yields at most 4 MB. */
const stepBytes = 4_096;

const unreadable = (cause?: unknown) =>
  refuse(
    'broken_document',
    'This Word document is damaged or not a document: its text cannot be read. Save it again as DOCX or as plain text.',
    cause,
  );

/**
 * The text of a Word document: a blank line between paragraphs, line breaks as they are.
 * Only `word/document.xml` is unpacked, in small steps, up to 16 MB; a document type definition is refused, so
 * no entity but XML's own five is ever expanded and nothing outside is read.
 *
 * @throws LookoutError with reason `unpacks_too_large`, `document_type_definition`, `broken_document` or `other_file`.
 */
export function readDocx(bytes: Uint8Array): string {
  const xml = new TextDecoder('utf-8').decode(unpackDocument(bytes));
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw refuse(
      'document_type_definition',
      'This Word document carries entity definitions, which Word never writes and attackers do. It was not read.',
    );
  return readParagraphs(xml);
}

function unpackDocument(bytes: Uint8Array): Uint8Array {
  const found = { parts: [] as Uint8Array[], size: 0, names: 0, started: false, ended: false };
  const unzip = new Unzip((file) => {
    found.names += 1;
    if (file.name !== 'word/document.xml' || found.started) return;
    found.started = true;
    file.ondata = (error, part, last) => {
      if (error) throw error instanceof LookoutError ? error : unreadable(error); // fflate hands ours back

      found.size += part.length;
      if (found.size > mostDocumentBytes)
        throw refuse(
          'unpacks_too_large',
          'This Word document unpacks to far more than a meeting can hold, so it was not read. Save the transcript as plain text and send that.',
        );
      found.parts.push(part);
      found.ended ||= last;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  feed(unzip, bytes, () => found.ended);
  if (!found.started)
    throw refuse(
      'other_file',
      'This archive is not a Word document. Send the transcript itself: VTT, SRT, TXT, DOCX or JSON.',
    );
  if (!found.ended) throw unreadable();
  return joined(found.parts, found.size);
}

function feed(unzip: Unzip, bytes: Uint8Array, done: () => boolean): void {
  try {
    for (let at = 0; at < bytes.length && !done(); at += stepBytes)
      unzip.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length);
  } catch (error) {
    if (error instanceof LookoutError) throw error;
    throw unreadable(error);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function readParagraphs(xml: string): string {
  const paragraphs: string[] = [];
  let paragraph = '';
  let inText = 0;
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (name === 'w:t') inText += 1;
        else if (name === 'w:br' || name === 'w:cr') paragraph += '\n';
        else if (name === 'w:tab') paragraph += '\t';
      },
      ontext: (text) => {
        if (inText > 0) paragraph += text;
      },
      onclosetag: (name) => {
        if (name === 'w:t') inText -= 1;
        else if (name === 'w:p') {
          paragraphs.push(paragraph);
          paragraph = '';
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return paragraphs.join('\n\n');
}
