import { createHmac, timingSafeEqual } from 'node:crypto';
import { LookoutError } from '../../kit/errors.ts';

export interface SignedWebhook {
  /** The bytes as they came, before anything parsed them. */
  rawBody: Uint8Array;
  /** Header `x-notion-signature`: `sha256=` and the hex HMAC-SHA256 of the body. */
  signature: string | undefined;
  /** The verification token of the subscription. */
  token: string;
}

/**
 * The body of a webhook that is Notion's. Notion signs no time of sending and repeats for a day, so that a replay is
 * told by the event's id alone, which the inbox takes once.
 *
 * @throws LookoutError unauthenticated for a wrong signature, bad_input for a body that is no object
 */
export function verifyNotionWebhook({ rawBody, signature, token }: SignedWebhook): Record<string, unknown> {
  const digest = createHmac('sha256', token).update(rawBody).digest('hex');
  const expected = Buffer.from(`sha256=${digest}`);
  const given = Buffer.from(signature ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new LookoutError('unauthenticated', 'the signature is not of Notion');
  const body = readObject(rawBody);
  if (!body) throw new LookoutError('bad_input', 'the webhook is no JSON object');
  return body;
}

/**
 * The token of the handshake: the first thing Notion posts to a new subscription, before anybody can know what it
 * signs with. Null for anything else.
 */
export function readNotionHandshake(rawBody: Uint8Array): string | null {
  const token = readObject(rawBody)?.verification_token;
  return typeof token === 'string' && token !== '' ? token : null;
}

function readObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
