import {
  contents,
  type DomElement,
  type DomNode,
  inlineElements,
  isElement,
  isHidden,
  rawText,
  silentElements,
} from './dom.ts';
import { foldText } from './fold-text.ts';
import { furnitureRole, spanOf } from './judge-furniture.ts';
import { type Region, regionOf } from './outline.ts';
import { readHeadElement } from './read-head.ts';
import { readDefinitions, readTable } from './read-table.ts';
import type { Tally } from './tally.ts';
import { appendTo, textOf } from './text-buffer.ts';
import {
  clearBuffer,
  emit,
  emitHeading,
  flush,
  limits,
  resolveUrl,
  roleOf,
  type WalkState,
} from './walk-state.ts';

/** Reads the nodes in document order into `state`. */
export function walk(nodes: readonly DomNode[], state: WalkState, depth = 0): void {
  for (const node of nodes) {
    if (isElement(node)) walkElement(node, state, depth);
    else appendText(state, node.data);
  }
}

function appendText(state: WalkState, data: string): void {
  if (state.buffer.tail === '' && data.trim() === '') return;
  appendTo(state.buffer, data);
}

function walkElement(element: DomElement, state: WalkState, depth: number): void {
  const { name } = element;
  if (depth > limits.depth) {
    // Deeper than any real page: its text is still read, its structure is not.
    appendText(state, rawText(element));
    return;
  }
  if (name === 'script' || name === 'noscript' || silentElements.has(name)) {
    readHeadElement(element, state);
    return;
  }
  if (isHidden(element)) return;
  if (inlineElements.has(name)) {
    walkInline(element, state, depth);
    return;
  }
  walkBlock(element, state, depth);
}

function walkInline(element: DomElement, state: WalkState, depth: number): void {
  if (needsGap(element, state)) appendTo(state.buffer, ' ');
  if (element.attribs['data-cfemail'] !== undefined)
    appendTo(state.buffer, decodeProtectedEmail(element.attribs['data-cfemail']));
  else if (element.name === 'a') walkLink(element, state, depth);
  else if (element.name === 'wbr') appendTo(state.buffer, '\u200b');
  else walk(element.children, state, depth + 1);
}

/** Cloudflare writes addresses as hex, each byte XORed with the first, the first chosen anew on every fetch. */
function decodeProtectedEmail(hex: string): string {
  const bytes = /^(?:[\da-f]{2}){4,200}$/i.test(hex) ? Buffer.from(hex, 'hex') : Buffer.alloc(0);
  return Buffer.from(bytes.subarray(1).map((byte) => byte ^ (bytes[0] ?? 0))).toString('utf8');
}

/** Links without a space between them, and "20" next to "per month", are drawn apart by style sheets. */
function needsGap(element: DomElement, state: WalkState): boolean {
  const before = element.prev;
  if (!before || !isElement(before) || state.buffer.tail === '') return false;
  if (element.name === 'a' && before.name === 'a') return true;
  if (/^(?:ins|del|s|strike)$/.test(before.name)) return true;
  if (element.name === 'sup' || element.name === 'sub' || before.name === 'sup') return false;
  const left = state.buffer.tail;
  const right = rawText(element, 2);
  // "API" beside "Operational": two words, while "A" beside "PI" is one with a large first letter.
  if (/\p{Lu}{2}$/u.test(left)) return /^\p{Lu}\p{Ll}/u.test(right);
  if (!/[\d\p{Ll}]$/u.test(left)) return false;
  return /\d$/.test(left) ? /^\p{L}/u.test(right) : /^\p{Lu}/u.test(right);
}

