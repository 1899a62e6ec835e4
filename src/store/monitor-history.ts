import type { Condition } from '../contracts/detection.ts';
import type { Tx } from './database.ts';

/* Read-only: what a replay needs of monitors, pages, versions and changes, each written by its own room. */

export interface Watched {
  monitorId: string;
  request: string;
  requestVersion: number;
  condition: Condition | null;
  mutedKinds: string[];
  channelId: string | null;
  threadTs: string | null;
}

/** A monitor as far as judging for it goes, or null when it is unknown in this workspace. */
export async function loadWatched(tx: Tx, monitorId: string): Promise<Watched | null> {
  const row = await tx
    .selectFrom('monitors')
    .select(['request', 'request_version', 'condition', 'muted_kinds', 'channel_id', 'thread_ts'])
    .where('monitor_id', '=', monitorId)
    .executeTakeFirst();
  return row
    ? {
        monitorId,
        request: row.request,
        requestVersion: row.request_version,
        condition: row.condition as Condition | null,
        mutedKinds: row.muted_kinds,
        channelId: row.channel_id,
        threadTs: row.thread_ts,
      }
    : null;
}

export interface HistoryEntry {
  versionId: string;
  extractor: string;
  observedAt: Date;
}

export interface SourceHistory {
  sourceId: string;
  url: string;
  /** Oldest first. The first may be older than asked for: it is what the next is compared with. */
  versions: HistoryEntry[];
}

/** The stored versions of a monitor's pages since a moment, at most `most` of each, the newest. */
export async function loadHistories(
  tx: Tx,
  monitorId: string,
  since: Date,
  most: number,
): Promise<SourceHistory[]> {
  const sources = await tx
    .selectFrom('monitor_sources')
    .innerJoin('sources', 'sources.source_id', 'monitor_sources.source_id')
    .select(['sources.source_id', 'sources.url'])
    .where('monitor_sources.monitor_id', '=', monitorId)
    .orderBy('monitor_sources.position')
    .execute();
  const histories: SourceHistory[] = [];
  for (const { source_id: sourceId, url } of sources) {
    const rows = await tx
      .selectFrom('versions')
      .select(['version_id', 'extractor', 'observed_at'])
      .where('source_id', '=', sourceId)
      .orderBy('observed_at', 'desc')
      .orderBy((eb) => eb('rederived_from', 'is', null)) // a re-reading comes after what it was read from
      .limit(most)
      .execute();
    const oldest = rows.findIndex((row) => row.observed_at < since);
    const kept = oldest < 0 ? rows : rows.slice(0, oldest + 1);
    histories.push({
      sourceId,
      url,
      versions: kept
        .toReversed()
        .map((row) => ({ versionId: row.version_id, extractor: row.extractor, observedAt: row.observed_at })),
    });
  }
  return histories;
}

/** The versions of which a monitor was told. */
export async function loadToldVersions(tx: Tx, monitorId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('changes')
    .select('to_version_id')
    .where('monitor_id', '=', monitorId)
    .where('alert_id', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.to_version_id ?? []));
}
