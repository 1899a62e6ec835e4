import { shortUrl } from '../../kit/canonical-url.ts';
import { LookoutError } from '../../kit/errors.ts';
import { plural, truncate } from '../../kit/text.ts';
import { asks } from './asks.ts';
import type { Gathered } from './gather-pages.ts';
import type { ReadRequest } from './read-request.ts';

/** Why nothing can be proposed, and two concrete ways on. */
export function explainFailure(
  request: ReadRequest,
  { unreadable }: Gathered,
  searched: boolean,
): LookoutError {
  const named = request.pages.length > 0 || request.sites.length > 0;
  const first = unreadable[0];
  const human = named && first ? whyUnreadable(first, unreadable.length) : nothingFound(request);
  return new LookoutError('not_found', 'no page could be proposed', {
    humanMessage: human,
    fields: { named, searched, unreadable: unreadable.length },
  });
}

function whyUnreadable({ url, reason }: { url: string; reason: string }, count: number): string {
  const others = count > 1 ? ` (and ${plural(count - 1, 'more page')})` : '';
  return `${shortUrl(url)}${others} could not be read: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}

function nothingFound(request: ReadRequest): string {
  const site = request.sites[0] ? shortUrl(request.sites[0]) : 'example.com';
  const path = asks[request.ask].paths[0] ?? '/news';
  const clause = truncate(request.clause.replace(/\s+on \S+$/, ''), 100);
  const about = truncate(`${request.subject} ${asks[request.ask].noun}`.trim() || clause, 60);
  return `No page about that could be read. Name a page, or say it in other words: “tell me when ${clause} on ${site}${path}” or “watch ${site} for ${about}”.`;
}
