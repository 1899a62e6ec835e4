/** The attributes the extractor reads; the others, most of a page's bytes, are not kept. */
const attributeNames = [
  'alt',
  'aria-hidden',
  'aria-label',
  'aria-level',
  'aria-modal',
  'class',
  'colspan',
  'content',
  'data-cfemail',
  'hidden',
  'href',
  'http-equiv',
  'id',
  'lang',
  'open',
  'rel',
  'role',
  'rowspan',
  'style',
  'title',
  'type',
  'value',
  'xml:lang',
] as const;
export type AttributeName = (typeof attributeNames)[number];
type Attributes = { [name in AttributeName]?: string };

const readNames: ReadonlySet<string> = new Set(attributeNames);
export const isRead = (name: string): name is AttributeName => readNames.has(name);

/** A text or an element. Parents and neighbours are known, so that one can look around without searching. */
export interface DomNode {
  type: 'text' | 'tag';
  data: string;
  parent: DomElement | undefined;
  prev: DomNode | undefined;
  next: DomNode | undefined;
}

export interface DomElement extends DomNode {
  name: string;
  attribs: Attributes;
  children: DomNode[];
  /** What stands somewhere inside: bits of `contents`. */
  holds: number;
}

export const isElement = (node: DomNode): node is DomElement => node.type === 'tag';

/** Groups of elements one may ask for below another; each is one bit, noted while the page is parsed. */
export const contents = { main: 1, block: 2, layout: 4, heading: 8 } as const;

const contentsOf: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  const note = (names: string, bit: number) => {
    for (const name of names.split(' ')) bits.set(name, (bits.get(name) ?? 0) | bit);
  };
  note('main article h1', contents.main);
  note('div p ul ol li table section article h1 h2 h3 h4 h5 h6', contents.block);
  note('table form section article nav', contents.layout);
  note('h1 h2 h3', contents.heading);
  return bits;
})();

export const rootElement = (): DomElement => elementOf('', undefined);

const elementOf = (name: string, parent: DomElement | undefined): DomElement => ({
  type: 'tag',
  data: '',
  parent,
  prev: undefined,
  next: undefined,
  name,
  attribs: {},
  children: [],
  holds: 0,
});

/** Adds an element at the end of `parent` and notes it in all that hold it: each notes a kind once, so this stays linear. */
export function appendElement(parent: DomElement, name: string): DomElement {
  const element = elementOf(name, parent);
  append(parent, element);
  const bits = contentsOf.get(name);
  if (bits !== undefined) {
    for (let up: DomElement | undefined = parent; up && (up.holds & bits) !== bits; up = up.parent)
      up.holds |= bits;
  }
  return element;
}

/** Adds text at the end of `parent`, to the text that stands there already. */
export function appendText(parent: DomElement, data: string): void {
  const last = parent.children[parent.children.length - 1];
  if (last?.type === 'text') last.data += data;
  else append(parent, { type: 'text', data, parent, prev: undefined, next: undefined });
}

function append(parent: DomElement, node: DomNode): void {
  const last = parent.children[parent.children.length - 1];
  if (last) {
    last.next = node;
    node.prev = last;
  }
  parent.children.push(node);
}

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

/** Text below a node, unfolded, scripts and their like left out; with `enough`, at least so many characters of it. */
export function rawText(root: DomNode, enough = Number.POSITIVE_INFINITY): string {
  let text = '';
  const waiting: DomNode[] = [root];
  for (let node = waiting.pop(); node && text.length < enough; node = waiting.pop()) {
    if (!isElement(node)) text += node.data;
    else if (!silentElements.has(node.name)) {
      for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] as DomNode);
      if (!inlineElements.has(node.name)) text += ' ';
    }
  }
  return text;
}

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
  return attribs['aria-hidden'] === 'true' && (element.holds & contents.main) === 0;
}
