import { createHmac, timingSafeEqual } from 'node:crypto';
import { type NoteTaker, noteTakers } from '../../vendors/notetakers/verify-webhook.ts';

/** Whose transcripts an address takes, and where their reviews are shown. */
export interface NotePlace {
  vendor: NoteTaker;
  workspaceId: string;
  /** Null: reviews are read over the API. */
  channelId: string | null;
}

const proofOf = (secret: string, { vendor, workspaceId, channelId }: NotePlace): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['note address', vendor, workspaceId, channelId]))
    .digest('base64url')
    .slice(0, 32);

/** "/webhooks/krisp/T1.C1.<proof>": nobody without the secret can make one, and it needs no row. */
export const noteAddress = (secret: string, place: NotePlace): string =>
  `/webhooks/${place.vendor}/${place.workspaceId}.${place.channelId ?? '-'}.${proofOf(secret, place)}`;

const names: Record<NoteTaker, string> = {
  krisp: 'Krisp',
  fathom: 'Fathom',
  fireflies: 'Fireflies',
  zapier: 'Zapier and others',
};

/** The addresses of every note taker for one channel. */
export const noteAddresses = (
  origin: string,
  secret: string,
  place: Omit<NotePlace, 'vendor'>,
): { name: string; url: string }[] =>
  noteTakers.map((vendor) => ({
    name: names[vendor],
    url: `${origin}${noteAddress(secret, { ...place, vendor })}`,
  }));

/** The place an address stands for; undefined for one that was not made here. */
export function readNoteAddress(secret: string, path: string): NotePlace | undefined {
  const [, name, workspaceId, channel, proof] =
    /^\/webhooks\/([a-z]+)\/([A-Za-z0-9]+)\.([A-Za-z0-9]+|-)\.([\w-]{32})$/.exec(path) ?? [];
  const vendor = noteTakers.find((one) => one === name);
  if (!vendor || !workspaceId || !channel || !proof) return undefined;
  const place = { vendor, workspaceId, channelId: channel === '-' ? null : channel };
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(secret, place))) ? place : undefined;
}
