import type { Extraction } from '../../contracts/blocks.ts';
import type { FetchPage } from '../../vendors/web/schema.ts';
import type { WebPort } from './ports.ts';

export interface ForgedPage {
  title?: string;
  texts?: string[];
  links?: Record<string, string>;
  feeds?: string[];
  kind?: Extraction['kind'];
  /** Served as it is: robots.txt, sitemaps. */
  raw?: string;
  needsBrowser?: boolean;
  login?: boolean;
  refused?: boolean;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** A web of pages in memory behind the ports of the discovery room. `asked` lists every address fetched. */
export function forgedWeb(pages: Record<string, ForgedPage>): WebPort<ForgedPage> & { asked: string[] } {
  const asked: string[] = [];
  const facts = (url: string) => ({ url, fetchedAt: new Date(0), ms: 1 });
  const fetchPage: FetchPage = async ({ url, signal }) => {
    signal?.throwIfAborted();
    asked.push(url);
    const page = pages[url];
    if (!page)
      return {
        kind: 'failed',
        ...facts(url),
        problem: 'gone',
        status: 404,
        message: 'The page is gone (404).',
      };
    if (page.refused) {
      return {
        kind: 'failed',
        ...facts(url),
        problem: 'egress_refused',
        message: 'This address is not on the public internet.',
      };
    }
    const body = bytes(page.raw ?? JSON.stringify(page));
    return {
      kind: 'fetched',
      ...facts(url),
      status: 200,
      finalUrl: url,
      headers: {},
      contentType: 'text/html',
      body,
      validators: {},
    };
  };
  return {
    asked,
    fetchPage,
    extractor: {
      extract: async ({ body, url }) => {
        const page = JSON.parse(new TextDecoder().decode(body)) as ForgedPage;
        const extraction: Extraction = {
          kind: page.kind ?? 'html',
          title: page.title ?? '',
          blocks: (page.texts ?? []).map((text) => ({ kind: 'text', path: [page.title ?? ''], text })),
          links: Object.entries(page.links ?? {}).map(([href, text]) => ({
            url: new URL(href, url).href,
            text,
          })),
          feeds: page.feeds ?? [],
        };
        return { extraction, signals: page };
      },
    },
    classify: ({ signals }) => {
      if (signals.login) return { problem: 'login', why: 'the page asks to sign in' };
      return signals.needsBrowser
        ? { problem: 'needs_browser', why: 'the page is empty without scripts' }
        : null;
    },
  };
}
