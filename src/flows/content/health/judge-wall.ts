import {
  gonePhrases,
  maintenanceOfSubject,
  maintenancePhrases,
  rateLimitedPhrases,
  serverErrorPhrases,
  siteWords,
} from './fault-phrases.ts';
import type { WallPhrases } from './fold-wall-text.ts';
import { botCheckPhrases, choicePhrases, deniedPhrases, loginLabels, loginPhrases } from './gate-phrases.ts';
import { type Line, longestWallLine, type PageLines } from './read-lines.ts';
import {
  consentButtons,
  consentPhrases,
  forwardPhrases,
  helpPhrases,
  loadingPhrases,
  scriptsPhrases,
} from './shell-phrases.ts';

/** What a page that is not the page may be. In the order in which a line that could be several is taken. */
const kinds = {
  rate_limited: rateLimitedPhrases,
  bot_check: botCheckPhrases,
  gone: gonePhrases,
  denied: deniedPhrases,
  maintenance: maintenancePhrases,
  login: loginPhrases,
  choice: choicePhrases,
  scripts: scriptsPhrases,
  forward: forwardPhrases,
  server_error: serverErrorPhrases,
  loading: loadingPhrases,
  consent: consentPhrases,
} as const satisfies Record<string, WallPhrases>;

export type WallKind = keyof typeof kinds;
const wallKinds = Object.keys(kinds) as WallKind[];

/** How the text of a page divides; all in weighed characters. */
export interface WallReading {
  /** What the page says for itself: neither wall, nor help beside a wall, nor links. */
  own: number;
  /** Lines of its own. */
  ownLines: number;
  /** Of that, what stands in whole sentences. */
  prose: number;
  said: Record<WallKind, number>;
  /** The title, or a part of it, is nothing but this. */
  titled: Set<WallKind>;
  /** A heading or one of the first lines is this. */
  opened: Set<WallKind>;
  loginLabels: number;
  consentButtons: number;
  /** The first heading names a matter of the page's own: then a wall's words below it are about something. */
  isNamed: boolean;
}

const proseWeight = 40;
/** A wall's message is seldom an item of a list, and then a long one. */
const rowWeight = 120;

/** Divides the lines of a page into what walls say and what the page says. `host` tells the site's own name. */
export function readWall({ titles, lines, head }: PageLines, host: string): WallReading {
  const names = [host, ...titles].map(squash);
  const reading: WallReading = {
    own: 0,
    ownLines: 0,
    prose: 0,
    said: Object.fromEntries(wallKinds.map((kind) => [kind, 0])) as Record<WallKind, number>,
    titled: titledAs(titles, host),
    opened: new Set(),
    loginLabels: 0,
    consentButtons: 0,
    isNamed: isOwnName(lines.find(({ isHeading }) => isHeading)?.text, names, host),
  };
  const named = reading.isNamed ? lines.findIndex(({ isHeading }) => isHeading) : lines.length;
  lines.forEach((line, at) => {
    // Under a heading of the page's own, the first lines are about that.
    addLine(reading, line, names, head.includes(line) && (line.isHeading || at < named));
  });
  return giveBack(reading);
}

/** The walls a title names by one of its parts, or tells of in a sentence: "The page you want could not be found". */
export function titledAs(titles: readonly string[], host: string): Set<WallKind> {
  const names = [host, ...titles].map(squash);
  const kindsNamed = titles.flatMap((title) => {
    const told = title.length < 120 ? kindOf(title, names) : undefined;
    return [
      ...wallKinds.filter((kind) => kinds[kind].titles.test(title)),
      ...(told && told !== 'consent' ? [told] : []),
    ];
  });
  return new Set(kindsNamed);
}

/** A page that speaks of this many kinds of wall is about walls. */
const kindsOfAWall = 3;

/**
 * Not every line with a wall's words is a wall's: a policy speaks of cookies where there is nothing to press, and a
 * page about error messages speaks of them all. Such lines are the page's own.
 */
function giveBack(reading: WallReading): WallReading {
  const { said, consentButtons } = reading;
  const spoken = wallKinds.filter((kind) => kind !== 'consent' && kind !== 'loading' && said[kind] > 0);
  const back = spoken.length > kindsOfAWall ? spoken : [];
  const given = [...back, ...(consentButtons === 0 ? (['consent'] as const) : [])];
  const weight = given.reduce((sum, kind) => sum + said[kind], 0);
  return { ...reading, own: reading.own + weight, prose: reading.prose + weight };
}

function addLine(reading: WallReading, line: Line, names: readonly string[], isHead: boolean): void {
  const { text, weight, isHeading, isRow } = line;
  if (consentButtons.test(text)) {
    reading.consentButtons += 1;
    return;
  }
  if (isLoginLabel(text, isHeading)) {
    reading.loginLabels += 1;
    return;
  }
  const mayBeWall = text.length <= longestWallLine && !(isRow && weight < rowWeight);
  const kind = mayBeWall ? kindOf(text, names) : undefined;
  if (kind) {
    reading.said[kind] += weight;
    if (text.length < 200 && isHead) reading.opened.add(kind);
    return;
  }
  if (line.isLink || (text.length < 200 && helpPhrases.test(text))) return;
  reading.own += weight;
  reading.ownLines += 1;
  if (weight >= proseWeight) reading.prose += weight;
}

/** A button to sign in stands on many good pages: only a heading or a sentence asks for it. */
const isLoginLabel = (text: string, isHeading: boolean): boolean =>
  loginLabels.titles.test(text) ||
  (!isHeading && loginPhrases.titles.test(text) && !loginPhrases.sentences.test(text));

function isOwnName(heading: string | undefined, names: readonly string[], host: string): boolean {
  if (heading === undefined || kindOf(heading, names) || isLoginLabel(heading, true)) return false;
  return !helpPhrases.test(heading) && !squash(host).includes(squash(heading));
}

function kindOf(text: string, names: readonly string[]): WallKind | undefined {
  return wallKinds.find(
    (kind) =>
      kinds[kind].titles.test(text) ||
      kinds[kind].sentences.test(text) ||
      (kind === 'maintenance' && tellsOfMaintenance(text, names)),
  );
}

const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const article = /^(?:the|our|le|la|les|l'|der|die|das|el|il|lo|de|het)\s*/i;

/** "The site is under maintenance", but not "the importer is": there the subject is a part, and the page tells of it. */
function tellsOfMaintenance(text: string, names: readonly string[]): boolean {
  const subject = Object.values(maintenanceOfSubject.exec(text)?.groups ?? {}).find(
    (group) => group !== undefined,
  );
  if (subject === undefined) return false;
  const bare = squash(subject.trim().replace(article, ''));
  return (
    siteWords.test(subject.trim()) ||
    bare === '' ||
    (bare.length >= 3 && names.some((name) => name.includes(bare)))
  );
}
