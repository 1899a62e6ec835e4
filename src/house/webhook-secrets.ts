import { hkdfSync } from 'node:crypto';
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
