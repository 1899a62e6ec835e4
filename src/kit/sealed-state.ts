import type { Seal } from './seal.ts';

/**
 * What travels through somebody else's browser and comes back, such as the `state` of OAuth: sealed, so that nobody
 * else can write or read it, and over at a time.
 */
export function sealState(seal: Seal, state: Record<string, unknown>, until: Date): string {
  const { sealed, keyId } = seal.seal(JSON.stringify({ state, untilMs: until.getTime() }));
  return `${Buffer.from(keyId).toString('base64url')}.${Buffer.from(sealed, 'base64').toString('base64url')}`;
}

/** What was sealed; undefined when it is not ours, was altered, or is over. */
export function openState(seal: Seal, text: string, now: Date): unknown {
  const [keyId = '', sealed = ''] = text.split('.');
  try {
    const opened: { state: unknown; untilMs: number } = JSON.parse(
      seal.open(
        Buffer.from(sealed, 'base64url').toString('base64'),
        Buffer.from(keyId, 'base64url').toString('utf8'),
      ),
    );
    return opened.untilMs >= now.getTime() ? opened.state : undefined;
  } catch {
    return undefined;
  }
}
