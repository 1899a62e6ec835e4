import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { LookoutError } from '../../../kit/errors.ts';
import { parseTranscript } from './parse-transcript.ts';
import { bytesOf, docx } from './render-for-test.ts';

function refusalOf(bytes: Uint8Array): { reason: unknown; says: string } {
  try {
    parseTranscript({ bytes });
  } catch (error) {
    if (error instanceof LookoutError) return { reason: error.fields.reason, says: error.humanMessage };
    throw error;
  }
  throw new Error('it was read');
}

const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 7919 + (at >> 3) * 104_729) & 0xff);

describe('what is no transcript is refused in a sentence that says what it is', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'empty', 'empty'],
    ['only white space', bytesOf(' \r\n\t\n'), 'empty', 'white space'],
    [
      'captions without a word',
      bytesOf('WEBVTT\n\n00:01.000 --> 00:02.000\n\n'),
      'no_cues',
      'nobody says anything',
    ],
    ['a picture called .txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...noise(500)]), 'not_text', 'PNG'],
    ['noise', noise(5_000), 'not_text', 'not text'],
    ['a PDF', bytesOf('%PDF-1.7 ...'), 'other_file', 'PDF'],
    [
      'a sign-in page',
      bytesOf('\n<!doctype html><html><head><title>Log in to Dock</title></head></html>'),
      'web_page',
      'Log in to Dock',
    ],
    ['a table', bytesOf('name\tturns\nMara\t12\nInes\t9\n'), 'table', 'table'],
    [
      'JSON without its end',
      bytesOf('{"data":{"transcript":{"sentences":[{"text":"Hel'),
      'invalid_json',
      'cut off',
    ],
    ['JSON of somebody else', bytesOf('{"weather":"rain"}'), 'unknown_json', 'not a transcript'],
    [
      'a note taker’s error',
      bytesOf('{"data":null,"errors":[{"message":"quota used up"}]}'),
      'vendor_error',
      'quota used up',
    ],
    [
      'a zip of something else',
      zipSync({ 'xl/workbook.xml': strToU8('<a/>') }),
      'other_file',
      'not a Word document',
    ],
    [
      'half a document',
      docx(['Mara   0:01\nHello.', 'x'.repeat(5_000)]).subarray(0, 150),
      'broken_document',
      'damaged',
    ],
    [
      'a document with entities',
      docx(['Mara: &a;'], '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
      'document_type_definition',
      'entity',
    ],
    [
      'a document that unpacks to 40 MB',
      zipSync({ 'word/document.xml': new Uint8Array(40_000_000) }),
      'unpacks_too_large',
      'unpacks',
    ],
    ['a file of 21 MB', new Uint8Array(21_000_000), 'too_large', '21 MB'],
  ])('%s', (_, bytes, reason, says) => {
    const refusal = refusalOf(bytes);
    expect(refusal.reason).toBe(reason);
    expect(refusal.says).toContain(says);
  });
});

describe('time stays linear on hostile input', () => {
  /** Doubling the length may not quadruple the time; two seconds of processor time are far above any linear run. */
  const mb = 400_000;
  test.each([
    ['one line', 'a '.repeat(mb / 2)],
    ['blanks', `a${' '.repeat(mb)}b`],
    ['colons', ': '.repeat(mb / 2)],
    ['names in one line', 'Ana: '.repeat(mb / 5)],
    ['voices never closed', 'WEBVTT\n\n00:01.000 --> 00:02.000\n'.concat('<v a'.repeat(mb / 4))],
    ['arrows', '0:0 --> 0:0 '.repeat(mb / 12)],
    ['deep JSON', `${'['.repeat(mb / 2)}${']'.repeat(mb / 2)}`],
    ['headings only', 'a | 0:01\n'.repeat(mb / 9)],
  ])('%s', (_, text) => {
    const before = process.cpuUsage();
    try {
      parseTranscript({ bytes: bytesOf(text) });
    } catch (error) {
      expect(error).toBeInstanceOf(LookoutError);
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