function walkLink(element: DomElement, state: WalkState, depth: number): void {
  const { href } = element.attribs;
  const isWithinPage = href?.startsWith('#') === true;
  const url = href === undefined || isWithinPage ? undefined : resolveUrl(state, href);
  const from = state.buffer.pieces.length;
  const firstBlock = state.blocks.length;
  const charsBefore = state.seen.chars;
  walk(element.children, state, depth + 1);
  const wasSplit = state.blocks.length > firstBlock;
  const own = textOf(state.buffer, wasSplit ? 0 : from);
  const length = own.trim().length;
  if (href !== undefined) {
    state.seen.links += 1;
    state.seen.linkChars += length + (state.seen.chars - charsBefore);
    if (state.joining === 0) {
      state.bufferLinkChars += length;
      if (isWithinPage) state.bufferFragmentChars += length;
    }
  }
  if (wasSplit && href !== undefined) {
    for (let at = firstBlock; at < state.blocks.length; at += 1) {
      state.linked[at] = state.blocks[at]?.text.length ?? 0;
      if (isWithinPage) state.fragments.add(at);
    }
  }
  if (url === undefined) return;
  state.bufferHref ??= length > 0 ? url : undefined;
  if (wasSplit) for (const block of state.blocks.slice(firstBlock)) block.href ??= url;
  noteLink(state, url, () =>
    foldText(
      [...state.blocks.slice(firstBlock, firstBlock + 50).map((block) => block.text), own].join(' ') ||
        (element.attribs['aria-label'] ?? element.attribs.title ?? ''),
    ),
  );
}

function noteLink(state: WalkState, url: string, textOf: () => string): void {
  const fragment = url.indexOf('#');
  const address = fragment < 0 ? url : url.slice(0, fragment);
  const known = state.links.get(address);
  if (known) return;
  if (known === undefined && state.links.size >= limits.links) return;
  const text = textOf();
  if (known === undefined || text !== '') state.links.set(address, text.slice(0, 300).toWellFormed());
}

function walkBlock(element: DomElement, state: WalkState, depth: number): void {
  const { name } = element;
  switch (name) {
    case 'br':
    case 'hr':
      flush(state);
      return;
    case 'img':
    case 'input':
      readImageOrInput(element, state);
      return;
    case 'title':
    case 'meta':
    case 'link':
    case 'base':
      readHeadElement(element, state);
      return;
    case 'html':
      state.language ??= element.attribs.lang?.trim() || element.attribs['xml:lang']?.trim() || undefined;
      walk(element.children, state, depth + 1);
      return;
    case 'head':
      walk(element.children, state, depth + 1);
      clearBuffer(state);
      return;
    case 'pre':
      readPreformatted(element, state, depth);
      return;
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      readHeading(element, state, depth, Number(name[1]));
      return;
  }
  if (isPhraseWithinText(element)) {
    walk(element.children, state, depth + 1);
    return;
  }
  flush(state);
  if (element.attribs.role === 'heading') {
    readHeading(element, state, depth, Math.min(Math.max(Number(element.attribs['aria-level']) || 2, 1), 6));
    return;
  }
  walkContainer(element, state, depth);
  flush(state);
}

/** A custom element is drawn in the line when it stands in running text (`in <x-price>$20</x-price> a month`). */
function isPhraseWithinText(element: DomElement): boolean {
  if (!element.name.includes('-')) return false;
  const isText = (node: DomNode | null | undefined) =>
    node?.type === 'text' && (node.data ?? '').trim() !== '';
  return (isText(element.prev) || isText(element.next)) && (element.holds & contents.block) === 0;
}

