import type { PageSignals } from '../extract/page-signals.ts';
import type { WallKind, WallReading } from './judge-wall.ts';
import type { PageHealth } from './page-health.ts';

/** A page with more text is believed; up to this it is a wall when title and heading both say so. */
export const longWallChars = 8_000;
/** The same for walls that say it once, at the top: a menu beside the message is long. */
export const wallChars = 3_000;

/** What a wall of a kind is called, and what a person reads of it. */
const findings: Record<Exclude<WallKind, 'loading'>, PageHealth> = {
  rate_limited: finding('rate_limited', 'the site asks to come back less often', 'passing'),
  bot_check: finding('bot_check', 'the page asks to prove that the reader is human', 'lasting'),
  gone: finding('gone', 'the page says that it was not found', 'lasting'),
  denied: finding('forbidden', 'the page says that it may not be read from here', 'lasting'),
  maintenance: finding('maintenance', 'the site says that it is temporarily not available', 'passing'),
  login: finding('login', 'the page asks to sign in', 'lasting'),
  choice: finding('consent', "the page only asks for the reader's age or country", 'lasting'),
  scripts: finding('needs_browser', 'the page asks for a browser with scripts', 'lasting'),
  forward: finding('redirected_home', 'the page only leads to another one', 'passing'),
  server_error: finding('server_error', 'the page shows an error of the site', 'passing'),
  consent: finding('consent', 'the page shows only a consent dialog', 'lasting'),
};

function finding(problem: PageHealth['problem'], why: string, severity: PageHealth['severity']): PageHealth {
  return { problem, why, severity };
}

/** In this order: what stands on a page beside its wall (a box to sign in, a consent dialog) comes last. */
const plainKinds = [
  'rate_limited',
  'bot_check',
  'gone',
  'denied',
  'maintenance',
  'server_error',
  'choice',
  'scripts',
  'forward',
] as const satisfies WallKind[];

/** Most weighed characters of its own that a wall has beside a message at its top, or one that is most of it. */
const ownBeside: Partial<Record<WallKind, { top: number; share: number }>> = {
  server_error: { top: 220, share: 120 },
  choice: { top: 200, share: 120 },
  scripts: { top: 160, share: 120 },
  forward: { top: 160, share: 160 },
};
const usualBeside = { top: 420, share: 160 };
/** Under a heading of its own a page is a wall when the wall's words outweigh its own this many times. */
const outweighed = 2;
/** A status page names its parts, a shop its goods; a maintenance page has no such lines. */
const mostLinesBesideMaintenance = 4;

/** Whether a page says little else than that it is not the page; null when it is one. */
export function classifyWall(
  reading: WallReading,
  signals: Pick<PageSignals, 'contentChars' | 'passwordInputs'>,
): PageHealth | null {
  for (const kind of plainKinds) {
    if (isWall(kind, reading, signals.contentChars)) return findings[kind];
  }
  if (isLogin(reading, signals)) return findings.login;
  return isConsent(reading, signals.contentChars) ? findings.consent : null;
}

function isWall(kind: WallKind, reading: WallReading, contentChars: number): boolean {
  const { own, prose, said, titled, opened, isNamed } = reading;
  const [isTitled, isOpened] = [titled.has(kind), opened.has(kind)];
  if (!isTitled && !isOpened && said[kind] === 0) return false;
  if (kind === 'maintenance' && !isTitled && reading.ownLines > mostLinesBesideMaintenance) return false;
  const most = ownBeside[kind] ?? usualBeside;
  if (isTitled && isOpened) return prose <= most.top;
  if (contentChars > wallChars) return false;
  if (isTitled || isOpened) return own <= most.top;
  return said[kind] >= own * (isNamed ? outweighed : 1) && own <= most.share;
}

function isLogin(
  reading: WallReading,
  { contentChars, passwordInputs }: Pick<PageSignals, 'contentChars' | 'passwordInputs'>,
): boolean {
  const { own, prose, said, titled, opened, isNamed } = reading;
  if (contentChars > wallChars) return false;
  const isTitled = titled.has('login');
  const isTop = isTitled || opened.has('login');
  // A box to sign in stands on many good pages: it is the page only where there is next to nothing else.
  if (passwordInputs > 0) return own <= 90 || (isTop && prose <= 420) || (isTitled && prose <= 900);
  if (said.login === 0) return false;
  if (isTop) return own <= (reading.loginLabels >= 2 ? 420 : 160);
  return own <= 160 && said.login >= own * (isNamed ? outweighed : 1);
}

/** Cookies, and buttons to answer with; a page about cookies has text, and no such buttons. */
function isConsent(reading: WallReading, contentChars: number): boolean {
  const { own, said, titled, opened, consentButtons, isNamed } = reading;
  if (consentButtons === 0 || contentChars > wallChars || said.consent === 0) return false;
  if (titled.has('consent')) return own <= 600;
  return own <= (isNamed ? 60 : 120) && (opened.has('consent') || said.consent >= own);
}
