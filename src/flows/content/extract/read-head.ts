import { type DomElement, rawText } from './dom.ts';
import { foldText } from './fold-text.ts';
import { resolveUrl, type WalkState } from './walk-state.ts';

const feedTypes = /^application\/(?:rss\+xml|atom\+xml|feed\+json|json)$/i;
const structuredBytes = 1024 * 1024;

/** Reads what a page says about itself in elements that are never shown: title, links, metas, structured data. */
export function readHeadElement(element: DomElement, state: WalkState): void {
  const { name, attribs } = element;
  if (name === 'script') readScript(element, state);
  else if (name === 'noscript') {
    if (state.noscriptText.length < 500) {
      state.noscriptText =
        `${state.noscriptText} ${foldText(element.children.map((child) => rawText(child)).join(' '))}`
          .trim()
          .slice(0, 500);
    }
  } else if (name === 'title') state.title ??= foldText(rawText(element)) || undefined;
  else if (name === 'base') {
    const base = attribs.href === undefined ? undefined : resolveUrl(state, attribs.href);
    if (base !== undefined) {
      state.baseUrl = base;
      state.resolved.clear();
    }
  } else if (name === 'link') readLink(element, state);
  else if (name === 'meta') readMeta(element, state);
}

function readScript(element: DomElement, state: WalkState): void {
  const type = element.attribs.type?.trim().toLowerCase() ?? '';
  if (type.startsWith('application/ld+json')) {
    const text = element.children[0]?.data ?? '';
    if (text.length <= structuredBytes && state.structured.length < 50) state.structured.push(text);
  } else if (type === '' || type === 'module' || type.includes('javascript')) {
    state.scriptCount += 1;
  }
}

function readLink({ attribs }: DomElement, state: WalkState): void {
  const relations = attribs.rel?.toLowerCase().split(/\s+/) ?? [];
  const url = attribs.href === undefined ? undefined : resolveUrl(state, attribs.href);
  if (url === undefined) return;
  if (relations.includes('canonical')) state.canonicalUrl ??= url;
  if (
    relations.includes('alternate') &&
    feedTypes.test(attribs.type?.trim() ?? '') &&
    state.feeds.size < 50
  ) {
    state.feeds.add(url);
  }
}

function readMeta({ attribs }: DomElement, state: WalkState): void {
  const equivalent = attribs['http-equiv']?.trim().toLowerCase();
  const content = attribs.content ?? '';
  if (equivalent === 'content-language') state.language ??= content.trim() || undefined;
  if (equivalent !== 'refresh') return;
  const parts = content.match(/^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"']+)/i);
  if (parts?.[2] && Number(parts[1]) <= 10) state.refreshTo ??= resolveUrl(state, parts[2].trim());
}
