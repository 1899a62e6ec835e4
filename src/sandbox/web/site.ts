import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { closeServer, listen } from '../listen.ts';
import { defaultPages } from './default-pages.ts';
import { servePage } from './serve-page.ts';
import type { SiteMode, SitePage } from './site-page.ts';

/** A small website one can edit and break, on its own port so that it is another origin than Slack. */
export interface Site {
  readonly baseUrl: string;
  pages(): readonly SitePage[];
  page(path: string): SitePage;
  /** Changes what a page says, how it behaves, or both; a new path becomes a new HTML page. */
  edit(path: string, change: { content?: string; mode?: SiteMode }): SitePage;
  /** Everything as it was in the beginning, hits included. */
  reset(): void;
  close(): Promise<void>;
}

function kindOfNewPath(path: string): SitePage['kind'] {
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.xml')) return 'feed';
  return path.endsWith('.pdf') ? 'pdf' : 'html';
}

export async function createSite(options: {
  host: string;
  port: number;
  clock: Clock;
  lifetime: AbortSignal;
  /** How long mode `slow` keeps a visitor waiting. */
  slowMs: number;
  onChange(path: string): void;
}): Promise<Site> {
  const pages = new Map<string, SitePage>();
  // Whole seconds, as Last-Modified can say no more.
  const now = () => new Date(Math.floor(options.clock.now().getTime() / 1_000) * 1_000);
  const fill = () => {
    pages.clear();
    for (const seed of defaultPages)
      pages.set(seed.path, { ...seed, mode: 'ok', hits: 0, modifiedAt: now() });
  };
  fill();

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    servePage(
      {
        pages,
        baseUrl: site.baseUrl,
        clock: options.clock,
        lifetime: options.lifetime,
        slowMs: options.slowMs,
      },
      request,
      response,
    ).catch(() => response.destroy());
  };
  const server: Server = createServer(handle);
  const baseUrl = await listen(server, options.host, options.port);

  const page = (path: string): SitePage => {
    const found = pages.get(path);
    if (!found) throw new LookoutError('not_found', `the forged website has no page ${path}`);
    return found;
  };

  const site: Site = {
    baseUrl,
    pages: () => [...pages.values()],
    page,
    edit: (path, change) => {
      if (!path.startsWith('/'))
        throw new LookoutError('bad_input', 'a path of the forged website starts with /');
      const known = pages.get(path) ?? {
        path,
        title: path.slice(1),
        kind: kindOfNewPath(path),
        content: '',
        mode: 'ok' as const,
        hits: 0,
        modifiedAt: now(),
      };
      const changed = change.content !== undefined && change.content !== known.content;
      const next: SitePage = { ...known, ...change, modifiedAt: changed ? now() : known.modifiedAt };
      pages.set(path, next);
      options.onChange(path);
      return next;
    },
    reset: () => {
      fill();
      options.onChange('/');
    },
    close: () => closeServer(server),
  };
  return site;
}
