import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';
import type { Egress, EgressRequest } from './egress.ts';
import { readRetryAfter } from './retry-after.ts';

export interface SearchResult {
  url: string;
  title: string;
  snippet: string;
}

export interface SearchProvider {
  name: string;
  /** At most `limit` pages for a query. Throws rate_limited, vendor_refused, vendor_down or what Egress throws. */
  search(query: string, options: { limit: number; signal?: AbortSignal }): Promise<SearchResult[]>;
}

interface ProviderOptions {
  egress: Egress;
  /** Where the service answers, without a path of its own. */
  baseUrl: string;
}

/** A SearXNG instance, which must have its JSON format switched on. */
export function createSearxngSearch({ egress, baseUrl }: ProviderOptions): SearchProvider {
  const Answer = z.object({
    results: looseList(z.object({ url: z.string(), title: z.string(), content: text })),
  });
  return {
    name: 'searxng',
    search: async (query, { limit, signal }) => {
      const address = addressOf(baseUrl, 'search', { q: query, format: 'json' });
      const { results } = await ask('SearXNG', egress, address, { signal }, Answer);
      return results.slice(0, limit).map(({ url, title, content }) => ({ url, title, snippet: content }));
    },
  };
}

/** Brave's search API (https://api.search.brave.com), at most 20 results a query. */
export function createBraveSearch({
  egress,
  baseUrl,
  apiKey,
}: ProviderOptions & { apiKey: string }): SearchProvider {
  const Result = z.object({ url: z.string(), title: z.string(), description: text });
  const Answer = z.object({ web: z.object({ results: looseList(Result) }).optional() });
  return {
    name: 'brave',
    search: async (query, { limit, signal }) => {
      const count = String(Math.min(limit, 20));
      const address = addressOf(baseUrl, 'res/v1/web/search', { q: query, count });
      const request = { signal, sameOriginAuth: { 'x-subscription-token': apiKey } };
      const { web } = await ask('Brave', egress, address, request, Answer);
      const results = web?.results ?? [];
      return results
        .slice(0, limit)
        .map(({ url, title, description }) => ({ url, title, snippet: description }));
    },
  };
}

/** Tavily's search API (https://api.tavily.com), at most 20 results a query. */
export function createTavilySearch({
  egress,
  baseUrl,
  apiKey,
}: ProviderOptions & { apiKey: string }): SearchProvider {
  const Answer = z.object({
    results: looseList(z.object({ url: z.string(), title: z.string(), content: text })),
  });
  return {
    name: 'tavily',
    search: async (query, { limit, signal }) => {
      const request: EgressRequest = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        sameOriginAuth: { authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({ query, max_results: Math.min(limit, 20) }),
        signal,
      };
      const { results } = await ask('Tavily', egress, addressOf(baseUrl, 'search', {}), request, Answer);
      return results.slice(0, limit).map(({ url, title, content }) => ({ url, title, snippet: content }));
    },
  };
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A list in which one bad element does not lose the rest. */
function looseList<Element extends z.ZodType>(element: Element) {
  return z.array(z.unknown()).transform((items) =>
    items.flatMap((item) => {
      const parsed = element.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

function addressOf(baseUrl: string, path: string, query: Record<string, string>): URL {
  const address = new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

async function ask<Answer extends z.ZodType>(
  vendor: string,
  egress: Egress,
  address: URL,
  request: EgressRequest,
  schema: Answer,
): Promise<z.infer<Answer>> {
  const headers = { accept: 'application/json', ...request.headers };
  const answer = await egress.request(address, { ...request, headers });
  const { status } = answer;
  if (status !== 200) {
    const code = status === 429 ? 'rate_limited' : status >= 500 ? 'vendor_down' : 'vendor_refused';
    throw new LookoutError(code, `${vendor} answered ${status}`, {
      humanMessage: `The search service ${vendor} did not answer the question (${status}).`,
      retryAfterMs: readRetryAfter(answer.headers['retry-after'], answer.timing.startedAt),
      fields: { vendor, status },
    });
  }
  const parsed = schema.safeParse(parseJson(answer.body));
  if (parsed.success) return parsed.data;
  throw new LookoutError('vendor_down', `${vendor} answered in an unknown shape`, {
    humanMessage: `The search service ${vendor} answered in a way Lookout does not understand.`,
    cause: parsed.error,
    fields: { vendor },
  });
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
