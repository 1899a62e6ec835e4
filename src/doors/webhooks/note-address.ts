import { createHmac, timingSafeEqual } from 'node:crypto';
import { type NoteTaker, noteTakers } from '../../vendors/notetakers/verify-webhook.ts';

/** Whose transcripts an address takes, and where their reviews are shown. */
export interface NotePlace {
  vendor: NoteTaker;
  workspaceId: string;
  /** Null: reviews are read over the API. */
  channelId: string | null;
}

/** What the doors of note takers go by. */
export interface NoteSecrets {
  /** Makes the addresses, and a secret for each of them. */
  addresses: string;
  /** What note takers sign with beside that, by what their owners have set. */
  signing: Partial<Record<NoteTaker, readonly string[]>>;
}

/** 32 characters: as many as Fireflies takes for a secret. */
const deriveFrom = (secret: string, what: string, { vendor, workspaceId, channelId }: NotePlace): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([what, vendor, workspaceId, channelId]))
    .digest('base64url')
    .slice(0, 32);

const proofOf = (secret: string, place: NotePlace): string => deriveFrom(secret, 'note address', place);

/** What one address signs with: of no use at any other, so that it can be shown to whoever uses the address. */
export const noteSecret = (secret: string, place: NotePlace): string =>
  deriveFrom(secret, 'note signature', place);

/** What may prove that a request to an address comes from its note taker; nothing when its address is enough. */
export function provingSecrets({ addresses, signing }: NoteSecrets, place: NotePlace): readonly string[] {
  const set = signing[place.vendor];
  switch (place.vendor) {
    case 'fathom': // gives a secret and takes none
      return set ?? [addresses];
    case 'fireflies':
      return [noteSecret(addresses, place), ...(set ?? [addresses])];
    case 'krisp':
      return set ? [noteSecret(addresses, place), ...set] : [];
    case 'zapier':
      return [];
  }
}

/** "/webhooks/krisp/T1.C1.<proof>": nobody without the secret can make one, and it needs no row. */
export const noteAddress = (secret: string, place: NotePlace): string =>
  `/webhooks/${place.vendor}/${place.workspaceId}.${place.channelId ?? '-'}.${proofOf(secret, place)}`;

const names: Record<NoteTaker, string> = {
  krisp: 'Krisp',
  fathom: 'Fathom',
  fireflies: 'Fireflies',
  zapier: 'Zapier and others',
};

export interface NoteAddress {
  /** The note taker's, as people know it. */
  name: string;
  url: string;
  /** What to type into the note taker beside the address; null when there is nothing. */
  secret: { as: 'signing secret' | 'bearer'; value: string } | null;
}

/** The addresses of every note taker for one channel. */
export const noteAddresses = (
  origin: string,
  secrets: NoteSecrets,
  channel: Omit<NotePlace, 'vendor'>,
): NoteAddress[] =>
  noteTakers.map((vendor) => {
    const place = { ...channel, vendor };
    return {
      name: names[vendor],
      url: `${origin}${noteAddress(secrets.addresses, place)}`,
      secret: shownSecret(secrets, place),
    };
  });

function shownSecret({ addresses, signing }: NoteSecrets, place: NotePlace): NoteAddress['secret'] {
  const value = noteSecret(addresses, place);
  if (place.vendor === 'fireflies') return { as: 'signing secret', value };
  return place.vendor === 'krisp' && signing.krisp ? { as: 'bearer', value } : null;
}

/** The place an address stands for; undefined for one that was not made here. */
export function readNoteAddress(secret: string, path: string): NotePlace | undefined {
  const [, name, workspaceId, channel, proof] =
    /^\/webhooks\/([a-z]+)\/([A-Za-z0-9]+)\.([A-Za-z0-9]+|-)\.([\w-]{32})$/.exec(path) ?? [];
  const vendor = noteTakers.find((one) => one === name);
  if (!vendor || !workspaceId || !channel || !proof) return undefined;
  const place = { vendor, workspaceId, channelId: channel === '-' ? null : channel };
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(secret, place))) ? place : undefined;
}
