import type { Doubt, DoubtKind, PageFace, PageHistory } from '../../store/page-history.ts';
import { looksAlike } from './health/compare-faces.ts';

const dayMs = 86_400_000;

/**
 * How many readings in a row must agree before a doubtful one is believed, and over what time. What the page may
 * well look like now needs a second look; what looks like a failure must outlast one: an overload page passes within
 * a day, a redesign does not. A page that goes back and forth between whole states has to settle.
 */
const needed: Record<DoubtKind, { readings: number; overMs: number }> = {
  rewritten: { readings: 2, overMs: 0 },
  emptied: { readings: 2, overMs: 0 },
  recovered: { readings: 2, overMs: 0 },
  returned: { readings: 4, overMs: dayMs },
  lost: { readings: 4, overMs: dayMs },
  other_language: { readings: 4, overMs: dayMs },
  other_page: { readings: 4, overMs: dayMs },
};

/** Adds a doubtful reading to those that agree with it, and says whether it is believed now. */
export function weighDoubt(
  history: PageHistory,
  reading: { kind: DoubtKind; face: PageFace; versionHash: string },
  at: Date,
): { believed: boolean; history: PageHistory } {
  const known = history.doubt;
  const agrees =
    known?.kind === reading.kind &&
    (known.versionHash === reading.versionHash || looksAlike(known.face, reading.face));
  const doubt: Doubt = agrees
    ? { ...known, seen: known.seen + 1 }
    : { ...reading, seen: 1, since: at.toISOString() };
  const { readings, overMs } = needed[reading.kind];
  const believed = doubt.seen >= readings && at.getTime() - Date.parse(doubt.since) >= overMs;
  return { believed, history: { ...history, doubt } };
}
