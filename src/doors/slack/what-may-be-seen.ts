import type { Sees } from '../../contracts/answers.ts';
import { type Asker, callsFor, type Door, isDirect } from './door.ts';
import type { Channel, Person } from './people.ts';
import { refuseShared } from './permissions.ts';

/** Who reads what is said: the asker alone, or everybody in a channel. */
export type Readers = { kind: 'asker' } | { kind: 'channel'; channelId: string };

/** A channel as far as it decides who may see what is in it. */
export interface Seen {
  channelId: string;
  isPublic: boolean;
}

/**
 * What an answer may draw from: what the asker may see, and of that what all readers of the answer may see. A private
 * channel's words are for its members only, so they go to no other channel, whoever asks.
 *
 * @throws LookoutError not_allowed where a channel shared with another company would read it
 */
export async function whatMayBeSeen(door: Door, asker: Asker, readers: Readers): Promise<Sees> {
  const [person, { channelIds }, mine] = await Promise.all([
    door.people.person(asker.client, asker.workspaceId, asker.userId),
    callsFor(door, asker).assistant.places({}),
    door.people.conversationsOf(asker.client, asker.workspaceId, asker.userId),
  ]);
  if (readers.kind === 'channel') await refuseShared(door, asker, readers.channelId);
  const visible = await visibleTo(door, asker, { person, mine }, channelIds);
  return {
    channelIds: forReaders(visible, readers).map(({ channelId }) => channelId),
    // What was handed in without a channel is for the workspace; a guest is not of it.
    unplaced: !person.isGuest,
    ...(person.isGuest ? { guest: true } : {}),
  };
}

/** In a direct message the asker reads alone; in any channel, what is public and what stands in that channel. */
export function forReaders(visible: readonly Seen[], readers: Readers): Seen[] {
  if (readers.kind === 'asker' || isDirect(readers.channelId)) return [...visible];
  return visible.filter(({ channelId, isPublic }) => isPublic || channelId === readers.channelId);
}

/** The conversations of a person, and what they are otherwise allowed to see. */
interface Sight {
  person: Person;
  mine: ReadonlyMap<string, Channel>;
}

/** Places the asker may see: own conversations, and public channels unless they are a guest. None shared with a company. */
async function visibleTo(
  door: Door,
  asker: Asker,
  { person, mine }: Sight,
  places: readonly string[],
): Promise<Seen[]> {
  const seen = await Promise.all(
    places.map(async (channelId): Promise<Seen | undefined> => {
      const own = mine.get(channelId);
      if (own) return own.isShared ? undefined : { channelId, isPublic: own.kind === 'channel' };
      // Other people's conversations, and for a guest every channel they were not asked into.
      if (person.isGuest || isDirect(channelId)) return undefined;
      const isOpen = await isOpenChannel(door, asker, channelId);
      return isOpen ? { channelId, isPublic: true } : undefined;
    }),
  );
  return seen.filter((one) => one !== undefined);
}

async function isOpenChannel(door: Door, asker: Asker, channelId: string): Promise<boolean> {
  try {
    const channel = await door.people.channel(asker.client, asker.workspaceId, channelId);
    return channel.kind === 'channel' && !channel.isShared;
  } catch (error) {
    // A channel Slack tells nothing of: nobody sees it.
    door.log.debug({ err: error }, 'could not ask about a channel');
    return false;
  }
}
