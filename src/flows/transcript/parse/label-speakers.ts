import { canBeName, coreOf, looksLikeName, tidyName } from './speaker-names.ts';

interface Labelled {
  /** Undefined: no label stands before this text. */
  speaker: string | undefined;
  text: string;
}

export interface Labels {
  /** One for each text given, in order. */
  texts: Labelled[];
  /** Share of the texts with a label; 0 when the file was judged to have none. */
  share: number;
}

interface Prefix {
  name: string;
  rest: string;
}

/** In lines, a longer label that comes once is the beginning of a sentence: "It is long: very long." */
const mostOddWords = { cues: Number.POSITIVE_INFINITY, lines: 2 };

/** How far into a text a label may end. */
const reach = 130;

/**
 * Decides over a whole file which texts begin with `Name: `. One text alone cannot tell "Ana: hello" from
 * "The plan: hello"; a file can, because people speak more than once and their names look like names.
 *
 * @param kind cues, each of which the tool wrote the name before; or lines, of which some go on with the one before
 * @param known names the file gives elsewhere (attendees)
 */
export function labelSpeakers(
  texts: readonly string[],
  kind: 'cues' | 'lines',
  known: ReadonlySet<string> = new Set(),
): Labels {
  const prefixes = texts.map((text) => firstPrefix(text, known));
  const counts = countNames(prefixes);
  const isTrusted = (prefix: Prefix | undefined): boolean =>
    prefix !== undefined &&
    (known.has(prefix.name) || looksLikeName(prefix.name) || (counts.get(prefix.name) ?? 0) > 1);
  const trustedShare = shareOf(prefixes, isTrusted);
  const anyShare = shareOf(prefixes, (prefix) => prefix !== undefined);
  if (!isLabelled(prefixes, counts, trustedShare, anyShare))
    return { texts: texts.map((text) => ({ speaker: undefined, text })), share: 0 };
  // Nearly every text has a label: then an odd one that comes once ("ana", "dock four on the phone") is a name too.
  const takeAll = anyShare >= 0.95;
  const longer = longerNames(prefixes);
  const labelled = texts.map((text, index) => {
    const prefix = prefixes[index];
    if (
      !prefix ||
      !(isTrusted(prefix) || (takeAll && coreOf(prefix.name).split(' ').length <= mostOddWords[kind]))
    )
      return { speaker: undefined, text };
    return longer.has(prefix.name) ? (splitAgain(prefix) ?? fromPrefix(prefix)) : fromPrefix(prefix);
  });
  return { texts: labelled, share: takeAll ? anyShare : trustedShare };
}

const fromPrefix = (prefix: Prefix): Labelled => ({ speaker: prefix.name, text: prefix.rest });

function isLabelled(
  prefixes: readonly (Prefix | undefined)[],
  counts: ReadonlyMap<string, number>,
  trustedShare: number,
  anyShare: number,
): boolean {
  if (trustedShare >= 0.5) return true;
  // Long speeches of several lines: fewer labels, but the same few names come back from the start on.
  const speakers = [...counts].filter(([name, count]) => count > 1 && looksLikeName(name));
  if (speakers.length >= 2 && trustedShare >= 0.15 && prefixes.slice(0, 5).some(Boolean)) return true;
  return anyShare >= 0.95 && prefixes.length > 1;
}

/** The shortest text before a colon that can be a name; a known name wins, also one with a colon in it. */
function firstPrefix(text: string, known: ReadonlySet<string>): Prefix | undefined {
  const start = text.slice(0, reach);
  let found: Prefix | undefined;
  let isFirst = true;
  for (const match of start.matchAll(/\s?[:：](?=\s|$)|：/g)) {
    const name = tidyName(start.slice(0, match.index));
    const rest = text.slice(match.index + match[0].length).trim();
    if (known.has(name)) return { name, rest };
    if (isFirst && canBeName(name)) found = { name, rest };
    isFirst = false;
    if (known.size === 0) return found;
  }
  return found;
}

/** "Bob: the builder: hello" in every text of Bob: the name goes on to the second colon. */
function longerNames(prefixes: readonly (Prefix | undefined)[]): ReadonlySet<string> {
  const seconds = new Map<string, { name: string | undefined; times: number; rests: Set<string> }>();
  for (const prefix of prefixes) {
    if (!prefix) continue;
    const second = splitAgain(prefix);
    const entry = seconds.get(prefix.name);
    if (!entry) seconds.set(prefix.name, { name: second?.speaker, times: 1, rests: new Set([prefix.rest]) });
    else {
      entry.times += 1;
      if (entry.rests.size < 3) entry.rests.add(prefix.rest);
      if (entry.name !== second?.speaker) entry.name = undefined;
    }
  }
  const certain = [...seconds].filter(([, entry]) => entry.name && entry.times > 1 && entry.rests.size > 1);
  return new Set(certain.map(([name]) => name));
}

function splitAgain(prefix: Prefix): Labelled | undefined {
  const second = firstPrefix(prefix.rest, new Set());
  return second && { speaker: `${prefix.name}: ${second.name}`, text: second.rest };
}

function countNames(prefixes: readonly (Prefix | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const prefix of prefixes) if (prefix) counts.set(prefix.name, (counts.get(prefix.name) ?? 0) + 1);
  return counts;
}

const shareOf = <T>(items: readonly T[], test: (item: T) => boolean): number =>
  items.length === 0 ? 0 : items.filter(test).length / items.length;
