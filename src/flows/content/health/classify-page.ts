import { classifyAddress } from './classify-address.ts';
import { classifyAnswer } from './classify-answer.ts';
import { classifyShell } from './classify-shell.ts';
import { classifyStatus } from './classify-status.ts';
import { classifyWall, longWallChars, wallChars } from './classify-wall.ts';
import { looksAlike } from './compare-faces.ts';
import { readWall, titledAs, type WallReading } from './judge-wall.ts';
import { faceOf } from './page-face.ts';
import type { PageHealth, ReadingToClassify } from './page-health.ts';
import { readLines } from './read-lines.ts';

/**
 * Whether a fetch by itself is a good reading of the page, null when it is. Rules are general: statuses, addresses,
 * how much text of its own a page has, and what pages without such text say in some fifteen languages. What a known
 * good reading looked like is believed again; other comparisons with the past are `assessReading`'s.
 */
export function classifyPage(reading: ReadingToClassify): PageHealth | null {
  const { extraction, signals } = reading;
  const isText = extraction.kind === 'html' || extraction.kind === 'text';
  const wall = isText ? readPage(reading) : undefined;
  const found = wall && classifyWall(wall, signals);
  const byStatus = classifyStatus(reading.status, found?.problem);
  if (byStatus) return byStatus;
  const byAddress = classifyAddress(reading);
  if (byAddress) return byAddress;
  if (
    signals.refreshTo !== undefined &&
    signals.contentChars < 400 &&
    signals.refreshTo !== reading.finalUrl
  ) {
    return { problem: 'empty', why: `the page only forwards to ${signals.refreshTo}`, severity: 'passing' };
  }
  const answer = classifyAnswer(extraction);
  if (answer && !looksAsBefore(reading)) return answer;
  if (wall && !looksAsBefore(reading)) {
    const shell = extraction.kind === 'html' ? classifyShell(wall, signals) : null;
    const finding = (found && !isAskedFor(found, reading) ? found : null) ?? shell;
    if (finding) return finding;
  }
  if (isText && signals.contentChars === 0 && extraction.blocks.every((block) => block.furniture)) {
    return { problem: 'empty', why: 'the page has no text', severity: 'passing' };
  }
  return null;
}

/** Undefined for a page with too much text to be a wall, or much and no title that says so. */
function readPage({ extraction, signals, requestedUrl }: ReadingToClassify): WallReading | undefined {
  if (signals.contentChars > longWallChars) return undefined;
  const lines = readLines(extraction);
  const host = URL.parse(requestedUrl)?.hostname ?? '';
  if (signals.contentChars > wallChars && titledAs(lines.titles, host).size === 0) return undefined;
  return readWall(lines, host);
}

/** Last words of an address that asks for such a page: the help on "404", the status page, the form to sign in. */
const askedFor: Partial<Record<PageHealth['problem'], RegExp>> = {
  gone: /404|410|not-?found/i,
  server_error: /50\d|errors?\b/i,
  maintenance: /maintenance|status|wartung/i,
  login: /^(?:log-?in|sign-?in|auth)/i,
  bot_check: /captcha/i,
  forbidden: /40[13]|forbidden|access-denied/i,
  rate_limited: /429|rate-?limit/i,
};

/** Only where no redirect led elsewhere: then the site chose the page, not the person. */
function isAskedFor({ problem }: PageHealth, { requestedUrl, finalUrl }: ReadingToClassify): boolean {
  const [asked, reached] = [URL.parse(requestedUrl)?.pathname, URL.parse(finalUrl)?.pathname];
  const last = asked?.split('/').findLast((segment) => segment !== '') ?? '';
  return asked === reached && (askedFor[problem]?.test(last) ?? false);
}

/** As at an earlier good reading: then its words are its own. */
function looksAsBefore({ extraction, signals, faces = [] }: ReadingToClassify): boolean {
  if (faces.length === 0) return false;
  const face = faceOf(extraction, signals);
  return faces.some((known) => looksAlike(known, face));
}
