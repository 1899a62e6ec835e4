import { describe, expect, test } from 'vitest';
import { extractHtml } from './extract-html.ts';

const read = (html: string) => extractHtml(html, 'https://shop.example/pricing/', html.length);
const blocksOf = (html: string) => read(html).extraction.blocks;
const textsOf = (html: string) => blocksOf(html).map((block) => block.text);
const contentOf = (html: string) =>
  blocksOf(html)
    .filter((block) => !block.furniture)
    .map((block) => block.text);
const long =
  'The provider may change these terms and will announce it to every customer by letter in good time. ';

describe('text as a reader sees it', () => {
  test('headings give the place of what follows', () => {
    const blocks = blocksOf('<h1>Plans</h1><h3>Pro</h3><p>$20</p><h2>FAQ</h2><p>Yes</p>');
    expect(blocks.map(({ kind, path, text }) => [kind, ...path, text])).toEqual([
      ['heading', 'Plans'],
      ['heading', 'Plans', 'Pro'],
      ['text', 'Plans', 'Pro', '$20'],
      ['heading', 'Plans', 'FAQ'],
      ['text', 'Plans', 'FAQ', 'Yes'],
    ]);
  });

  test('inline elements join, block elements and line breaks split', () => {
    expect(
      textsOf('<div>It costs <b>$<i>20</i></b>\n a&nbsp;month<br>or more<div>Tax</div>apart</div>'),
    ).toEqual(['It costs $20 a month', 'or more', 'Tax', 'apart']);
  });

  test('neighbouring links and old and new price do not run into each other', () => {
    expect(
      textsOf('<p><a href=/a>Blog</a><a href=/b>About</a></p><p><del>$25</del><ins>$20</ins></p>'),
    ).toEqual(['Blog About', '$25 $20']);
  });

  test('a custom element in running text stays in its sentence', () => {
    expect(textsOf('<p>Only <x-price>$20</x-price> a month</p><x-card><p>One</p></x-card>')).toEqual([
      'Only $20 a month',
      'One',
    ]);
  });

  test('lists, definitions and preformatted lines keep their kind', () => {
    const blocks = blocksOf(
      '<ul><li>One<li><p>Two</p></ul><dl><dt>Price</dt><dd>$20</dd></dl><pre>v1\n\nv2 </pre>',
    );
    expect(blocks.map(({ kind, label, text }) => [kind, label, text])).toEqual([
      ['item', undefined, 'One'],
      ['item', undefined, 'Two'],
      ['pair', 'Price', '$20'],
      ['code', undefined, 'v1'],
      ['code', undefined, 'v2'],
    ]);
  });

  test('nothing hidden, scripted or kept in attributes is text', () => {
    expect(
      textsOf(`<style>p{}</style><template><p>t</p></template><svg><title>s</title></svg><p hidden>h</p>
        <p style="color:red; display : none">d</p><p aria-hidden=true>a</p><input type=hidden value=i><dialog>c</dialog>
        <div data-text="Sold out" data-html="<p>leak</p>">shown</div><noscript><p>n</p></noscript>`),
    ).toEqual(['shown']);
  });

  test('an escaped end of script inside a string leaks nothing', () => {
    expect(textsOf('<script>var a = "<\\/script><p>leak</p>";</script><p>shown</p>')).toEqual(['shown']);
  });

  test('a page behind an open dialog, hidden from screen readers, is still read', () => {
    expect(textsOf('<div aria-hidden="true"><main><p>Terms</p></main></div>')).toEqual(['Terms']);
  });

  test('invisible characters and lone surrogates written as entities never reach a block', () => {
    const [text = ''] = textsOf('<p>a&#0;b&#xD800;c&#8238;d&shy;e\u200Bf</p>');
    expect(text.replaceAll('\uFFFD', '')).toBe('abcdef');
    expect(text.isWellFormed()).toBe(true);
  });

  test('a mail address protected by Cloudflare is the address, not this fetch’s key', () => {
    const hide = (key: number) =>
      Buffer.from([key, ...[...'a@b.example'].map((letter) => letter.charCodeAt(0) ^ key)]).toString('hex');
    const page = (key: number) => `<p>Mail <a data-cfemail="${hide(key)}">[email&nbsp;protected]</a></p>`;
    expect(textsOf(page(17))).toEqual(['Mail a@b.example']);
    expect(textsOf(page(99))).toEqual(textsOf(page(17)));
  });
});

