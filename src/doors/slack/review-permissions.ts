import { LookoutError } from '../../kit/errors.ts';
import type { Asker, Door } from './door.ts';
import { belongs, refuseShared } from './permissions.ts';

/**
 * Who may turn words into work: full members of the workspace who are in the channel.
 *
 * @throws LookoutError not_allowed for guests, outsiders, and in channels shared with another company
 */
export async function requireMayCreateWork(
  door: Door,
  asker: Asker,
  channelId: string | null,
): Promise<void> {
  const person = await door.people.person(asker.client, asker.workspaceId, asker.userId);
  if (person.isGuest)
    throw new LookoutError('not_allowed', 'guests cannot create work', {
      humanMessage: 'Guests cannot create or change work. A full member of this workspace can.',
    });
  if (channelId === null) return;
  await refuseShared(door, asker, channelId);
  if (await belongs(door, asker, channelId)) return;
  throw new LookoutError('not_allowed', 'not a member of the channel', {
    humanMessage: `Only members of <#${channelId}> can do this.`,
  });
}
