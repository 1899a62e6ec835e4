import type { Extraction } from '../../../contracts/blocks.ts';
import { LookoutError } from '../../../kit/errors.ts';
import { rawText } from './dom.ts';
import { foldText } from './fold-text.ts';
import { parseHtml } from './parse-html.ts';
import { readProlog } from './read-prolog.ts';

const maxEntries = 1_000;
const maxSummaryChars = 2_000;

interface Entry {
  id: string | undefined;
  link: string | undefined;
  title: string | undefined;
  summary: string | undefined;
}

interface Feed {
  title: string | undefined;
  language: string | undefined;
  entries: Entry[];
}

/**
 * RSS, Atom, RDF or JSON Feed (`value` = the parsed JSON of the last): one item per entry, labelled with the
 * entry's id or link. Throws `unsupported` for XML that declares its own entities: they are never expanded.
 * A feed that cannot be parsed gives no blocks.
 */
export async function extractFeed(text: string, value: unknown, url: string): Promise<Extraction> {
  const extraction: Extraction = { kind: 'feed', title: '', blocks: [], links: [], feeds: [] };
  const feed = await readFeed(text, value);
  if (!feed) return extraction;
  extraction.title = plain(feed.title);
  if (feed.language) extraction.language = feed.language.trim().toLowerCase();
  for (const entry of feed.entries.slice(0, maxEntries)) {
    const title = plain(entry.title);
    const summary = plain(entry.summary).slice(0, maxSummaryChars).toWellFormed();
    const words =
      summary === '' || summary.startsWith(title) ? summary || title : `${title} ${summary}`.trim();
    const href = absolute(entry.link, url);
    const label = (entry.id ?? href)?.trim();
    if (words === '') continue;
    extraction.blocks.push({
      kind: 'item',
      path: [],
      text: words,
      ...(label && { label }),
      ...(href && { href }),
    });
    if (href) extraction.links.push({ url: href, text: title });
  }
  return extraction;
}

async function readFeed(text: string, value: unknown): Promise<Feed | undefined> {
  const { parseFeed } = await import('feedsmith');
  const source = value ?? withoutDoctype(text);
  try {
    const { format, feed } = parseFeed(source);
    if (format === 'json') {
      const entries = (feed.items ?? []).map((item) => ({
        id: item.id,
        link: item.url ?? item.external_url,
        title: item.title,
        summary: item.summary ?? item.content_text ?? item.content_html,
      }));
      return { title: feed.title, language: feed.language, entries };
    }
    if (format === 'atom') {
      const entries = (feed.entries ?? []).map((entry) => ({
        id: entry.id,
        link: (entry.links?.find((link) => (link.rel ?? 'alternate') === 'alternate') ?? entry.links?.[0])
          ?.href,
        title: entry.title?.value,
        summary: entry.summary?.value ?? entry.content?.value,
      }));
      return { title: feed.title?.value, language: feed.xml?.lang, entries };
    }
    const items: readonly RssLike[] = feed.items ?? [];
    const entries = items.map((item) => ({
      id: item.guid?.value ?? item.rdf?.about,
      link: item.link,
      title: item.title,
      summary: item.description ?? item.content?.encoded,
    }));
    return { title: feed.title, language: 'language' in feed ? feed.language : undefined, entries };
  } catch {
    return undefined;
  }
}

/** What RSS 2 and RSS 1 (RDF) items have in common, as far as it is read. */
interface RssLike {
  title?: string;
  link?: string;
  description?: string;
  guid?: { value?: string };
  rdf?: { about?: string };
  content?: { encoded?: string };
}

/** The feed from its root on. Old RSS names a public DTD, which is harmless; one written into the file is not. */
function withoutDoctype(text: string): string {
  const { root, hasInternalSubset } = readProlog(text);
  if (hasInternalSubset) {
    throw new LookoutError('unsupported', 'feed with an internal DTD subset', {
      humanMessage: 'This feed declares its own XML entities, which are not expanded for safety.',
    });
  }
  return text.slice(root);
}

/** Text of a title or summary, which feeds write as plain text or as HTML without saying which. */
function plain(text: string | undefined): string {
  if (!text) return '';
  return foldText(
    text.includes('<')
      ? parseHtml(text)
          .map((node) => rawText(node))
          .join('')
      : text,
  );
}

function absolute(link: string | undefined, base: string): string | undefined {
  const url = link ? URL.parse(link.trim(), base) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}
