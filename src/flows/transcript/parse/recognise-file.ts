import { refuse } from './refuse.ts';

const signatures: readonly (readonly [number, readonly number[], string])[] = [
  [0, [0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF'],
  [0, [0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [0, [0xff, 0xd8, 0xff], 'a JPEG picture'],
  [0, [0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [4, [0x66, 0x74, 0x79, 0x70], 'a video or audio recording (MP4)'],
  [0, [0x1a, 0x45, 0xdf, 0xa3], 'a video recording (WebM)'],
  [0, [0x52, 0x49, 0x46, 0x46], 'an audio or video recording (RIFF)'],
  [0, [0x49, 0x44, 0x33], 'an audio recording (MP3)'],
  [0, [0x4f, 0x67, 0x67, 0x53], 'an audio recording (Ogg)'],
  [0, [0x66, 0x4c, 0x61, 0x43], 'an audio recording (FLAC)'],
  [0, [0x1f, 0x8b], 'a gzip archive'],
  [0, [0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [0, [0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [0, [0xd0, 0xcf, 0x11, 0xe0], 'an old or password-protected Office document'],
  [0, [0x7f, 0x45, 0x4c, 0x46], 'a program'],
];

const startsWith = (bytes: Uint8Array, at: number, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte);

/** Whether the bytes are a zip archive, which a Word document is. */
export const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, 0, [0x50, 0x4b, 0x05, 0x06]);

/** @throws LookoutError when the first bytes say that this is another kind of file, naming the kind. */
export function refuseOtherFiles(bytes: Uint8Array): void {
  const found = signatures.find(([at, magic]) => startsWith(bytes, at, magic));
  if (!found) return;
  const isPicture = found[2].includes('picture');
  throw refuse(
    isPicture ? 'not_text' : 'other_file',
    `This file is ${found[2]}, not a transcript, whatever its name says. Send the transcript as VTT, SRT, TXT, DOCX or JSON.`,
  );
}

/** @throws LookoutError when the text is a web page or another kind of marked-up document, or a table. */
export function refuseOtherTexts(text: string): void {
  const start = text.slice(0, 2_000).trimStart().toLowerCase();
  if (/^(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype html|html|head|body)[\s>]/.test(start)) {
    const title = /<title[^<>]{0,100}>([^<]{1,200})</i.exec(text.slice(0, 20_000))?.[1]?.trim();
    throw refuse(
      'web_page',
      `This is a web page${title ? ` ("${title.replace(/\s+/g, ' ')}")` : ''}, not a transcript. Often that is a sign-in page saved instead of the file: sign in, download the transcript again, and send that file.`,
    );
  }
  if (start.startsWith('{\\rtf'))
    throw refuse('other_file', 'This is an RTF document. Save it as DOCX or plain text and send it again.');
  if (start.startsWith('<?xml') || start.startsWith('<svg'))
    throw refuse(
      'other_file',
      'This is an XML file, not a transcript Lookout knows. Send VTT, SRT, TXT, DOCX or JSON.',
    );
}
