import { describe, expect, test } from 'vitest';
import { extractHtml } from './extract-html.ts';

const address = 'https://shop.example/terms';
const contentOf = (html: string) =>
  extractHtml(html, address, html.length)
    .extraction.blocks.filter((block) => !block.furniture)
    .map((block) => block.text);
const furnitureOf = (html: string) =>
  extractHtml(html, address, html.length)
    .extraction.blocks.filter((block) => block.furniture)
    .map((block) => block.text);

const clause = (topic: string) =>
  `<p>The provider may change the rules about ${topic} and tells every customer by letter at least thirty days before they apply to them.</p>`;
const topics =
  'fees refunds storage access support deletion liability payment renewal notices disputes transfers'.split(
    ' ',
  );
const terms = topics
  .map(
    (topic, at) =>
      `<div><h2>${at + 1}. ${topic}</h2>${clause(topic)}${clause(`late ${topic}`)}${clause(`early ${topic}`)}</div>`,
  )
  .join('');
const links = (...names: string[]) =>
  names.map((name) => `<a href="/${name.toLowerCase()}">${name}</a>`).join('\n');
const columns = (...names: string[]) =>
  names.map((name) => `<div><a href="/${name.toLowerCase()}">${name}</a></div>`).join('');

/** A page without a single name, role or class that says what is what. */
const bare = ({ above = '', head = '<h1>Terms</h1>', text = terms, below = '' } = {}) =>
  `<body><div>${above}<div>${head}<div>${text}</div></div>${below}</div></body>`;

describe('around a text without any mark of what is what', () => {
  test('menus, bars and boxes above the title and below the text are furniture, whatever they say', () => {
    const page = bare({
      above: `<div>Winter sale: save $20 on everything <a href="/sale">Shop now</a></div>
        <div>${columns('Products', 'Company', 'Press')}<div><h3>Solutions</h3>${columns('Teams', 'Schools')}</div></div>`,
      below: `<div><h3>Get started today</h3><div>200,000 people use it</div><a href="/signup">Sign up</a></div>
        <div>${columns('About', 'Careers', 'Imprint')}<div>© 2026 Shop Ltd</div></div><div>We set cookies. <button>Fine</button></div>`,
    });
    expect(contentOf(page)).toEqual(contentOf(bare()));
    expect(furnitureOf(page)).toContain('Get started today');
  });

  test('a date, a subtitle and an address beside the text are the page’s matter', () => {
    const page = bare({
      head: '<h1>Terms</h1><div>Last updated: 3 March 2026</div><div>For customers in Europe</div>',
      below: `<div><h2>Contact</h2><div>Shop Ltd, 1 Main Street</div><div>Call +49 30 1234567</div></div>
        <div>${columns('About', 'Careers', 'Imprint')}<div>© 2026 Shop Ltd</div></div>`,
    });
    expect(contentOf(page)).toEqual(
      expect.arrayContaining([
        'Last updated: 3 March 2026',
        'For customers in Europe',
        'Shop Ltd, 1 Main Street',
      ]),
    );
    expect(furnitureOf(page)).not.toContain('Call +49 30 1234567');
  });

  test('the last short lines of the text stay, also a list of links with words of its own', () => {
    const last =
      '<div><p>See the licence of the map data: <a href="https://maps.example/l">maps.example</a></p><p>Thank you.</p></div>';
    const page = bare({
      text: terms + last,
      below: `<div>${columns('About', 'Careers', 'Imprint')}© 2026 Shop</div>`,
    });
    expect(contentOf(page)).toContain('See the licence of the map data: maps.example');
    expect(contentOf(page)).toContain('Thank you.');
  });

  test('the list of documents beside the text is furniture: it leads to this very page', () => {
    const aside = `<div>${columns('Privacy', 'Terms', 'Imprint', 'Licences')}</div>`;
    const page = `<body><div><h1>Legal</h1><div>${aside}<div><h2>Terms</h2>${terms}</div></div></div></body>`;
    expect(furnitureOf(page)).toEqual(['Privacy', 'Terms', 'Imprint', 'Licences']);
  });

  test('a table of contents is furniture, as it only repeats the headings', () => {
    const contents = topics.map((topic) => `<li><a href="#${topic}">${topic}</a></li>`).join('');
    const page = bare({ head: `<h1>Terms</h1><ul>${contents}</ul>` });
    expect(furnitureOf(page)).toEqual(topics);
  });

  test('links to places on the page that say more than its headings are the page’s matter', () => {
    const cards =
      '<ul><li><a href="#a">Be kind to others</a></li><li><a href="#b">Be true to yourself</a></li><li><a href="#c">Be on time</a></li></ul>';
    expect(furnitureOf(bare({ head: `<h1>Rules</h1>${cards}` }))).toEqual([]);
  });
});

