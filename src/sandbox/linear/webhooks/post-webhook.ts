import { createHmac } from 'node:crypto';
import { Agent, fetch } from 'undici';

/** One event on its way to one webhook. */
export interface Letter {
  /** The same for every attempt. */
  deliveryId: string;
  url: string;
  secret: string;
  event: Record<string, unknown>;
}

export interface WebhookWire {
  /** The status of the answer, or undefined when there was none. */
  post(letter: Letter, nowMs: number, signal: AbortSignal): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Posts events as Linear does: the time in the body, the body signed as it is sent. */
export function createWebhookWire(): WebhookWire {
  const agent = new Agent({ connections: 16, keepAliveTimeout: 4_000 });
  return {
    post: async (letter, nowMs, signal) => {
      const body = JSON.stringify({ ...letter.event, webhookTimestamp: nowMs });
      try {
        const response = await fetch(letter.url, {
          method: 'POST',
          body,
          redirect: 'manual',
          dispatcher: agent,
          signal,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Linear-Webhook',
            'linear-delivery': letter.deliveryId,
            'linear-event': String(letter.event.type),
            'linear-signature': createHmac('sha256', letter.secret).update(body).digest('hex'),
            'linear-timestamp': String(nowMs),
          },
        });
        await response.arrayBuffer();
        return response.status;
      } catch {
        return undefined;
      }
    },
    close: () => agent.destroy(),
  };
}
