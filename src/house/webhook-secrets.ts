import { hkdfSync } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { NoteSecrets } from '../doors/webhooks/note-address.ts';
import type { SealKey } from '../kit/seal.ts';

/**
 * The secret that signs a workspace's outbound webhooks, derived, so that it needs no row of its own. From
 * the oldest key, so that a rotation leaves receivers alone until that key is dropped.
 */
export function webhookSecrets(keys: readonly SealKey[]): (workspaceId: string) => string {
  const oldest = keys.at(-1)?.key ?? new Uint8Array();
  return (workspaceId) => {
    const bytes = hkdfSync('sha256', oldest, new Uint8Array(), `webhook:${workspaceId}`, 32);
    return `whsec_${Buffer.from(bytes).toString('base64')}`;
  };
}

/** What the doors of note takers go by; undefined where they are shut. */
export function noteSecrets({ meetings }: Config): NoteSecrets | undefined {
  if (!meetings.noteTakers) return undefined;
  const { addresses, signing } = meetings.noteTakers;
  return {
    addresses: addresses.reveal(),
    signing: Object.fromEntries(
      Object.entries(signing).map(([vendor, secrets]) => [vendor, secrets.map((secret) => secret.reveal())]),
    ),
  };
}
