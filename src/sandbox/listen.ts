import type { Server } from 'node:http';
import { LookoutError } from '../kit/errors.ts';

/** Binds the server and returns `http://host:port`; port 0 takes a free one. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((cause: unknown) => {
    throw new LookoutError('unavailable', `cannot listen on ${host}:${port}`, {
      cause,
      humanMessage: `Port ${port} on ${host} is taken.`,
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new LookoutError('internal', 'the server has no port');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** Stops listening and cuts what is still open, so that a visitor left hanging on purpose does not hold us up. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
