import type { PageSignals } from '../extract/page-signals.ts';
import { foldWallText } from './fold-wall-text.ts';
import type { WallReading } from './judge-wall.ts';
import type { PageHealth } from './page-health.ts';
import { scriptsPhrases } from './shell-phrases.ts';

/** Below this a page with scripts has most likely not been drawn. */
const shellChars = 200;
/** With an element left empty for scripts, a page of one or two labels has not been drawn. */
const labelChars = 60;

/** Whether the page is a frame that scripts have yet to fill, or nothing but its consent dialog; null when not. */
export function classifyShell(reading: WallReading, signals: PageSignals): PageHealth | null {
  const { contentChars, consentChars, textChars, scriptCount } = signals;
  if (scriptCount > 0 && reading.own < shellChars && contentChars < 2 * shellChars) {
    const admits =
      reading.said.scripts > 0 || scriptsPhrases.sentences.test(foldWallText(signals.noscriptText));
    const isLoading = reading.said.loading > 0;
    const isBare = reading.own < labelChars;
    const isUndrawn =
      contentChars === 0 ||
      (isLoading && reading.ownLines <= 3) ||
      (admits && reading.prose === 0) ||
      (isBare && (signals.emptyMount || (contentChars < 40 && scriptCount >= 3)));
    if (isUndrawn) {
      return {
        problem: 'needs_browser',
        why: 'the page is drawn by scripts and holds almost no text itself',
        severity: 'lasting',
      };
    }
  }
  if (consentChars > 0 && textChars - consentChars < shellChars && reading.own < labelChars) {
    return { problem: 'consent', why: 'the page shows only a consent dialog', severity: 'lasting' };
  }
  return null;
}
