import { LookoutError } from '../../kit/errors.ts';
import { personInWords } from '../../vendors/slack/blocks/people.ts';
import type { Asker, Door } from './door.ts';

/** The part of a monitor that decides who may see and change it. */
export interface Owned {
  channelId: string | null;
  createdBy: string;
}

const refuse = (message: string, humanMessage: string): LookoutError =>
  new LookoutError('not_allowed', message, { humanMessage });

/** @throws LookoutError not_allowed for guests, for channels shared with another company, and for outsiders. */
export async function requireMayWatch(door: Door, asker: Asker, channelId: string): Promise<void> {
  const person = await door.people.person(asker.client, asker.workspaceId, asker.userId);
  if (person.isGuest) {
    throw refuse(
      'guests cannot create monitors',
      'Guests cannot ask for monitors. A full member of this workspace can.',
    );
  }
  await refuseShared(door, asker, channelId);
}

/** @throws LookoutError not_allowed, naming who may. */
export async function requireMayAct(door: Door, asker: Asker, monitor: Owned): Promise<void> {
  if (monitor.channelId === null) return;
  await refuseShared(door, asker, monitor.channelId);
  if (await belongs(door, asker, monitor.channelId)) return;
  throw refuse(
    'not a member of the channel',
    `Only members of <#${monitor.channelId}> can do this; ${personInWords(monitor.createdBy)} asked for the monitor.`,
  );
}

/** Monitors of public channels are open to all but guests; of private ones and direct messages to their members. */
export async function maySee(door: Door, asker: Asker, monitor: Owned): Promise<boolean> {
  if (monitor.channelId === null) return true;
  try {
    const channel = await door.people.channel(asker.client, asker.workspaceId, monitor.channelId);
    if (channel.kind === 'channel') {
      const person = await door.people.person(asker.client, asker.workspaceId, asker.userId);
      if (!person.isGuest) return true;
    }
    return await belongs(door, asker, monitor.channelId);
  } catch (error) {
    // A channel Lookout is no longer in: nothing is known of its members, so nothing is shown.
    door.log.debug({ err: error }, 'could not ask about a channel');
    return false;
  }
}

/** The monitors this person may see, in their order. */
export async function onlyVisible<Monitor extends Owned>(
  door: Door,
  asker: Asker,
  monitors: readonly Monitor[],
): Promise<Monitor[]> {
  const visible = await Promise.all(monitors.map((monitor) => maySee(door, asker, monitor)));
  return monitors.filter((_, index) => visible[index]);
}

/** Whether somebody is in a channel or on the other side of a direct message. */
export async function belongs(door: Door, asker: Asker, channelId: string): Promise<boolean> {
  const channel = await door.people.channel(asker.client, asker.workspaceId, channelId);
  if (channel.kind === 'direct') return channel.directWith === asker.userId;
  return await door.people.isMember(asker.client, asker.workspaceId, channelId, asker.userId);
}

/** @throws LookoutError not_allowed in channels shared with another company. */
export async function refuseShared(door: Door, asker: Asker, channelId: string): Promise<void> {
  const channel = await door.people.channel(asker.client, asker.workspaceId, channelId);
  if (!channel.isShared) return;
  throw refuse(
    'a channel shared with another company',
    'This channel is shared with another company, so Lookout stays quiet here. Ask in a channel of your own workspace.',
  );
}
