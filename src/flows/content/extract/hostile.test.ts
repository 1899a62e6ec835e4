import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Extraction } from '../../../contracts/blocks.ts';
import { LookoutError } from '../../../kit/errors.ts';
import { decodeBody } from './decode.ts';
import { isElement } from './dom.ts';
import { type ExtractedPage, extractPage } from './extract.ts';
import { parseHtml } from './parse-html.ts';
import { sniffKind } from './sniff.ts';
import { limits } from './walk-state.ts';

/** Same seed everywhere: what fails here fails again. */
const bounded = { numRuns: 150, seed: 20_260_801 };

const contentTypes = fc.constantFrom(
  undefined,
  '',
  'text/html',
  'text/html; charset=shift_jis',
  'text/html; charset="utf-16"',
  'application/json',
  'application/rss+xml',
  'text/xml; charset=klingon',
  'text/plain',
  'application/pdf',
  'application/octet-stream',
  ';;charset=',
);

const pieces = fc.constantFrom(
  ...'<div> </div> <p> </p> <a href="/x"> </a> <table> <tr> <td rowspan=9> <th> </table> <ul> <li> </ul> <dl> <dt> <dd> <h1> </h1> <pre> <br> <svg> </svg> <math> <title> </title> <script> </script> <style> <template> <nav> <main> </main> <select> <option> <form> <button> <input> <dialog open> <noscript> <!-- --> <![CDATA[ ]]> <!doctype <?xml &amp; &#0; &#xD800; &#x202e; &lt &; < > " = © $20 2026-01-01 cookie [ { } ] , : " \\'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\0',
  '\u200b',
  '\ud800',
  '<a href="http://[">',
  '<script type="application/ld+json">{"@type":"Offer","price":1}</script>',
  '<base href="::">',
  '<meta http-equiv=refresh content="0;url=//">',
  '<rss><channel><item>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>',
  'A sentence of running text, long enough to be taken for the matter of a page by whoever counts.',
);
const soup = fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join(''));
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Reads a body; undefined where it is refused, which is the only error there may be. */
async function read(body: Uint8Array, contentType?: string): Promise<ExtractedPage | undefined> {
  try {
    return await extractPage({ body, contentType, url: 'https://hostile.example/a?b#c' });
  } catch (error) {
    expect(error).toBeInstanceOf(LookoutError);
    expect(error).toMatchObject({ code: 'unsupported' });
    return undefined;
  }
}

function expectSound(page: ExtractedPage | undefined): void {
  if (!page) return;
  expect(Extraction.parse(page.extraction)).toEqual(page.extraction);
  JSON.stringify(page.extraction, (_, value) => {
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
      expect(value).toBe('storable');
    return value;
  });
  expect(page.extraction.blocks.length).toBeLessThanOrEqual(limits.blocks + 500);
}

describe('whatever a server sends', () => {
  test('bytes are decoded, told apart and read, or refused with a sentence', async () => {
    const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), soup.map(utf8));
    await fc.assert(
      fc.asyncProperty(anyBytes, contentTypes, async (body, contentType) => {
        const { text } = decodeBody(body, contentType);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\0');
        sniffKind(contentType, body, text);
        expectSound(await read(body, contentType));
      }),
      bounded,
    );
  });

  test('broken markup gives sound blocks, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(soup, async (html) => {
        const first = await read(utf8(html), 'text/html');
        expectSound(first);
        expect(await read(utf8(html), 'text/html')).toEqual(first);
      }),
      bounded,
    );
  });

  test('any JSON is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (json) =>
        expectSound(await read(utf8(json), 'application/json')),
      ),
      bounded,
    );
  });
});

describe('work grows no faster than the page', () => {
  /** Elements and texts of the tree, and the deepest of them. */
  function measure(html: string): { nodes: number; depth: number } {
    let nodes = 0;
    let depth = 0;
    let level = parseHtml(html);
    for (; level.length > 0; depth += 1) {
      nodes += level.length;
      level = level.flatMap((node) => (isElement(node) ? node.children : []));
    }
    return { nodes, depth };
  }

  test.each(['<div>', '<b>x', '<li>', '<table><tr><td>', '<svg>', '<x-y>x', '<a href=x>y<i>'])(
    '%s fifty thousand times nests no deeper than a browser would',
    (tag) => {
      const { nodes, depth } = measure(tag.repeat(50_000));
      expect(depth).toBeLessThanOrEqual(514);
      expect(nodes).toBeLessThanOrEqual(300_000);
    },
  );

  test('text behind elements too deep to be opened is still on the page', async () => {
    const page = await read(
      utf8(`${'<div>'.repeat(2_000)}deep${'</div>'.repeat(2_000)}<p>after</p>`),
      'text/html',
    );
    expect(page?.extraction.blocks.map((block) => block.text)).toEqual(['deep', 'after']);
  });

  test.each([
    ['<', 500_000],
    ['<a ', 150_000],
    ['&', 500_000],
    ['&#', 150_000],
    ['<!--', 125_000],
    ['<![CDATA[', 50_000],
    ['<meta charset=', 50_000],
    ['<span>aB</span>', 25_000],
    ['<a href=/x>y</a> ', 25_000],
    ['<table><tr><td rowspan=1000>a', 10_000],
    ['<tr><td rowspan=1000>a<td>b', 15_000],
    ['<div><a href=a>b</a><a href=c>d</a><a href=e>f</a>', 5_000],
    ['<div><button>Yes</button><button>No</button>cookie', 5_000],
    ['<h1>x<div aria-hidden=true>', 10_000],
  ])('half a megabyte of %s is read', async (piece, times) => {
    expectSound(await read(utf8(piece.repeat(times)), 'text/html'));
  });

  test('one line of ten megabytes is one block of bounded length', async () => {
    const page = await read(utf8(`<p>${'word '.repeat(2_000_000)}`), 'text/html');
    expect(page?.extraction.blocks).toHaveLength(1);
    expect(page?.extraction.blocks[0]?.text.length).toBeLessThanOrEqual(limits.blockChars);
  });
});
