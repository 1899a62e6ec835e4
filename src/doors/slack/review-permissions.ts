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
  await refuseGuests(
    door,
    asker,
    'Guests cannot create or change work. A full member of this workspace can.',
  );
  await requireInside(door, asker, channelId);
}

/**
 * Who may read the workspace's issues: the same people as may change them.
 *
 * @throws LookoutError as requireMayCreateWork, in words for somebody who only asked
 */
export async function requireMaySeeIssues(door: Door, asker: Asker, channelId: string | null): Promise<void> {
  await refuseGuests(door, asker, 'Guests do not see the workspace’s issues. A full member can look.');
  await requireInside(door, asker, channelId);
}

async function refuseGuests(door: Door, asker: Asker, humanMessage: string): Promise<void> {
  const person = await door.people.person(asker.client, asker.workspaceId, asker.userId);
  if (person.isGuest) throw new LookoutError('not_allowed', 'not for guests', { humanMessage });
}

async function requireInside(door: Door, asker: Asker, channelId: string | null): Promise<void> {
  if (channelId === null) return;
  await refuseShared(door, asker, channelId);
  if (await belongs(door, asker, channelId)) return;
  throw new LookoutError('not_allowed', 'not a member of the channel', {
    humanMessage: `Only members of <#${channelId}> can do this.`,
  });
}
