import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Extraction } from '../../../contracts/blocks.ts';
import { extractPage, versionHash } from './extract.ts';

const page = (body: string | Uint8Array, contentType: string | undefined = 'text/html') =>
  extractPage({
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    contentType,
    url: 'https://shop.example/',
  });
const hashOf = async (body: string, contentType?: string) =>
  versionHash((await page(body, contentType)).extraction);

describe('from bytes to blocks', () => {
  test('a Japanese page known only from its meta tag', async () => {
    const { extraction } = await page(
      iconv.encode('<meta charset=Shift_JIS><title>価格</title><p>月額１２００円</p>', 'Shift_JIS'),
    );
    expect(extraction).toMatchObject({ kind: 'html', title: '価格', blocks: [{ text: '月額１２００円' }] });
  });

  test('each kind of body comes out as its kind and fits the contract', async () => {
    const bodies = [
      ['{"a":1}', 'aPPlication/JSon', 'json'],
      ['\uFEFF{"a":1}', 'application/json', 'json'],
      ['<p>Error</p>', 'application/json', 'html'],
      ['<p>plain</p>', 'text/plain', 'text'],
      ['<rss version="2.0"><channel><item><title>x</title></item></channel></rss>', 'text/html', 'feed'],
    ] as const;
    for (const [body, contentType, kind] of bodies) {
      const { extraction } = await page(body, contentType);
      expect(extraction.kind).toBe(kind);
      expect(extraction.blocks).toHaveLength(1);
      expect(Extraction.parse(extraction)).toEqual(extraction);
    }
  });

  test('a picture is refused, an empty body is an extraction without blocks', async () => {
    await expect(page(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'text/html')).rejects.toMatchObject({
      code: 'unsupported',
    });
    expect((await page('')).extraction.blocks).toEqual([]);
  });
});

describe('the hash of a version', () => {
  test('does not change with markup, white space, links or attributes', async () => {
    const before = await hashOf('<div class="a"><p>Only <b>$20</b></p><p>a month</p></div>');
    expect(
      await hashOf('<section data-t="9"><span>Only\n $20</span><br><a href="/x?t=1">a month</a></section>'),
    ).toBe(before);
  });

  test('changes with one digit, also in a footer, and with a JSON key', async () => {
    expect(await hashOf('<p>$20</p>')).not.toBe(await hashOf('<p>$21</p>'));
    expect(await hashOf('<footer>2025</footer>')).not.toBe(await hashOf('<footer>2026</footer>'));
    expect(await hashOf('{"in":1}', 'application/json')).not.toBe(
      await hashOf('{"out":1}', 'application/json'),
    );
  });

  test('does not change with the order of JSON keys or of a feed’s entries', async () => {
    expect(await hashOf('{"a":1,"b":2}')).toBe(await hashOf('{"b":2,"a":1}'));
    const feed = (...titles: string[]) =>
      `<rss version="2.0"><channel>${titles.map((title) => `<item><title>${title}</title></item>`).join('')}</channel></rss>`;
    expect(await hashOf(feed('One', 'Two'))).toBe(await hashOf(feed('Two', 'One')));
  });
});
