import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../../kit/clock.ts';
import { isObject, tryParseJson } from '../json.ts';
import { limits } from '../limits.ts';
import { abortOf } from './http-transport.ts';
import { type Answer, type Envelope, type Transport, withDeadline } from './transport.ts';

/** Socket Mode, Slack's side: tickets, connections, envelopes and their acknowledgements. */
export interface SocketHub extends Transport {
  /** The path and query a fresh connection may use once, for apps.connections.open. */
  issuePath(): string;
  /** Takes an HTTP upgrade on that path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Tells every client to reconnect, as Slack does when it recycles a host. */
  disconnect(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a word. */
  cut(): void;
  close(): Promise<void>;
}

const pingEveryMs = 10_000;

/** Which answer types Slack accepts a payload for: everything but events. */
const acceptsPayload = (kind: Envelope['kind']): boolean => kind !== 'events_api';

export function createSocketHub(options: {
  clock: Clock;
  appId: string;
  lifetime: AbortSignal;
  onChange(connected: boolean): void;
}): SocketHub {
  const { clock, lifetime } = options;
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waitingForAck = new Map<string, { socket: WebSocket; resolve(answer: Answer): void }>();
  let turn = 0;
  let announce = Promise.withResolvers<void>();

  const debugInfo = () => ({
    host: 'sandbox',
    started: clock.now().toISOString(),
    build_number: 1,
    approximate_connection_time: 3_600,
  });

  const onMessage = (data: string) => {
    const message = tryParseJson(data);
    if (!isObject(message) || typeof message.envelope_id !== 'string') return;
    const waiter = waitingForAck.get(message.envelope_id);
    waitingForAck.delete(message.envelope_id);
    const payload =
      isObject(message.payload) && Object.keys(message.payload).length === 0 ? undefined : message.payload;
    waiter?.resolve({ ok: true, body: payload });
  };

  const keepAlive = async (socket: WebSocket) => {
    while (socket.readyState === socket.OPEN) {
      socket.ping();
      await clock.sleep(pingEveryMs, lifetime);
    }
  };

  const onConnection = (socket: WebSocket) => {
    open.push(socket);
    socket.on('message', (data) => onMessage(data.toString()));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1);
      for (const [id, waiter] of waitingForAck) {
        if (waiter.socket !== socket) continue;
        waitingForAck.delete(id);
        waiter.resolve({ ok: false, reason: 'connection_failed' });
      }
      options.onChange(open.length > 0);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: debugInfo(),
        connection_info: { app_id: options.appId },
      }),
    );
    // Ends when the sandbox closes: the sleep rejects then.
    keepAlive(socket).catch(() => undefined);
    announce.resolve();
    announce = Promise.withResolvers();
    options.onChange(true);
  };

  const sendOn = (socket: WebSocket, envelope: Envelope): Promise<Answer> => {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    waitingForAck.set(id, { socket, resolve });
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type: envelope.kind,
        payload: envelope.payload,
        accepts_response_payload: acceptsPayload(envelope.kind),
        ...(envelope.kind === 'events_api'
          ? {
              retry_attempt: envelope.attempt,
              retry_reason: envelope.attempt > 0 ? (envelope.retryReason ?? '') : '',
            }
          : {}),
      }),
    );
    return withDeadline(clock, limits.ackMs, lifetime, () => promise).finally(() => waitingForAck.delete(id));
  };

  return {
    issuePath: () => {
      const ticket = randomBytes(12).toString('hex');
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${options.appId}`;
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, onConnection);
    },
    connections: () => open.length,
    connected: () => open.length > 0,
    ready: async (signal) => {
      while (open.length === 0) await Promise.race([announce.promise, abortOf(signal)]);
    },
    send: (envelope) => {
      turn += 1;
      const socket = open[turn % Math.max(open.length, 1)];
      return socket ? sendOn(socket, envelope) : Promise.resolve({ ok: false, reason: 'connection_failed' });
    },
    disconnect: (reason = 'warning') => {
      for (const socket of [...open]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: debugInfo() }));
      }
    },
    cut: () => {
      for (const socket of [...open]) socket.terminate();
    },
    close: async () => {
      const closed = open.map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const socket of [...open]) socket.close(1001);
      // A client that hangs must not hold the sandbox up; its connection is cut after a moment.
      const patience = AbortSignal.timeout(250);
      await Promise.race([Promise.all(closed), abortOf(patience).catch(() => undefined)]);
      for (const socket of [...open]) socket.terminate();
      server.close();
    },
  };
}
