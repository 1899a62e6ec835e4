import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestSite extends AsyncDisposable {
  /** "http://127.0.0.1:port" */
  origin: string;
  host: string;
}

/** A website on loopback for the tests of this room. */
export async function serveForTest(answer: RequestListener): Promise<TestSite> {
  return listenForTest(createServer(answer), 'http');
}

export async function listenForTest(server: Server, scheme: 'http' | 'https'): Promise<TestSite> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `${scheme}://${host}`,
    host,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
