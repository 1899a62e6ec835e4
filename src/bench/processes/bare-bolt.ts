import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { serveParent } from './serve-parent.ts';

/** The baseline of acknowledgements: a Bolt app whose only listener does nothing. */
let server: Server | undefined;

const handlers = {
  open: async ({ signingSecret }: { signingSecret: string }) => {
    const logLevel = bolt.LogLevel.ERROR;
    const receiver = new bolt.HTTPReceiver({ signingSecret, logLevel });
    const app = new bolt.App({
      receiver,
      logLevel,
      authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BENCH', botUserId: 'U0BENCH' }),
    });
    app.event('app_mention', async () => undefined);
    server = (await receiver.start({ port: 0, host: '127.0.0.1' })) as Server;
    return { eventsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
  },
};
export type BareBoltProcess = typeof handlers;

serveParent(handlers, async () => {
  server?.close();
  server?.closeAllConnections();
});
