import type { LinearCatalog } from '../../contracts/linear.ts';
import type { Owner } from '../../contracts/transcript.ts';
import { foldName } from '../../kit/fold-name.ts';
import type { Participant } from './parse/reading.ts';

/** Whom names in a transcript can mean. */
export interface PeopleKnown {
  users: LinearCatalog['users'];
  /** Folded name to Linear user, as somebody once told. */
  remembered: ReadonlyMap<string, string>;
  /** Who was there, with e-mail where the file gives one. */
  participants: readonly Participant[];
}

export interface ResolvedOwner {
  owner: Owner;
  assigneeId: string | null;
}

/**
 * The Linear user a spoken name means: told before, else by the e-mail of a participant, else by name. Two that fit
 * stay ambiguous; nobody is guessed.
 */
export function resolveOwner(owner: Owner, { users, remembered, participants }: PeopleKnown): ResolvedOwner {
  if (owner.state !== 'named') return { owner, assigneeId: null };
  const spoken = foldName(owner.spoken);
  const active = users.filter((user) => user.active);
  const told = active.find((user) => user.id === remembered.get(spoken));
  if (told) return { owner, assigneeId: told.id };
  const email = participants.find((person) => foldName(person.name) === spoken)?.email?.toLowerCase();
  const mailed = email ? active.find((user) => user.email.toLowerCase() === email) : undefined;
  if (mailed) return { owner, assigneeId: mailed.id };
  const [only, ...others] = usersNamed(spoken, active);
  if (!only) return { owner: eachOf(owner.spoken, active) ?? owner, assigneeId: null };
  if (others.length === 0) return { owner, assigneeId: only.id };
  const candidates = [only, ...others].map((user) => user.name);
  return { owner: { state: 'ambiguous', spoken: owner.spoken, candidates }, assigneeId: null };
}

/** "Ann and Bo will write it": an issue has one assignee, so which of them is asked. */
function eachOf(spoken: string, active: LinearCatalog['users']): Owner | undefined {
  const parts = spoken.split(/ and |, | & /).map(foldName);
  const named = parts.map((part) => usersNamed(part, active));
  const candidates = [...new Set(named.flatMap((users) => users.map((user) => user.name)))];
  const areAllKnown = parts.length > 1 && named.every((users) => users.length > 0);
  return areAllKnown && candidates.length > 1 ? { state: 'ambiguous', spoken, candidates } : undefined;
}

function usersNamed(spoken: string, users: LinearCatalog['users']): LinearCatalog['users'] {
  if (spoken === '') return [];
  const exact = users.filter(
    (user) => foldName(user.name) === spoken || foldName(user.displayName) === spoken,
  );
  if (exact.length > 0) return exact;
  const words = spoken.split(' ');
  return users.filter((user) => {
    const names = new Set(`${foldName(user.name)} ${foldName(user.displayName)}`.split(' '));
    // "Zach" for Zach Ray, and "Zach Ray Miller" for a user who is called Zach Ray.
    const said = words.every((word) => names.has(word));
    const whole = foldName(user.name).split(' ');
    return said || (whole.length > 1 && whole.every((word) => words.includes(word)));
  });
}
