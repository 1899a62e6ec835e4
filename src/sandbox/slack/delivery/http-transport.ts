import { createHmac } from 'node:crypto';
import { Agent, fetch } from 'undici';
import type { Clock } from '../../../kit/clock.ts';
import { tryParseJson } from '../json.ts';
import { limits } from '../limits.ts';
import { type Answer, type Envelope, type Transport, withDeadline } from './transport.ts';

export interface HttpTarget {
  events?: string;
  /** Both default to the events URL, as with Bolt's one path. */
  commands?: string;
  interactions?: string;
}

/** Slack's v0 signature of a raw body at a time in seconds. */
const signBody = (secret: string, seconds: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;

const urlFor = (target: HttpTarget, kind: Envelope['kind']): string | undefined =>
  kind === 'events_api'
    ? target.events
    : kind === 'slash_commands'
      ? (target.commands ?? target.events)
      : (target.interactions ?? target.events);

function encode(envelope: Envelope): { body: string; contentType: string } {
  if (envelope.kind === 'events_api') {
    return { body: JSON.stringify(envelope.payload), contentType: 'application/json' };
  }
  const fields =
    envelope.kind === 'slash_commands'
      ? Object.entries(envelope.payload).map(([key, value]): [string, string] => [key, String(value)])
      : [['payload', JSON.stringify(envelope.payload)]];
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

export interface HttpTransport extends Transport {
  setTarget(target: HttpTarget): void;
  /** Whether the events URL answers a `url_verification` with its challenge. */
  verifyUrl(): Promise<boolean>;
  close(): Promise<void>;
}

/** Requests to the app's request URLs, signed like Slack's, answered within three seconds or not at all. */
export function createHttpTransport(options: {
  clock: Clock;
  signingSecret: string;
  verificationToken: string;
  target: HttpTarget;
  lifetime: AbortSignal;
  onChange(connected: boolean): void;
}): HttpTransport {
  const { clock, signingSecret, lifetime } = options;
  let target = options.target;
  let reachable = true;
  let announceTarget = Promise.withResolvers<void>();
  const agent = new Agent({ connections: 64, keepAliveTimeout: 4_000 });

  const post = async (
    url: string,
    body: string,
    contentType: string,
    more: Record<string, string>,
    signal: AbortSignal,
  ) => {
    const seconds = Math.floor(clock.now().getTime() / 1_000);
    return await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      dispatcher: agent,
      signal,
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': signBody(signingSecret, seconds, body),
        ...more,
      },
    });
  };

  const connected = () => target.events !== undefined && reachable;
  const noteReachable = (now: boolean) => {
    if (reachable === now) return;
    reachable = now;
    options.onChange(connected());
  };

  const attempt = async (envelope: Envelope, url: string, signal: AbortSignal): Promise<Answer> => {
    const { body, contentType } = encode(envelope);
    const retry: Record<string, string> =
      envelope.attempt > 0
        ? {
            'x-slack-retry-num': String(envelope.attempt),
            'x-slack-retry-reason': envelope.retryReason ?? 'unknown_error',
          }
        : {};
    try {
      const response = await post(url, body, contentType, retry, signal);
      noteReachable(true);
      const text = await response.text();
      if (response.status < 200 || response.status >= 300) {
        return { ok: false, reason: 'http_error', noRetry: response.headers.get('x-slack-no-retry') === '1' };
      }
      return { ok: true, body: text === '' ? undefined : (tryParseJson(text) ?? text) };
    } catch {
      noteReachable(false);
      return { ok: false, reason: 'connection_failed' };
    }
  };

  return {
    connected,
    ready: async (signal) => {
      while (target.events === undefined) {
        await Promise.race([announceTarget.promise, abortOf(signal)]);
      }
    },
    send: (envelope) => {
      const url = urlFor(target, envelope.kind);
      if (url === undefined) return Promise.resolve({ ok: false, reason: 'connection_failed' });
      return withDeadline(clock, limits.ackMs, lifetime, (signal) => attempt(envelope, url, signal));
    },
    setTarget: (next) => {
      target = next;
      reachable = true;
      announceTarget.resolve();
      announceTarget = Promise.withResolvers();
      options.onChange(connected());
    },
    verifyUrl: async () => {
      if (target.events === undefined) return false;
      const challenge = crypto.randomUUID();
      const body = JSON.stringify({ token: options.verificationToken, challenge, type: 'url_verification' });
      const response = await post(target.events, body, 'application/json', {}, lifetime);
      const text = await response.text();
      return response.ok && text.includes(challenge);
    },
    close: () => agent.destroy(),
  };
}

/** Rejects when the signal aborts; never resolves. */
export const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
