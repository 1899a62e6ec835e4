import { sql } from 'kysely';
import type { Sees } from '../contracts/answers.ts';
import { threadOf } from './answer-alerts.ts';
import { mayBeSeen } from './answer-scope.ts';
import type { Tx } from './database.ts';
import { loadVersions, type StoredVersion } from './versions.ts';

/* Read-only: watched pages as they were last read. */

/** A page that a monitor of a channel the asker may read follows now. */
export interface WatchedPage {
  sourceId: string;
  url: string;
  title: string;
  /** What the monitors that follow it want to know. */
  requests: string;
  /** Where a monitor that follows it tells what changes. */
  thread: { channelId: string; threadTs: string } | null;
  versionId: string;
}

const mostPages = 24;
/** A version packed in more bytes than this is a catalogue, not a page to answer from. */
const mostPackedBytes = 400_000;

/**
 * Watched pages whose address, title or request holds one of the given beginnings of words first, then those read
 * last; at most 24.
 */
export async function findWatchedPages(
  tx: Tx,
  { sees, stems }: { sees: Sees; stems: readonly string[] },
): Promise<WatchedPage[]> {
  const { rows } = await sql<{
    source_id: string;
    url: string;
    title: string;
    requests: string;
    threads: { channelId: string; threadTs: string }[] | null;
    observed_version_id: string;
  }>`
    with followed as (
      select ms.source_id, string_agg(m.request, ' · ' order by m.created_at) as requests,
        jsonb_agg(jsonb_build_object('channelId', m.channel_id, 'threadTs', ${threadOf}) order by m.created_at)
          filter (where m.channel_id is not null and ${threadOf} is not null) as threads
      from monitor_sources ms join monitors m on m.monitor_id = ms.monitor_id
      where m.state in ('watching', 'paused') and ${mayBeSeen(sql.ref('m.channel_id'), sees, false)}
      group by ms.source_id),
    pages as (
      select s.source_id, s.url, r.title, f.requests, f.threads, r.observed_version_id, r.last_good_at,
        lower(s.url || ' ' || r.title || ' ' || f.requests) as described
      from followed f join sources s on s.source_id = f.source_id join readings r on r.source_id = s.source_id
      where r.observed_version_id is not null)
    select p.source_id, p.url, p.title, p.requests, p.threads, p.observed_version_id
    from pages p join versions v on v.version_id = p.observed_version_id
    where length(v.extraction) <= ${mostPackedBytes}
    order by (select count(*) from unnest(${[...stems]}::text[]) stem where position(stem in p.described) > 0) desc,
      p.last_good_at desc nulls last, p.source_id
    limit ${mostPages}`.execute(tx);
  return rows.map((row) => ({
    sourceId: row.source_id,
    url: row.url,
    title: row.title,
    requests: row.requests,
    thread: row.threads?.[0] ?? null,
    versionId: row.observed_version_id,
  }));
}

/** Their texts. */
export const loadPageTexts = async (
  tx: Tx,
  pages: readonly WatchedPage[],
): Promise<Map<string, StoredVersion>> =>
  await loadVersions(
    tx,
    pages.map(({ versionId }) => versionId),
  );

/** How many watched pages the asker may see. */
export async function countWatchedPages(tx: Tx, sees: Sees): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct ms.source_id)::int as count
    from monitor_sources ms join monitors m on m.monitor_id = ms.monitor_id
    where m.state in ('watching', 'paused') and ${mayBeSeen(sql.ref('m.channel_id'), sees, false)}`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
