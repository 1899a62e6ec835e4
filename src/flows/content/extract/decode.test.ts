import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeBody } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a page whose charset nobody sends', () => {
  test('UTF-8 without a charset is read as UTF-8', () => {
    expect(decodeBody(utf8('<p>Größe 5 €</p>'), 'text/html')).toEqual({
      text: '<p>Größe 5 €</p>',
      charset: 'utf-8',
    });
  });

  test('bytes that are not UTF-8 are read as windows-1252, curly quotes and euro sign included', () => {
    expect(decodeBody(new Uint8Array([0x93, 0x80, 0x35, 0x94]), undefined).text).toBe('“€5”');
  });

  test('Shift_JIS known only from a meta tag is read', () => {
    const page =
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"></head>価格は１２００円</html>';
    const { text, charset } = decodeBody(iconv.encode(page, 'Shift_JIS'), 'text/html');
    expect(charset).toBe('shift_jis');
    expect(text).toContain('価格は１２００円');
  });

  test('a meta tag behind 10 KB of comment is still found, one inside a comment is not believed', () => {
    const page = `<!-- <meta charset="big5"> ${'x'.repeat(10_000)} --><meta charset=euc-jp><p>価格</p>`;
    expect(decodeBody(iconv.encode(page, 'euc-jp'), 'text/html').text).toContain('<p>価格</p>');
  });

  test('an XML declaration names the charset', () => {
    const feed = '<?xml version="1.0" encoding="GBK"?><rss><title>价格</title></rss>';
    expect(decodeBody(iconv.encode(feed, 'gbk'), 'application/rss+xml').text).toContain('价格');
  });

  test('a meta tag quoted inside JSON does not decide', () => {
    const json = '{"html":"<meta charset=shift_jis>","price":"5 €"}';
    expect(decodeBody(utf8(json), 'application/json').text).toBe(json);
  });
});

describe('a page whose charset is sent', () => {
  test('the header wins over the meta tag, whatever its case and quotes', () => {
    const body = iconv.encode('<meta charset="utf-8">価格', 'Shift_JIS');
    expect(decodeBody(body, 'Text/HTML; Charset="SHIFT_JIS"').text).toContain('価格');
  });

  test('a byte order mark wins over everything and is not part of the text', () => {
    expect(decodeBody(utf8('\uFEFF{"a":1}'), 'application/json; charset=latin1').text).toBe('{"a":1}');
    expect(decodeBody(iconv.encode('价格', 'utf16-le', { addBOM: true }), 'text/plain').text).toBe('价格');
  });

  test('an unknown charset is passed over', () => {
    expect(decodeBody(utf8('5 €'), 'text/html; charset=klingon').text).toBe('5 €');
  });
});

test('a lone surrogate and U+0000 never reach the database', () => {
  const body = new Uint8Array([0x61, 0xed, 0xa0, 0x80, 0x00, 0x62]);
  const { text } = decodeBody(body, 'text/html; charset=utf-8');
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toContain('\0');
  expect(text).toMatch(/^a\uFFFD+b$/);
  const utf16 = decodeBody(new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x62, 0x00]), undefined).text;
  expect(utf16.isWellFormed()).toBe(true);
});
