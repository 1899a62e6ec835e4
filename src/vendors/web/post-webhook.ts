import { Webhook } from 'standardwebhooks';
import { LookoutError } from '../../kit/errors.ts';
import type { Egress } from './egress.ts';
import { readRetryAfter } from './retry-after.ts';

export interface OutgoingWebhook {
  url: string;
  /** "whsec_" and base64 of 24 to 64 random bytes, or the base64 alone. */
  secret: string;
  /** The same for every try of the same delivery: the receiver's key against duplicates. */
  id: string;
  /** JSON text, sent and signed byte for byte. */
  body: string;
  now: Date;
  signal?: AbortSignal;
}

/** Receivers answer first and work later; 15 seconds is what the Standard Webhooks text asks senders to allow. */
const webhookCaps = { wallMs: 15_000, wireBytes: 64 * 1024, bodyBytes: 64 * 1024 };

/**
 * Posts a signed webhook (standardwebhooks.com headers) and returns the 2xx status. Redirects are not
 * followed. Throws rate_limited or vendor_down (try again), vendor_refused (fields.status; 410 means the
 * receiver wants no more), bad_input for a secret that cannot sign, or what Egress throws.
 */
export async function postWebhook(egress: Egress, hook: OutgoingWebhook): Promise<{ status: number }> {
  const { url, id, body, now, signal } = hook;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signerOf(hook.secret).sign(id, now, body),
  };
  const answer = await egress.request(url, {
    method: 'POST',
    headers,
    body,
    signal,
    maxRedirects: 0,
    caps: webhookCaps,
  });
  const { status } = answer;
  if (status >= 200 && status < 300) return { status };
  const { host } = new URL(answer.finalUrl);
  const code = status === 429 ? 'rate_limited' : status >= 500 ? 'vendor_down' : 'vendor_refused';
  throw new LookoutError(code, `webhook receiver ${host} answered ${status}`, {
    humanMessage: `The webhook at ${host} was not taken: it answered ${status}.`,
    retryAfterMs: readRetryAfter(answer.headers['retry-after'], now),
    fields: { host, status },
  });
}

function signerOf(secret: string): Webhook {
  try {
    return new Webhook(secret);
  } catch (cause) {
    throw new LookoutError('bad_input', 'webhook secret cannot sign', {
      humanMessage: 'The secret of this webhook is not one Lookout can sign with.',
      cause,
    });
  }
}