describe('tables', () => {
  const cells = (html: string) => blocksOf(html).map(({ label, text }) => [label, text]);

  test('a cell is called by its row and column', () => {
    const table = `<table><thead><tr><th>Plan<th>Price<th>Seats</thead>
      <tr><th scope=row>Pro<td>$20<td>5</tr><tr><td>Team<td>$50<td><img alt="unlimited"></tr></table>`;
    expect(cells(table)).toEqual([
      [undefined, 'Plan'],
      [undefined, 'Price'],
      [undefined, 'Seats'],
      ['Plan', 'Pro'],
      ['Pro › Price', '$20'],
      ['Pro › Seats', '5'],
      ['Plan', 'Team'],
      ['Team › Price', '$50'],
      ['Team › Seats', 'unlimited'],
    ]);
  });

  test('spans over columns and rows keep cells under their headers', () => {
    const table = `<table><tr><th>Model<th colspan=2>Price</tr><tr><th><th>In<th>Out</tr>
      <tr><th rowspan=2>Large<td>$2<td>$8</tr><tr><td>$1<td>$4</tr></table>`;
    expect(cells(table).slice(-4)).toEqual([
      ['Large › Price In', '$2'],
      ['Large › Price Out', '$8'],
      ['Large › Price In', '$1'],
      ['Large › Price Out', '$4'],
    ]);
  });

  test('a table without headers is read by its first column, a layout table as plain text', () => {
    expect(cells('<table><tr><td>Support<td>24 h</tr></table>')).toContainEqual(['Support', '24 h']);
    const layout = blocksOf('<table><tr><td><table><tr><td>a<td>b</table><td><p>Words</p></table>');
    expect(layout.find((block) => block.text === 'Words')?.kind).toBe('text');
  });
});

describe('furniture', () => {
  test('landmarks are furniture, what is said in main is not', () => {
    const page = `<header><a href=/>Home</a></header><nav><a href=/a>A</a></nav>
      <main><header><p>Intro</p></header><p>$20</p><footer>Valid today</footer></main>
      <div role=contentinfo>© 2026 Shop</div><aside>Read also</aside>`;
    expect(contentOf(page)).toEqual(['Intro', '$20', 'Valid today']);
    expect(textsOf(page)).toContain('© 2026 Shop');
  });

  test('a cookie dialog is furniture by its words and buttons, a cookie policy is not', () => {
    const policy = `<div class="cookie-policy"><h1>Cookie policy</h1><p>${long}</p><p>We set 3 cookies.</p></div>`;
    const dialog =
      '<div><p>We use cookies to make this site better for you and us.</p><button>Accept</button><button>Reject</button></div>';
    const content = contentOf(policy + dialog);
    expect(content).toContain('We set 3 cookies.');
    expect(content).not.toContain('Accept');
    expect(read(policy + dialog).signals.consentChars).toBeGreaterThan(50);
  });

  test('a cookie dialog is furniture as a whole, not only its buttons', () => {
    const dialog = `<div role="dialog" aria-label="Cookie notice"><button>Close</button><p>Some cookies stay on.</p>
      <div class="cookie-buttons"><button>Accept</button><button>Reject</button></div></div>`;
    expect(contentOf(`<h1>Terms</h1><p>${long}</p><p>${long}</p>${dialog}`)).toEqual([
      'Terms',
      long.trim(),
      long.trim(),
    ]);
  });

  test('link lists before the text and in the closing part with the copyright are furniture', () => {
    const menu = '<div><a href=/1>Products</a> <a href=/2>Company</a> <a href=/3>Press</a></div>';
    const closing =
      '<div><a href=/4>Imprint</a> <a href=/5>Terms</a> <a href=/6>Contact</a></div><p>© 2026 Shop Ltd</p>';
    expect(contentOf(`${menu}<h1>Terms</h1><p>${long}</p>${closing}`)).toEqual(['Terms', long.trim()]);
  });

  test('a list of links that is the page itself is content, also with prices', () => {
    const jobs = ['Engineer', 'Designer', 'Writer']
      .map((job) => `<li><a href="/${job}">${job}</a></li>`)
      .join('');
    expect(contentOf(`<h1>Jobs</h1><ul>${jobs}</ul>`)).toEqual(['Jobs', 'Engineer', 'Designer', 'Writer']);
    const shop =
      '<ul><li><a href=/1>Lamp $20</a><li><a href=/2>Chair $40</a><li><a href=/3>Desk $90</a></ul><h1>Shop</h1>';
    expect(contentOf(shop)).toContain('Lamp $20');
  });

  test('a wrapper that calls itself a menu does not silence the page', () => {
    expect(contentOf(`<div class="menu-page nav"><h1>Menu</h1><p>Soup $7</p></div>`)).toEqual([
      'Menu',
      'Soup $7',
    ]);
    expect(contentOf(`<header><h1>Pricing</h1><p>From $20</p></header>`)).toEqual(['Pricing', 'From $20']);
  });
});

