import { createHmac, timingSafeEqual } from 'node:crypto';
import { LookoutError } from '../../kit/errors.ts';

/** A webhook older (or newer) than this is a replay: Linear's own limit. */
const windowMs = 60_000;

export interface SignedWebhook {
  /** The bytes as they came, before anything parsed them. */
  rawBody: Uint8Array;
  /** Header `linear-signature`: hex HMAC-SHA256 of the body. */
  signature: string | undefined;
  secret: string;
  now: Date;
}

/**
 * The body of a webhook that is Linear's and fresh. The SDK's own check reads the system's clock, ours is handed in.
 * @throws LookoutError unauthenticated for a wrong signature or a time outside the window.
 */
export function verifyLinearWebhook({
  rawBody,
  signature,
  secret,
  now,
}: SignedWebhook): Record<string, unknown> {
  const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('hex'));
  const given = Buffer.from(signature ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new LookoutError('unauthenticated', 'the signature is not of Linear');
  const body = readObject(rawBody);
  const at = body?.webhookTimestamp;
  if (!body || typeof at !== 'number' || !(Math.abs(now.getTime() - at) <= windowMs))
    throw new LookoutError('unauthenticated', 'the webhook is not of this minute');
  return body;
}

function readObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