function walkContainer(element: DomElement, state: WalkState, depth: number): void {
  const { name } = element;
  const { kind, path, levels } = state;
  if (name === 'p' || name === 'option') {
    walk(element.children, state, depth + 1);
    return;
  }
  const before: Tally = { ...state.seen };
  const start = state.blocks.length;
  const isMain = name === 'main' || name === 'article' || roleOf(element) === 'main';
  const role = furnitureRole(element, state.inMain > 0);
  const siblings = state.regions;
  const inside: Region[] = [];
  if (name !== 'li') state.regions = inside;
  if (name === 'li' || name === 'option') state.kind = 'item';
  else if (name === 'button' || roleOf(element) === 'button') state.seen.buttons += 1;
  if (isMain) state.inMain += 1;
  if (name === 'table') readTable(element, state, (nodes) => walk(nodes, state, depth + 1));
  else if (name === 'dl') readDefinitions(element, state, (nodes) => walk(nodes, state, depth + 1));
  else walk(element.children, state, depth + 1);
  flush(state);
  if (isMain) {
    state.inMain -= 1;
    state.seen.mains += 1;
  }
  state.kind = kind;
  noteMount(element, state, start);
  state.regions = siblings;
  if (name === 'li' || state.joining > 0) return;
  const gained = difference(state.seen, before);
  if (state.blocks.length > start) {
    const landmark = isMain ? (name === 'article' ? 'article' : 'main') : undefined;
    state.regions.push(regionOf(start, state.blocks.length, inside, gained, landmark));
  }
  const span = spanOf(role, gained, start, state.blocks, state.inMain > 0);
  if (!span) return;
  state.furniture.push(span);
  if (span.reason === 'consent') state.seen.consentChars += gained.chars - gained.consentChars;
  if (span.reason !== 'links') {
    // Headings of a menu or banner say nothing about the text after it.
    state.path = path;
    state.levels = levels;
  }
}

function difference(after: Tally, before: Tally): Tally {
  return {
    chars: after.chars - before.chars,
    linkChars: after.linkChars - before.linkChars,
    links: after.links - before.links,
    buttons: after.buttons - before.buttons,
    fields: after.fields - before.fields,
    h1: after.h1 - before.h1,
    mains: after.mains - before.mains,
    consentChars: after.consentChars - before.consentChars,
  };
}

function noteMount(element: DomElement, state: WalkState, start: number): void {
  if (element.name === 'div' && element.attribs.id !== undefined && element.parent?.name === 'body') {
    state.emptyMount ||= state.blocks.length === start;
  }
}

function readHeading(element: DomElement, state: WalkState, depth: number, level: number): void {
  flush(state);
  if (state.joining > 0) {
    walk(element.children, state, depth + 1);
    flush(state);
    return;
  }
  const linkChars = state.seen.linkChars;
  state.joining += 1;
  walk(element.children, state, depth + 1);
  state.joining -= 1;
  const text = foldText(textOf(state.buffer));
  const href = state.bufferHref;
  clearBuffer(state);
  if (text === '') return;
  state.bufferLinkChars = state.seen.linkChars - linkChars;
  if (level === 1) {
    state.seen.h1 += 1;
    state.titles.push(state.blocks.length);
  }
  emitHeading(state, level, text, href);
  clearBuffer(state);
}

function readPreformatted(element: DomElement, state: WalkState, depth: number): void {
  flush(state);
  if (state.joining > 0) {
    walk(element.children, state, depth + 1);
    return;
  }
  for (const line of element.children
    .map((child) => rawText(child))
    .join('')
    .split(/\r?\n/)) {
    if (line.trim() !== '') emit(state, { kind: 'code', text: line.trimEnd().toWellFormed() });
  }
}

function readImageOrInput(element: DomElement, state: WalkState): void {
  const { name, attribs } = element;
  if (name === 'img') {
    // A tick or a cross drawn as a picture is the whole content of a table cell.
    if (state.joining > 0 && attribs.alt && !state.buffer.hasWords) appendTo(state.buffer, attribs.alt);
    return;
  }
  const type = attribs.type?.toLowerCase();
  if (type === 'password') state.passwordInputs += 1;
  if (type === undefined || type === 'email' || type === 'text' || type === 'search') state.seen.fields += 1;
  if (type !== 'submit' && type !== 'button') return;
  state.seen.buttons += 1;
  flush(state);
  appendTo(state.buffer, attribs.value ?? '');
  flush(state);
}
