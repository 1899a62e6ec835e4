import type { Extraction } from '../../../contracts/blocks.ts';
import { markFringe, withoutFragment } from './judge-fringe.ts';
import { markFurniture } from './judge-furniture.ts';
import { markContents, markSkips } from './mark-contents.ts';
import type { Region } from './outline.ts';
import type { PageSignals } from './page-signals.ts';
import { parseHtml } from './parse-html.ts';
import { readStructuredData } from './read-structured-data.ts';
import { walk } from './walk-html.ts';
import { flush, startWalk } from './walk-state.ts';

/**
 * Blocks, links and signals of an HTML page. `url` is the page's own address, against which links are resolved;
 * `bytes` the size of the body as fetched. Pure and deterministic; no style sheet or script is looked at.
 */
export function extractHtml(
  html: string,
  url: string,
  bytes: number,
): { extraction: Extraction; signals: PageSignals } {
  const state = startWalk(url);
  walk(parseHtml(html), state);
  flush(state);
  const { blocks, seen } = state;
  const page: Region = {
    start: 0,
    end: blocks.length,
    children: state.regions,
    holds: seen,
    landmark: undefined,
  };
  markFurniture(blocks, state.furniture, page);
  markSkips(blocks, state.fragments);
  markContents(blocks, state.fragments);
  markFringe(state, page, withoutFragment(url));
  const contentChars = blocks.reduce((sum, block) => sum + (block.furniture ? 0 : block.text.length), 0);
  const heading = blocks.find((block) => block.kind === 'heading' && !block.furniture);
  blocks.push(...readStructuredData(state.structured));
  return {
    extraction: {
      kind: 'html',
      title: state.title ?? heading?.text ?? '',
      ...(state.language !== undefined && { language: state.language.toLowerCase() }),
      ...(state.canonicalUrl !== undefined && { canonicalUrl: state.canonicalUrl }),
      blocks,
      links: [...state.links].map(([address, text]) => ({ url: address, text })),
      feeds: [...state.feeds],
    },
    signals: {
      bytes,
      textChars: seen.chars,
      contentChars,
      linkChars: seen.linkChars,
      linkCount: seen.links,
      scriptCount: state.scriptCount,
      passwordInputs: state.passwordInputs,
      consentChars: seen.consentChars,
      noscriptText: state.noscriptText,
      ...(state.refreshTo !== undefined && { refreshTo: state.refreshTo }),
      emptyMount: state.emptyMount,
      ...(isCutOff(html) && { isCutOff: true as const }),
    },
  };
}

/** How far from its end a page closes what it opened. */
const closingChars = 2_000;

/** A page that opens its body and never closes it: half a file, or a writer who leaves out what may be left out. */
const isCutOff = (html: string): boolean =>
  /<body[\s>]/i.test(html) && !/<\/(?:body|html)\s*>/i.test(html.slice(-closingChars));
