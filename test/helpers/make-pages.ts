import fc from 'fast-check';

/** A document as its writer thinks of it; how it looks is a `Look`. */
export interface Document {
  title: string;
  sections: { heading: string; paragraphs: string[][]; items: string[]; rows: [string, string][] }[];
}

/** How a page prints a document: everything a redesign may change without changing a word. */
export interface Look {
  paragraph: 'p' | 'div' | 'P';
  wrappers: number;
  attributes: string;
  space: ' ' | '\n   ' | '  ';
  comments: boolean;
  scripts: string;
  inline: 'none' | 'b' | 'span';
  typography: 'plain' | 'curly' | 'entities' | 'nbsp' | 'hyphens';
  chunks: 'one' | 'sentences' | 'joined';
  menu: string[];
  footer: string;
}

const subjects = [
  'The customer',
  'Our company',
  'A reseller',
  'The auditor',
  'Each partner',
  'Your employer',
];
const verbs = ['stores', 'deletes', 'reviews', 'transfers', 'encrypts', 'reports'];
const objects = ['invoices', 'backups', 'addresses', 'recordings', 'contracts', 'messages', 'photos'];
const places = ['in Norway', 'for the board', 'with "care"', "at the bank's office", 'on request', 'by post'];

/** Sentences that are all different, told by their number. */
const sentenceOf = ([subject, verb, object, place]: [string, string, string, string], index: number) =>
  `${subject} ${verb} ${object} ${place} within ${index * 7 + 13} days.`;
const parts = fc.tuple(
  fc.constantFrom(...subjects),
  fc.constantFrom(...verbs),
  fc.constantFrom(...objects),
  fc.constantFrom(...places),
);

/** Documents of two to four sections with paragraphs, a list and a table of prices. */
export const documents: fc.Arbitrary<Document> = fc
  .record({
    parts: fc.array(parts, { minLength: 18, maxLength: 40 }),
    sections: fc.integer({ min: 2, max: 4 }),
    rows: fc.array(fc.integer({ min: 5, max: 900 }), { minLength: 2, maxLength: 5 }),
  })
  .map(({ parts: all, sections, rows }) => {
    const sentences = all.map(sentenceOf);
    const each = Math.floor(sentences.length / sections);
    return {
      title: 'Terms of Service',
      sections: Array.from({ length: sections }, (_, index) => {
        const own = sentences.slice(index * each, (index + 1) * each);
        return {
          heading: `${['Scope', 'Storage', 'Fees', 'Liability'][index]} of these terms`,
          paragraphs: [own.slice(0, 2), own.slice(2, each - 3)].filter((list) => list.length > 0),
          items: own.slice(-3).map((text) => `${text.slice(0, -1)} (entry)`),
          rows: index === 0 ? rows.map((price, row) => [`Plan ${'ABCDE'[row]}`, `$${price}`]) : [],
        };
      }),
    };
  });

export const looks: fc.Arbitrary<Look> = fc.record({
  paragraph: fc.constantFrom('p', 'div', 'P'),
  wrappers: fc.integer({ min: 0, max: 3 }),
  attributes: fc.constantFrom(
    '',
    ' class="css-1x2y3z" data-v="81"',
    ' id=a1b2 style="color:red" aria-hidden=false',
  ),
  space: fc.constantFrom(' ', '\n   ', '  '),
  comments: fc.boolean(),
  scripts: fc.constantFrom(
    '',
    '<script>window.__state={"terms":"may not <p>"}</script>',
    '<style>p{a:b}</style>',
  ),
  inline: fc.constantFrom('none', 'b', 'span'),
  typography: fc.constantFrom('plain', 'curly', 'entities', 'nbsp', 'hyphens'),
  chunks: fc.constantFrom('one', 'sentences', 'joined'),
  menu: fc.subarray(['Home', 'Pricing', 'Blog', 'Careers', 'Sign in', 'Contact'], { minLength: 2 }),
  footer: fc.constantFrom('© 2025 Acme', '© 2026 Acme · All rights reserved', 'Acme, 12 Main Street'),
});

const dressed: Record<Look['typography'], (text: string) => string> = {
  plain: (text) => text,
  curly: (text) => text.replace(/"([^"]*)"/g, '“$1”').replaceAll("'", '’'),
  entities: (text) => text.replace(/[aeo$"']/g, (letter) => `&#${letter.codePointAt(0)};`),
  nbsp: (text) => text.replace(/ (?=\d)/g, '&nbsp;'),
  hyphens: (text) => text.replace(/(\p{L}{4})(?=\p{L}{3})/gu, '$1&shy;'),
};

/** The page: the document in this look, between a menu and a footer. */
export function printPage(document: Document, look: Look): string {
  const { paragraph, attributes, comments } = look;
  const words = (text: string) => {
    const cut = text.indexOf(' ', 8);
    const spaced = dressed[look.typography](text).replaceAll(' ', look.space);
    if (look.inline === 'none' || look.typography !== 'plain' || cut < 0) return spaced;
    return `<${look.inline}${attributes}>${text.slice(0, cut)}</${look.inline}>${text.slice(cut)}`;
  };
  const block = (tag: string, text: string) =>
    `${comments ? '<!-- $5 off -->' : ''}<${tag}${attributes}>${look.space}${words(text)}</${tag}>`;
  const main = document.sections.map(({ heading, paragraphs, items, rows }) => {
    const chunks =
      look.chunks === 'sentences'
        ? paragraphs.flat()
        : look.chunks === 'joined'
          ? [paragraphs.flat().join(' ')]
          : paragraphs.map((sentences) => sentences.join(' '));
    const table = rows.map(([name, price]) => `<tr><th>${name}</th>${block('td', price)}</tr>`);
    return [
      block('h2', heading),
      ...chunks.map((text) => block(paragraph, text)),
      `<ul>${items.map((item) => block('li', item)).join('')}</ul>`,
      table.length > 0 ? `<table><tr><th>Plan</th><th>Price</th></tr>${table.join('')}</table>` : '',
    ].join(look.space);
  });
  const inner = `<h1>${document.title}</h1>${main.join('\n')}`;
  const wrapped = Array.from({ length: look.wrappers }).reduce<string>(
    (html) => `<div${attributes}>${html}</div>`,
    inner,
  );
  return `<!doctype html><html lang=en><head><title>${document.title}</title>${look.scripts}</head><body>
<nav><ul>${look.menu.map((entry) => `<li><a href="/${entry}">${entry}</a></li>`).join('')}</ul></nav>
<main>${wrapped}</main>${look.scripts}<footer><p>${look.footer}</p></footer></body></html>`;
}
