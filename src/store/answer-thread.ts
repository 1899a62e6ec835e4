import { sql } from 'kysely';
import type { Sees } from '../contracts/answers.ts';
import { threadOf } from './answer-alerts.ts';
import { mayBeSeen } from './answer-scope.ts';
import type { Tx } from './database.ts';

/* Read-only: what a thread in which somebody asks is about. */

/** A monitor whose alerts come into a thread, with its first page. */
export interface ThreadMonitor {
  monitorId: string;
  request: string;
  url: string;
  title: string;
  /** Since when the page is followed. */
  since: Date;
  readAt: Date | null;
  isWatching: boolean;
  hasAlerts: boolean;
}

/** Monitors of a thread, as far as the asker may see them; oldest first. */
export async function loadThreadMonitors(
  tx: Tx,
  sees: Sees,
  { channelId, threadTs }: { channelId: string; threadTs: string },
): Promise<ThreadMonitor[]> {
  const { rows } = await sql<{
    monitor_id: string;
    request: string;
    url: string;
    title: string | null;
    added_at: Date;
    last_good_at: Date | null;
    state: string;
    has_alerts: boolean;
  }>`
    select m.monitor_id, m.request, m.state, s.url, r.title, first.added_at, r.last_good_at,
      exists (select from alerts a where a.monitor_id = m.monitor_id) as has_alerts
    from monitors m
    join lateral (select source_id, added_at from monitor_sources where monitor_id = m.monitor_id
      order by position, source_id limit 1) first on true
    join sources s on s.source_id = first.source_id
    left join readings r on r.source_id = first.source_id
    where m.channel_id = ${channelId} and ${threadOf} = ${threadTs}
      and ${mayBeSeen(sql.ref('m.channel_id'), sees, false)}
    order by m.created_at, m.monitor_id`.execute(tx);
  return rows.map((row) => ({
    monitorId: row.monitor_id,
    request: row.request,
    url: row.url,
    title: row.title ?? '',
    since: row.added_at,
    readAt: row.last_good_at,
    isWatching: row.state === 'watching' || row.state === 'paused',
    hasAlerts: row.has_alerts,
  }));
}
