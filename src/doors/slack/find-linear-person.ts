import type { LinearCatalog } from '../../contracts/linear.ts';
import { LookoutError } from '../../kit/errors.ts';
import { foldName } from '../../kit/fold-name.ts';
import type { Door, Place } from './door.ts';

type User = LinearCatalog['users'][number];
export type FoundPerson = { kind: 'one'; user: User } | { kind: 'several'; users: User[] };

const slackMention = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

/**
 * The Linear user somebody named: "me" and Slack mentions by their e-mail address, a name by the names in Linear, an
 * address by itself. Two that fit stay two; nobody is guessed.
 *
 * @throws LookoutError not_found when nobody fits
 */
export async function findLinearPerson(
  door: Door,
  place: Place,
  spoken: string,
  { users }: LinearCatalog,
): Promise<FoundPerson> {
  const active = users.filter((user) => user.active);
  const slackUser = spoken === 'me' ? place.userId : slackMention.exec(spoken)?.[1];
  if (slackUser !== undefined) return await findSlackPerson(door, place, slackUser, active);
  const found = spoken.includes('@') ? withAddress(active, spoken) : usersNamed(spoken, active);
  return oneOf(found, `Nobody in Linear is called “${spoken}”.`);
}

async function findSlackPerson(
  door: Door,
  place: Place,
  userId: string,
  active: User[],
): Promise<FoundPerson> {
  const person = await door.people.person(place.client, place.workspaceId, userId);
  const mailed = person.email ? withAddress(active, person.email) : [];
  // An address that is hidden or another in Linear: a whole name that only one has may stand for it.
  const found = mailed.length > 0 ? mailed : usersNamed(person.realName, active, 'whole');
  return oneOf(
    found,
    `<@${userId}> was not found in Linear by e-mail address or name. Name them as Linear does.`,
  );
}

function oneOf(users: User[], humanMessage: string): FoundPerson {
  const [user, ...others] = users;
  if (!user) throw new LookoutError('not_found', 'no such person in Linear', { humanMessage });
  return others.length === 0 ? { kind: 'one', user } : { kind: 'several', users };
}

const withAddress = (users: readonly User[], email: string): User[] =>
  users.filter((user) => user.email.toLowerCase() === email.toLowerCase());

function usersNamed(spoken: string, users: readonly User[], how: 'whole' | 'part' = 'part'): User[] {
  const wanted = foldName(spoken);
  if (wanted === '') return [];
  const exact = users.filter(({ name, displayName }) =>
    [name, displayName].some((one) => foldName(one) === wanted),
  );
  if (exact.length > 0 || how === 'whole') return exact;
  const words = wanted.split(' ');
  return users.filter(({ name, displayName }) => {
    const names = new Set(foldName(`${name} ${displayName}`).split(' '));
    return words.every((word) => names.has(word));
  });
}
