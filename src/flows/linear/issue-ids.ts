import { stableId } from '../../kit/ids.ts';

/**
 * The same version 4 UUID for the same parts, for ever. Linear takes an id of ours for what we create if it looks
 * like version 4, and refuses it a second time: that is what makes creating idempotent.
 */
export function linearId(...parts: readonly string[]): string {
  const id = stableId(...parts);
  return `${id.slice(0, 14)}4${id.slice(15)}`;
}

export const issueIdOf = (itemId: string): string => linearId('issue', itemId);
export const subissueIdOf = (itemId: string, n: number): string => linearId('subissue', itemId, String(n));
