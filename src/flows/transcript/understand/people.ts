import type { Owner, Turn } from '../../../contracts/transcript.ts';
import type { PeopleWords } from './cues.ts';
import { readAliases } from './read-aliases.ts';
import { readCalledNames } from './read-called-names.ts';

export interface People extends PeopleWords {
  /** Display names, speakers first. */
  all: readonly string[];
  speakers: readonly string[];
  /** The person or people a spoken name can mean. */
  match(spoken: string): readonly string[];
}

/** Words of a display name that are no name: titles, companies in brackets, generic roles. */
const notNames = new Set(
  'the and of mr mrs ms dr prof van der von de la el team speaker unknown guest'.split(' '),
);

/** Everyone who speaks or is known to have been there, by every word somebody may call them by. */
export function readPeople(turns: readonly Turn[], participants: readonly string[] = []): People {
  const speakers = [...new Set(turns.map((turn) => turn.speaker).filter((name) => name !== ''))];
  const all = [...new Set([...speakers, ...participants])];
  const byWord = new Map<string, string[]>();
  const add = (word: string, name: string) => {
    const known = byWord.get(word) ?? [];
    if (!known.includes(name)) byWord.set(word, [...known, name]);
  };
  for (const name of all) {
    const plain = plainName(name);
    if (plain === '') continue;
    add(plain, name);
    for (const word of plain.split(' ')) if (word.length > 2 && !notNames.has(word)) add(word, name);
  }
  const aliases = readAliases(turns, speakers);
  for (const [alias, label] of aliases) add(alias, `${capitalised(alias)} (${label})`);
  // "designer" names nobody where two roles end so, "marketing" names the marketing expert.
  const names = new Set([...byWord.keys(), ...readCalledNames(turns)].filter((word) => !/^\d+$/.test(word)));
  return {
    all,
    speakers,
    names,
    match: (spoken) => {
      const plain = plainName(spoken);
      const whole = byWord.get(plain);
      if (whole) return whole;
      const words = plain.split(' ').filter((word) => word.length > 2 && !notNames.has(word));
      const candidates = all.filter((name) => {
        const own = plainName(name).split(' ');
        return words.length > 0 && words.every((word) => own.includes(word));
      });
      return candidates;
    },
  };
}

const plainName = (name: string): string =>
  name
    .replace(/[|(/,].*$/u, '')
    .replace(/[^\p{L}\p{N}'’ -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** A spoken name as a state: one person, several, or somebody who was not there. */
export function ownerOf(spoken: string, people: People): Owner {
  const matches = people.match(spoken);
  const [only] = matches;
  if (matches.length > 1)
    return { state: 'ambiguous', spoken: capitalised(spoken), candidates: [...matches] };
  return { state: 'named', spoken: only ?? capitalised(spoken) };
}

const capitalised = (name: string): string =>
  name.replace(/(?<![\p{L}\p{N}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