describe('pages that are not made of running text', () => {
  const prose = topics.slice(0, 8).map(clause).join('');

  test('prices in boxes above a long list of answers', () => {
    const box = (plan: string, price: string) =>
      `<div><h3>${plan}</h3><div>${price}</div><div>5 seats</div><a href="/buy">Buy</a></div>`;
    const page = `<body><div><h1>Pricing</h1><div>${box('Free', '$0')}${box('Pro', '$20')}${box('Team', '$50')}</div>
      <div><h2>Questions</h2>${prose}</div></div></body>`;
    expect(furnitureOf(page)).toEqual([]);
    const untitled = page.replaceAll('h1>', 'h2>');
    expect(contentOf(untitled)).toEqual(expect.arrayContaining(['$20', '5 seats', '$50']));
  });

  test.each([
    ['in main', (list: string) => `<main><h1>Jobs</h1><div>${prose}</div><ul>${list}</ul></main>`],
    ['without any mark', (list: string) => `<div><h1>Jobs</h1><div>${prose}</div><ul>${list}</ul></div>`],
    [
      'before the words about the firm',
      (list: string) => `<div><h1>Jobs</h1><ul>${list}</ul><div><h2>Us</h2>${prose}</div></div>`,
    ],
    [
      'on a page without a title',
      (list: string) => `<div><h2>Jobs</h2><ul>${list}</ul></div><div><h2>Us</h2>${prose}</div>`,
    ],
  ])('open positions are the page, though they are only links: %s', (_, pageOf) => {
    const jobs = ['Engineer', 'Designer', 'Writer', 'Lawyer'];
    const list = jobs.map((job) => `<li><a href="/jobs/${job}">${job}, Berlin</a></li>`).join('');
    const closing = `<div>${columns('About', 'Press', 'Imprint')}<div>© 2026 Shop</div></div>`;
    const content = contentOf(`<body>${pageOf(list)}${closing}</body>`);
    expect(content).toEqual(expect.arrayContaining(jobs.map((job) => `${job}, Berlin`)));
    expect(content).not.toContain('Press');
  });

  test('the state of services and the notes of releases', () => {
    const status = ['API', 'Website', 'Mail']
      .map((name) => `<div><span>${name}</span> <span>Operational</span></div>`)
      .join('');
    expect(
      furnitureOf(
        `<body><div><h1>Status</h1><div>${status}</div><div><h2>Past incidents</h2>${prose}</div></div></body>`,
      ),
    ).toEqual([]);
    const notes = ['2.1', '2.0', '1.9']
      .map(
        (number) => `<div><h2>${number}</h2><ul><li>Faster start<li>Fixed <a href="/i/1">#1</a></ul></div>`,
      )
      .join('');
    expect(furnitureOf(`<body><div><h1>Releases</h1>${notes}</div></body>`)).toEqual([]);
  });

  test('a product with its price beside the title and its words below', () => {
    const page = `<body><div>${links('Home', 'Lamps', 'Desks')}</div><div><h1>Lamp</h1><div>$20</div><div>In stock <button>Add to cart</button></div>
      <div>${prose}</div><div><h3>Size</h3><dl><dt>Height<dd>40 cm</dl></div></div></body>`;
    expect(contentOf(page)).toEqual(expect.arrayContaining(['$20', 'In stock', '40 cm']));
  });
});

describe('where the text stands in an unlikely place', () => {
  test.each([
    ['in a form', `<form><h1>Terms</h1>${terms}<button>I agree</button></form>`],
    ['in an open dialog', `<dialog open><h1>Terms</h1>${terms}</dialog>`],
    [
      'in an element called modal',
      `<div>${links('Home', 'Shop', 'Help')}</div><div class="modal fade"><h2>Terms</h2>${terms}</div>`,
    ],
    ['in an aside', `<aside><h2>Terms</h2>${terms}</aside>`],
    [
      'in an element called cookie policy',
      `<div class="cookie-policy"><h2>Cookies</h2>${terms}<p>Write to <a href="mailto:a@b.example">us</a></p></div>`,
    ],
    [
      'in a layout table',
      `<table><tr><td width=150>${links('Home', 'Shop', 'Help')}<td><font size=2><h1>Terms</h1>${terms}</font></table>`,
    ],
    ['between line breaks', `<h1>Terms</h1>${terms.replace(/<\/?(?:p|div|h2)>/g, '<br><br>')}`],
    [
      'in panels that open on a click',
      `<h1>Terms</h1>${terms.replaceAll('<div>', '<details><summary>More</summary>').replaceAll('</div>', '</details>')}`,
    ],
    [
      'in panels marked as hidden from readers',
      `<main><h1>Terms</h1><div role="tabpanel">${terms}</div></main>`,
    ],
  ])('it is the page: %s', (_, body) => {
    const content = contentOf(`<body>${body}</body>`).join('\n');
    for (const topic of topics) expect(content).toContain(`the rules about ${topic} and`);
  });

  test.each([
    [
      'Japanese',
      'プライバシーポリシー',
      '当社はお客様の個人情報を取り扱う際に関係法令を遵守し適切に管理いたします。変更がある場合は三十日前までに通知します。',
    ],
    [
      'Arabic',
      'سياسة الخصوصية',
      'نقوم بمعالجة بياناتك الشخصية وفقا للقانون ونخطرك بأي تغيير قبل ثلاثين يوما من سريانه على الأقل.',
    ],
    [
      'German',
      'Datenschutzerklärung',
      'Wir verarbeiten Ihre Daten nur nach dem Gesetz und teilen Ihnen Änderungen mindestens dreißig Tage vorher mit.',
    ],
  ])('in any language: %s', (_, title, sentence) => {
    const text = Array.from({ length: 14 }, (_, at) => `<p>${at + 1}. ${sentence}</p>`).join('');
    const page = bare({
      above: `<div>${columns('一', '二', '三')}</div>`,
      head: `<h1>${title}</h1>`,
      text,
      below: `<div>${columns('四', '五', '六')}<div>© 2026</div></div>`,
    });
    expect(contentOf(page)[0]).toBe(title);
    expect(contentOf(page)).toHaveLength(15);
  });
});
