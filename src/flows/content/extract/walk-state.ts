import type { Block } from '../../../contracts/blocks.ts';
import type { DomElement } from './dom.ts';
import { foldText } from './fold-text.ts';
import type { FurnitureSpan } from './judge-furniture.ts';
import type { Region } from './outline.ts';
import type { Tally } from './tally.ts';
import { appendTo, emptyBuffer, type TextBuffer, textOf } from './text-buffer.ts';

/** Bounds that keep a hostile or endless page cheap; far above any page a person reads. */
export const limits = { blocks: 20_000, links: 500, depth: 400, blockChars: 20_000, headingChars: 200 };

/** What the walk over one page carries along. One object, mutated; the walk is one synchronous pass. */
export interface WalkState {
  readonly pageUrl: string;
  baseUrl: string;
  readonly blocks: Block[];
  /** For each block, how many of its characters are links. */
  readonly linked: number[];
  /** Blocks that are headings of level 1. */
  readonly titles: number[];
  /** Headings above the current place. Replaced, never mutated: blocks share it. */
  path: string[];
  levels: number[];
  /** Text of the block being read, not yet folded. */
  buffer: TextBuffer;
  bufferLinkChars: number;
  /** How many of them lead to a place on the same page. */
  bufferFragmentChars: number;
  bufferHref: string | undefined;
  kind: Block['kind'];
  label: string | undefined;
  /** Above 0, block boundaries become line breaks in the buffer: a cell or a definition is read as one text. */
  joining: number;
  inMain: number;
  title: string | undefined;
  language: string | undefined;
  canonicalUrl: string | undefined;
  readonly feeds: Set<string>;
  readonly links: Map<string, string>;
  readonly resolved: Map<string, string | undefined>;
  readonly structured: string[];
  readonly furniture: FurnitureSpan[];
  /** Parts of the page found so far inside the element being read. */
  regions: Region[];
  /** Blocks that only lead to a place on the same page, as the lines of a table of contents do. */
  readonly fragments: Set<number>;
  readonly seen: Tally;
  scriptCount: number;
  noscriptText: string;
  refreshTo: string | undefined;
  passwordInputs: number;
  emptyMount: boolean;
}

export function startWalk(pageUrl: string): WalkState {
  return {
    pageUrl,
    baseUrl: pageUrl,
    blocks: [],
    linked: [],
    titles: [],
    path: [],
    levels: [],
    buffer: emptyBuffer(),
    bufferLinkChars: 0,
    bufferFragmentChars: 0,
    bufferHref: undefined,
    kind: 'text',
    label: undefined,
    joining: 0,
    inMain: 0,
    title: undefined,
    language: undefined,
    canonicalUrl: undefined,
    feeds: new Set(),
    links: new Map(),
    resolved: new Map(),
    structured: [],
    furniture: [],
    regions: [],
    fragments: new Set(),
    seen: { chars: 0, linkChars: 0, links: 0, buttons: 0, fields: 0, h1: 0, mains: 0, consentChars: 0 },
    scriptCount: 0,
    noscriptText: '',
    refreshTo: undefined,
    passwordInputs: 0,
    emptyMount: false,
  };
}

/** Ends the block being read. While joining it only notes the boundary. */
export function flush(state: WalkState): void {
  if (state.buffer.tail === '') return;
  if (state.joining > 0) {
    if (!state.buffer.tail.endsWith('\n')) appendTo(state.buffer, '\n');
    return;
  }
  const text = foldText(textOf(state.buffer));
  if (text !== '') {
    if (state.bufferFragmentChars >= text.length * 0.6 && state.kind !== 'heading')
      state.fragments.add(state.blocks.length);
    emit(state, {
      kind: state.kind,
      text,
      ...(state.label !== undefined && { label: state.label }),
      ...(state.bufferHref !== undefined &&
        state.bufferLinkChars >= text.length * 0.6 && { href: state.bufferHref }),
    });
  }
  clearBuffer(state);
}

export function clearBuffer(state: WalkState): void {
  state.buffer = emptyBuffer();
  state.bufferLinkChars = 0;
  state.bufferFragmentChars = 0;
  state.bufferHref = undefined;
}

/** Adds a block under the current headings and counts its text. */
export function emit(state: WalkState, block: Omit<Block, 'path'>): void {
  if (state.blocks.length >= limits.blocks) return;
  const text =
    block.text.length > limits.blockChars
      ? block.text.slice(0, limits.blockChars).toWellFormed()
      : block.text;
  state.seen.chars += text.length;
  state.blocks.push({ ...block, text, path: state.path });
  state.linked.push(Math.min(state.bufferLinkChars, text.length));
}

/** Adds a heading and makes it the place of what follows. */
export function emitHeading(state: WalkState, level: number, text: string, href: string | undefined): void {
  let depth = state.levels.length;
  while (depth > 0 && (state.levels[depth - 1] ?? 0) >= level) depth -= 1;
  state.path = state.path.slice(0, depth);
  state.levels = state.levels.slice(0, depth);
  emit(state, { kind: 'heading', text, ...(href !== undefined && { href }) });
  state.path = [...state.path, text.slice(0, limits.headingChars)];
  state.levels = [...state.levels, level];
}

/** An address on the page as an absolute http(s) one, or undefined. */
export function resolveUrl(state: WalkState, href: string): string | undefined {
  if (state.resolved.has(href)) return state.resolved.get(href);
  const url = URL.parse(href.trim(), state.baseUrl);
  const absolute = url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
  if (state.resolved.size < 5_000) state.resolved.set(href, absolute);
  return absolute;
}

/** The element's role attribute in lower case, or ''. */
export const roleOf = (element: DomElement): string => element.attribs.role?.trim().toLowerCase() ?? '';
