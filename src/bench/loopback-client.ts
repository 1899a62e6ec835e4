import { Agent } from 'undici';

/** A bare HTTP client for what this bench itself serves on the loopback: it has nothing of the egress, which is the point. */
export interface LoopbackClient extends AsyncDisposable {
  get(
    url: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; etag: string | undefined; bytes: number }>;
  post(url: string, body: string, headers: Record<string, string>): Promise<number>;
}

export function openLoopbackClient(connections: number): LoopbackClient {
  const agent = new Agent({ connections });
  return {
    get: async (url, headers = {}) => {
      const { origin, pathname, search } = new URL(url);
      const response = await agent.request({ origin, path: pathname + search, method: 'GET', headers });
      const body = await response.body.arrayBuffer();
      const { etag } = response.headers;
      return {
        status: response.statusCode,
        etag: typeof etag === 'string' ? etag : undefined,
        bytes: body.byteLength,
      };
    },
    post: async (url, body, headers) => {
      const { origin, pathname } = new URL(url);
      const response = await agent.request({ origin, path: pathname, method: 'POST', headers, body });
      await response.body.dump();
      return response.statusCode;
    },
    [Symbol.asyncDispose]: async () => await agent.close(),
  };
}
