import { Parser } from 'htmlparser2';
import { appendElement, appendText, type DomElement, type DomNode, isRead, rootElement } from './dom.ts';

/** Elements deeper than this are read as if they stood beside their parents, as browsers do. */
const deepest = 512;

/**
 * htmlparser2's time grows with the square of the depth, and a page of a megabyte can nest two hundred thousand
 * elements: those too deep are told to it as elements without content.
 */
class ShallowParser extends Parser {
  depth = 0;
  private isTooDeep = false;

  override onopentagname(start: number, end: number): void {
    this.isTooDeep = this.depth >= deepest;
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.isTooDeep = false;
    super.onclosetag(start, end);
  }

  override isVoidElement(name: string): boolean {
    return this.isTooDeep || super.isVoidElement(name);
  }
}

/** Parses HTML with htmlparser2: forgiving, no scripts run, no network. In linear time, whatever the text. */
export function parseHtml(html: string): DomNode[] {
  const root = rootElement();
  const open: DomElement[] = [root];
  let innermost = root;
  const parser = new ShallowParser({
    onopentagname: (name) => {
      innermost = appendElement(innermost, name);
      open.push(innermost);
      parser.depth = open.length;
    },
    onattribute: (name, value) => {
      if (isRead(name)) innermost.attribs[name] ??= value;
    },
    onclosetag: () => {
      open.pop();
      innermost = open[open.length - 1] ?? root;
      parser.depth = open.length;
    },
    ontext: (data) => appendText(innermost, data),
  });
  parser.end(html);
  return root.children;
}
