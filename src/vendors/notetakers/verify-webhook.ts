import { createHmac, timingSafeEqual } from 'node:crypto';
import { LookoutError } from '../../kit/errors.ts';

export type NoteTaker = 'krisp' | 'fathom' | 'fireflies' | 'zapier';
export const noteTakers: readonly NoteTaker[] = ['krisp', 'fathom', 'fireflies', 'zapier'];

export interface SignedNote {
  /** The bytes as they came, before anything parsed them. */
  rawBody: Uint8Array;
  header(name: string): string | undefined;
  secret: string;
  now: Date;
}

/** Fathom's own limit for the age of what it signs. */
const fathomWindowMs = 5 * 60_000;

/**
 * Checks what a note taker signs. Fathom and Fireflies sign always; Krisp and Zapier have no scheme of their own that
 * is documented, so that their address is the secret.
 *
 * @throws LookoutError unauthenticated for a wrong or missing signature, or one that is too old
 */
export function verifyNote(vendor: NoteTaker, note: SignedNote): void {
  switch (vendor) {
    case 'fathom':
      verifyFathom(note);
      return;
    case 'fireflies':
      verifyFireflies(note);
      return;
    case 'krisp':
    case 'zapier':
      return;
    default:
      vendor satisfies never;
  }
}

const wrong = (why: string): LookoutError => new LookoutError('unauthenticated', why);

const isSame = (given: string, expected: string): boolean => {
  const one = Buffer.from(given);
  const other = Buffer.from(expected);
  return one.length === other.length && timingSafeEqual(one, other);
};

/** `webhook-signature`: space-delimited `v1,<base64 HMAC-SHA256 of "id.timestamp.body">` (Standard Webhooks). */
function verifyFathom({ rawBody, header, secret, now }: SignedNote): void {
  const id = header('webhook-id') ?? '';
  const timestamp = header('webhook-timestamp') ?? '';
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64');
  const given = (header('webhook-signature') ?? '').split(' ');
  if (!given.some((one) => isSame(one, `v1,${expected}`))) throw wrong('the signature is not of Fathom');
  if (!(Math.abs(now.getTime() - Number(timestamp) * 1_000) <= fathomWindowMs))
    throw wrong('the webhook is too old');
}

/** `x-hub-signature`: hex HMAC-SHA256 of the body, in the newer version with `sha256=` before it. */
function verifyFireflies({ rawBody, header, secret }: SignedNote): void {
  const expected = createHmac('sha256', secret).update(rawBody).digest('hex');
  const given = (header('x-hub-signature') ?? '').replace(/^sha256=/, '');
  if (!isSame(given, expected)) throw wrong('the signature is not of Fireflies');
}
