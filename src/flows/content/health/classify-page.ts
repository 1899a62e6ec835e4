import type { Extraction } from '../../../contracts/blocks.ts';
import type { PageSignals } from '../extract/page-signals.ts';
import { classifyAddress } from './classify-address.ts';
import { classifyStatus } from './classify-status.ts';
import type { PageHealth, PreviousReading, ReadingToClassify } from './page-health.ts';
import {
  botCheckPhrases,
  gonePhrases,
  loadingPhrases,
  loginPhrases,
  loginTitles,
  maintenancePhrases,
  scriptsNeededPhrases,
  serverErrorPhrases,
} from './wall-phrases.ts';

/** A page with more text of its own than this is believed, whatever words it uses. */
const wallChars = 1_200;
/** Below this a page with scripts has most likely not been drawn. */
const shellChars = 200;
/** A page with less is hardly more than its buttons. */
const bareChars = 250;

/**
 * Whether a fetch is a good reading of the page, null when it is. Rules are general: statuses, addresses, how much
 * text there is, what short pages say in a dozen languages, and the comparison with the last good reading.
 */
export function classifyPage(reading: ReadingToClassify): PageHealth | null {
  const { extraction, signals, previous } = reading;
  const said = sayings(extraction);
  const isShort =
    extraction.kind === 'html' || extraction.kind === 'text' ? signals.contentChars < wallChars : false;
  const isBotCheck = isShort && (botCheckPhrases.test(said.body) || botCheckPhrases.test(said.top));
  const byStatus = classifyStatus(reading.status, {
    isBotCheck,
    isMaintenance: isShort && maintenancePhrases.test(said.body),
  });
  if (byStatus) return byStatus;
  const byAddress = classifyAddress(reading);
  if (byAddress) return byAddress;
  if (isShort && !looksAsBefore(reading)) {
    const wall = isBotCheck ? botCheck : classifyShort(reading, said);
    if (wall) return wall;
  }
  if (signals.contentChars === 0 && extraction.blocks.every((block) => block.furniture)) {
    return { problem: 'empty', why: 'the page has no text', severity: 'passing' };
  }
  return previous && extraction.kind === 'html' ? compareWith(previous, reading) : null;
}

const botCheck: PageHealth = {
  problem: 'bot_check',
  why: 'the page asks to prove that the reader is human',
  severity: 'lasting',
};

interface Sayings {
  /** Title and headings, one a line. */
  top: string;
  /** All content of a short page. */
  body: string;
}

function sayings({ title, blocks }: Extraction): Sayings {
  const content = blocks.filter((block) => !block.furniture).slice(0, 60);
  const headings = content.filter((block) => block.kind === 'heading').map((block) => block.text);
  return {
    top: [title, ...headings.slice(0, 5)].join('\n'),
    body: content
      .map((block) => block.text)
      .join('\n')
      .slice(0, 4_000),
  };
}

/** The same title and about as much text as at the last good reading: then its words are its own. */
function looksAsBefore({ extraction, signals, previous }: ReadingToClassify): boolean {
  if (!previous?.textChars || !previous.titles?.includes(extraction.title)) return false;
  const ratio = signals.textChars / previous.textChars;
  return ratio > 0.5 && ratio < 2;
}

function classifyShort(
  { extraction, signals, finalUrl }: ReadingToClassify,
  said: Sayings,
): PageHealth | null {
  const { contentChars } = signals;
  if (signals.refreshTo !== undefined && contentChars < 400 && signals.refreshTo !== finalUrl) {
    return { problem: 'empty', why: `the page only forwards to ${signals.refreshTo}`, severity: 'passing' };
  }
  const lines = said.body.split('\n').slice(0, 4);
  const opens = (pattern: RegExp) =>
    [...said.top.split('\n'), ...lines].some((line) => line.length < 200 && pattern.test(line));
  if (opens(gonePhrases)) {
    return { problem: 'gone', why: 'the page says that it was not found', severity: 'lasting' };
  }
  if (maintenancePhrases.test(said.top) || (contentChars < 800 && maintenancePhrases.test(said.body))) {
    return {
      problem: 'maintenance',
      why: 'the site says that it is temporarily not available',
      severity: 'passing',
    };
  }
  if (contentChars < 600 && opens(serverErrorPhrases)) {
    return { problem: 'server_error', why: 'the page shows an error of the site', severity: 'passing' };
  }
  // A box to sign in stands on many good pages: it is the page only where there is next to nothing else.
  const isLoginForm =
    signals.passwordInputs > 0 &&
    (contentChars < bareChars || (contentChars < 600 && loginTitles.test(said.top)));
  if (isLoginForm || (contentChars < 500 && loginPhrases.test(said.body))) {
    return { problem: 'login', why: 'the page asks to sign in', severity: 'lasting' };
  }
  return extraction.kind === 'html' ? classifyShell(signals, said) : null;
}

function classifyShell(signals: PageSignals, said: Sayings): PageHealth | null {
  const { contentChars, consentChars, textChars, scriptCount } = signals;
  const asksForScripts = scriptsNeededPhrases.test(said.body);
  const isUndrawn = contentChars === 0 || asksForScripts || loadingPhrases.test(said.body);
  if (contentChars < shellChars && scriptCount > 0) {
    const admits = asksForScripts || scriptsNeededPhrases.test(signals.noscriptText);
    if (isUndrawn || admits || signals.emptyMount || (contentChars < 40 && scriptCount >= 3)) {
      return {
        problem: 'needs_browser',
        why: 'the page is drawn by scripts and holds almost no text itself',
        severity: 'lasting',
      };
    }
  }
  if (consentChars > 0 && textChars - consentChars < shellChars) {
    return { problem: 'consent', why: 'the page shows only a consent dialog', severity: 'lasting' };
  }
  return null;
}

function compareWith(
  previous: PreviousReading,
  { extraction, signals }: ReadingToClassify,
): PageHealth | null {
  const language = primaryLanguage(extraction.language);
  const before = primaryLanguage(previous.language);
  if (language && before && language !== before && !previous.titles?.includes(extraction.title)) {
    return {
      problem: 'layout_changed',
      why: `the page answered in another language (${language} instead of ${before})`,
      severity: 'passing',
    };
  }
  const charsBefore = previous.textChars ?? 0;
  // A page that still says this much for itself is believed to have been shortened.
  if (charsBefore >= 600 && signals.textChars < charsBefore * 0.15 && signals.contentChars < wallChars) {
    const percent = Math.floor((1 - signals.textChars / charsBefore) * 100);
    return {
      problem: 'layout_changed',
      why: `${percent}% of the page's text is missing`,
      severity: 'lasting',
    };
  }
  return null;
}

const primaryLanguage = (language: string | undefined): string | undefined =>
  language?.toLowerCase().split(/[-_]/, 1)[0] || undefined;