describe('what the page says about itself', () => {
  test('title, language, canonical address, feeds and links', () => {
    const { extraction } = read(`<html lang="de-DE"><head><base href="/de/"><title> Preise\n2026</title>
      <link rel=canonical href="/preise"><link rel="alternate" type="application/rss+xml" href="feed.xml">
      </head><body><svg><title>Logo</title></svg><a href="a#x">A</a><a href="a">A again</a><a href="mailto:x@y.example">M</a>
      <a href="javascript:void 0">J</a><a href="//cdn.example/b">B</a></body></html>`);
    expect(extraction).toMatchObject({
      title: 'Preise 2026',
      language: 'de-de',
      canonicalUrl: 'https://shop.example/preise',
      feeds: ['https://shop.example/de/feed.xml'],
      links: [
        { url: 'https://shop.example/de/a', text: 'A' },
        { url: 'https://cdn.example/b', text: 'B' },
      ],
    });
  });

  test('at most 500 links, each once', () => {
    const page = Array.from(
      { length: 700 },
      (_, i) => `<p><a href="/${i}">${i}</a> <a href="/${i}">x</a>`,
    ).join('');
    expect(read(page).extraction.links).toHaveLength(500);
  });

  test('price and availability in structured data are facts beside the text', () => {
    const data = {
      '@graph': [
        {
          '@type': ['Product'],
          name: 'Lamp',
          offers: [
            {
              '@type': 'Offer',
              price: 20,
              priceCurrency: 'EUR',
              availability: 'https://schema.org/OutOfStock',
            },
          ],
        },
      ],
    };
    const blocks = blocksOf(
      `<p>In stock</p><script type="application/ld+json">${JSON.stringify(data)}</script><script type="application/ld+json">{broken</script>`,
    );
    expect(blocks.map(({ kind, label, text }) => [kind, label, text])).toEqual([
      ['text', undefined, 'In stock'],
      ['pair', 'structured data › Lamp › price', '20 EUR'],
      ['pair', 'structured data › Lamp › availability', 'Out of stock'],
    ]);
  });

  test('signals: passwords, scripts, noscript, refresh, an element left empty for scripts', () => {
    const { signals } =
      read(`<head><meta http-equiv=Refresh content="0; url='/new'"></head><body><div id="app"></div>
      <script src=a.js></script><script type="application/json">{}</script><noscript>Turn it on</noscript><input type=password></body>`);
    expect(signals).toMatchObject({
      passwordInputs: 1,
      scriptCount: 1,
      noscriptText: 'Turn it on',
      refreshTo: 'https://shop.example/new',
      emptyMount: true,
      textChars: 0,
    });
  });
});

describe('hostile pages stay cheap', () => {
  test('15 MB of head before a tiny body', () => {
    const head = '<meta name="a" content="bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb">'.repeat(
      40_000,
    );
    const script = `<script>${'var a = "<p>leak</p>";\n'.repeat(520_000)}</script>`;
    expect(textsOf(`<html><head>${head}${script}</head><body><p>Tiny</p></body></html>`)).toEqual(['Tiny']);
  }, 20_000);

  test('elements nested deeper than any stack are still read', () => {
    expect(textsOf(`${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`)).toEqual(['deep']);
  });

  test('the same page gives the same blocks', () => {
    const page = `<nav><a href=/>x</a></nav><h1>T</h1><p>${long}</p>`;
    expect(read(page)).toEqual(read(page));
  });
});
