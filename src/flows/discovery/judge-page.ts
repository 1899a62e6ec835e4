import type { Candidate } from '../../contracts/discovery.ts';
import { shortUrl } from '../../kit/canonical-url.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';
import { findCurrentValue } from './find-current-value.ts';
import type { Lead } from './rank-links.ts';
import type { PageRead } from './read-page.ts';
import { type ReadRequest, wordsOf } from './read-request.ts';

/** A page that was read, as a candidate: how well it answers the request, and the value it shows now. */
export function judgePage(page: PageRead, lead: Lead, request: ReadRequest, isNamed: boolean): Candidate {
  const { extraction } = page;
  const value = findCurrentValue(extraction, request);
  const onPage = new Set(
    wordsOf(
      `${extraction.title} ${extraction.blocks
        .filter((block) => !block.furniture)
        .map(({ path, label, text }) => `${path.at(-1) ?? ''} ${label ?? ''} ${text}`)
        .join(' ')}`.slice(0, 200_000),
    ),
  );
  const { words } = request;
  const about =
    words.length === 0
      ? 0.5
      : words.filter((word) => onPage.has(word) || onPage.has(word.replace(/s$/, ''))).length / words.length;
  const found = value ? 0.3 * value.sureness : 0;
  const confidence = isNamed ? 0.6 + 0.25 * about + found / 2 : 0.4 * about + 0.3 * lead.promise + found;
  return {
    url: page.url,
    title: truncate(oneLine(cleanText(extraction.title)), 150) || shortUrl(page.url),
    kind: extraction.kind,
    why: truncate(oneLine(cleanText(lead.why)), 120),
    currentValue: value?.text ?? null,
    confidence: Math.round(Math.min(1, confidence) * 100) / 100,
    needsBrowser: page.needsBrowser,
  };
}
