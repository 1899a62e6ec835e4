import type { Hunk, Verdict } from '../../contracts/detection.ts';
import type { Tx } from '../../store/database.ts';
import { loadRecentAlerts, loadStandingAlerts } from '../../store/told-alerts.ts';
import { type EventVector, findLikeEvents } from '../../store/told-events.ts';
import { canBeOldNews, findSameEvent, joinWindowMs } from './join-event.ts';
import type { DetectionDeps } from './ports.ts';

/** How far back news is remembered as told, in milliseconds. */
const rememberedMs = 90 * 86_400_000;
/** Cosine below which no told event is worth comparing by its values. */
const likeEnough = 0.5;

export interface Telling {
  monitorId: string;
  channelId: string;
  sourceId: string;
  hunks: Hunk[];
  verdict: Verdict;
  vector?: EventVector | undefined;
}

/**
 * The alert of the channel that tells the same event already: an open one, to which this is an update, or one of the
 * last months. Vectors find the alerts to compare with, typed values and names decide.
 */
export async function findToldEvent(
  { clock }: DetectionDeps,
  tx: Tx,
  { channelId, vector, ...change }: Telling,
): Promise<{ alertId: string; isRecent: boolean } | null> {
  const now = clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const likeness = vector
    ? await findLikeEvents(tx, { channelId, vector, since: ago(rememberedMs), atLeast: likeEnough })
    : new Map<string, number>();
  const { monitorId } = change;
  const open = await loadRecentAlerts(tx, { channelId, monitorId, since: ago(joinWindowMs), now });
  const recent = findSameEvent(change, open, likeness);
  if (recent) return { alertId: recent, isRecent: true };
  if (likeness.size === 0 || !canBeOldNews(change)) return null;
  const standing = await loadStandingAlerts(tx, [...likeness.keys()]);
  const told = findSameEvent(change, standing, likeness);
  return told ? { alertId: told, isRecent: false } : null;
}
