import { createHmac, timingSafeEqual } from 'node:crypto';
import { LookoutError } from '../../kit/errors.ts';

export type NoteTaker = 'krisp' | 'fathom' | 'fireflies' | 'zapier';
export const noteTakers: readonly NoteTaker[] = ['krisp', 'fathom', 'fireflies', 'zapier'];

export interface SignedNote {
  /** The bytes as they came, before anything parsed them. */
  rawBody: Uint8Array;
  header(name: string): string | undefined;
  /** What it may be signed with; none: this note taker signs nothing. */
  secrets: readonly string[];
  now: Date;
}

/** Fathom's own limit for the age of what it signs. */
const fathomWindowMs = 5 * 60_000;

/**
 * Checks what a note taker proves. Fathom signs with a secret it gives, another for each webhook; Fireflies with one
 * that a person types in, of 16 to 32 characters. Krisp signs nothing but sends the headers it is given, so that
 * a bearer can be asked of it. Of Zapier the address is the secret, as it is of Krisp without a bearer.
 *
 * @throws LookoutError unauthenticated for a wrong or missing proof, or one that is too old
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
      verifyBearer(note);
      return;
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
function verifyFathom({ rawBody, header, secrets, now }: SignedNote): void {
  const id = header('webhook-id') ?? '';
  const timestamp = header('webhook-timestamp') ?? '';
  const given = (header('webhook-signature') ?? '').split(' ');
  const isOf = (secret: string): boolean => {
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64');
    return given.some((one) => isSame(one, `v1,${expected}`));
  };
  if (!secrets.some(isOf)) throw wrong('the signature is not of Fathom');
  if (!(Math.abs(now.getTime() - Number(timestamp) * 1_000) <= fathomWindowMs))
    throw wrong('the webhook is too old');
}

/** `x-hub-signature`: hex HMAC-SHA256 of the body, in the newer version with `sha256=` before it. */
function verifyFireflies({ rawBody, header, secrets }: SignedNote): void {
  const given = (header('x-hub-signature') ?? '').replace(/^sha256=/, '');
  const isOf = (secret: string): boolean =>
    isSame(given, createHmac('sha256', secret).update(rawBody).digest('hex'));
  if (!secrets.some(isOf)) throw wrong('the signature is not of Fireflies');
}

function verifyBearer({ header, secrets }: SignedNote): void {
  const given = (header('authorization') ?? '').replace(/^Bearer /i, '');
  if (secrets.length > 0 && !secrets.some((secret) => isSame(given, secret)))
    throw wrong('the bearer is not of this address');
}
