import { load } from 'cheerio/slim';

/** The parser's nodes, reduced to what the extractor reads. */
export interface DomNode {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: DomNode[];
  parent?: DomNode | null;
  prev?: DomNode | null;
  next?: DomNode | null;
}

export interface DomElement extends DomNode {
  name: string;
  attribs: Record<string, string>;
  children: DomNode[];
}

/** Parses HTML with htmlparser2: forgiving, no scripts run, no network. */
export function parseHtml(html: string): DomNode[] {
  const root: { children: DomNode[] } | undefined = load(html).root()[0];
  return root?.children ?? [];
}

export const isElement = (node: DomNode): node is DomElement =>
  node.name !== undefined && node.attribs !== undefined;

/** Elements that flow with the text around them; every other element starts and ends a block. */
export const inlineElements: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math mi mn mo mrow msup msub ' +
    'nobr output q rp rt ruby s samp slot small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** Elements whose content no reader sees as text. */
export const silentElements: ReadonlySet<string> = new Set(
  (
    'script style noscript template svg iframe object embed canvas audio video map noframes ' +
    'frameset datalist progress meter param source track colgroup'
  ).split(' '),
);

/** True when a descendant has one of the names. Iterative: a page may nest as deep as it likes. */
export function containsElement(root: DomElement, names: ReadonlySet<string>): boolean {
  const waiting: DomNode[] = [...root.children];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (names.has(node.name)) return true;
    for (const child of node.children) waiting.push(child);
  }
  return false;
}

/** All text below a node, unfolded, scripts and their like left out. */
export function rawText(root: DomNode): string {
  let text = '';
  const waiting: DomNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'text') text += node.data ?? '';
    else if (node.children && !(node.name && silentElements.has(node.name))) {
      for (let i = node.children.length - 1; i >= 0; i -= 1) {
        const child = node.children[i];
        if (child) waiting.push(child);
      }
      if (node.name && !inlineElements.has(node.name)) text += ' ';
    }
  }
  return text;
}

const namesOfMain: ReadonlySet<string> = new Set(['main', 'article', 'h1']);
const hidingStyle = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** Whether the element is taken out of sight by its own attributes (style sheets are not read). */
export function isHidden(element: DomElement): boolean {
  const { name, attribs } = element;
  if (name === 'html' || name === 'body' || name === 'main') return false;
  if (name === 'dialog' && attribs.open === undefined) return true;
  // React streams late parts of a page into hidden containers with ids S:0, S:1, …; a script then shows them.
  if (attribs.hidden !== undefined && attribs.hidden !== 'until-found') return !attribs.id?.startsWith('S:');
  if (attribs.style !== undefined && hidingStyle.test(attribs.style)) return true;
  // A script that opens a dialog hides the whole page behind it from screen readers: that page is still read.
  return attribs['aria-hidden'] === 'true' && !containsElement(element, namesOfMain);
}
