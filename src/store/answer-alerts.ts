import { type RawBuilder, sql } from 'kysely';
import type { Sees } from '../contracts/answers.ts';
import type { Verdict } from '../contracts/detection.ts';
import { mayBeSeen, vectorText } from './answer-scope.ts';
import { wholeWords } from './brief-reads.ts';
import type { Tx } from './database.ts';

/* Read-only: alerts that questions are answered from. */

export interface ToldNews {
  alertId: string;
  monitorId: string;
  sentence: string;
  url: string;
  quotes: Verdict['quotes'];
  request: string;
  channelId: string | null;
  threadTs: string | null;
  at: Date;
}

export interface AlertWish {
  sees: Sees;
  /** Words as `lexemesOf` gives them. */
  words: readonly string[];
  near: { vector: Float32Array; embedder: string } | null;
  /** Only of pages whose address holds one of these. */
  addresses: readonly string[];
  /** Those of these monitors are looked at in any case. */
  monitorIds: readonly string[];
  /** The newest, whatever they hold. */
  all: boolean;
  /** Only those told in this time. */
  period: { from: Date; to: Date } | null;
}

/** A monitor that was not asked for in a thread lives under its own card. */
export const threadOf = sql`coalesce(m.thread_ts, (select posted_ts from deliveries d
  where d.monitor_id = m.monitor_id and d.kind = 'card' and d.posted_ts is not null order by d.created_at limit 1))`;

/** Alerts with the first change they told, its page and its monitor. */
const alertRows = sql`
  select a.alert_id, a.monitor_id, a.sentence, a.created_at, a.channel_id, ${threadOf} as thread_ts, m.request, c.verdict, s.url
  from alerts a
  join monitors m on m.monitor_id = a.monitor_id
  join lateral (select verdict, source_id from changes where changes.alert_id = a.alert_id
    order by detected_at, change_id limit 1) c on true
  join sources s on s.source_id = c.source_id`;

const mostOfWord = 200;
const mostNear = 40;
/** Older news than this many is not compared by meaning. */
const mostVectors = 2_000;
const mostAlerts = 60;

/**
 * Alerts that were told where the asker may read, and that hold a word, are near in meaning, or fall into a time or
 * under an address asked for; newest first, with how near each is where that is known.
 */
export async function findAlerts(
  tx: Tx,
  wish: AlertWish,
): Promise<(ToldNews & { likeness: number | null })[]> {
  const near = await likenessOfAlerts(tx, wish);
  const byWord = await sql<{ alert_id: string }>`
    select distinct alert_id from alerts_with_words(${[...wish.words]}::text[], ${mostOfWord})`.execute(tx);
  const ids = [...new Set([...near.keys(), ...byWord.rows.map((row) => row.alert_id)])];
  const narrowed = wish.all || wish.period !== null || wish.addresses.length > 0;
  const ofThose = sql`a.monitor_id = any(${[...wish.monitorIds]}::uuid[])`;
  const { rows } = await sql<AlertRow>`
    ${alertRows}
    where ${mayBeSeen(sql.ref('a.channel_id'), wish.sees, false)}
      and (${narrowed} or a.alert_id = any(${ids}::uuid[]) or ${ofThose})
      and ${wish.period ? sql`a.created_at >= ${wish.period.from} and a.created_at < ${wish.period.to}` : sql`true`}
      and (${wish.addresses.length === 0} or s.url ilike any(${wish.addresses.map(likePattern)}::text[]))
    order by ${ofThose} desc, a.created_at desc, a.alert_id limit ${mostAlerts}`.execute(tx);
  return rows.map((row) => ({ ...newsOf(row), likeness: near.get(row.alert_id) ?? null }));
}

/** Alerts told since a moment where the asker may read, newest first. */
export const alertsSince = async (tx: Tx, sees: Sees, since: Date, limit: number): Promise<ToldNews[]> =>
  await newestAlerts(tx, sees, sql`a.created_at >= ${since}`, limit);

/** Alerts told where the asker may read whose sentence, page or request holds a name, newest first. */
export const alertsNaming = async (tx: Tx, sees: Sees, name: string, limit: number): Promise<ToldNews[]> =>
  await newestAlerts(
    tx,
    sees,
    sql`(a.sentence || ' ' || m.request || ' ' || s.url) ~* ${wholeWords(name)}`,
    limit,
  );

async function newestAlerts(
  tx: Tx,
  sees: Sees,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<ToldNews[]> {
  const { rows } = await sql<AlertRow>`
    ${alertRows} where ${mayBeSeen(sql.ref('a.channel_id'), sees, false)} and ${which}
    order by a.created_at desc, a.alert_id limit ${limit}`.execute(tx);
  return rows.map(newsOf);
}

interface AlertRow {
  alert_id: string;
  monitor_id: string;
  sentence: string;
  created_at: Date;
  channel_id: string | null;
  thread_ts: string | null;
  request: string;
  verdict: Verdict;
  url: string;
}

const newsOf = (row: AlertRow): ToldNews => ({
  alertId: row.alert_id,
  monitorId: row.monitor_id,
  sentence: row.sentence,
  url: row.url,
  quotes: row.verdict.quotes,
  request: row.request,
  channelId: row.channel_id,
  threadTs: row.thread_ts,
  at: row.created_at,
});

async function likenessOfAlerts(tx: Tx, { near, sees }: AlertWish): Promise<Map<string, number>> {
  if (!near) return new Map();
  const { rows } = await sql<{ alert_id: string; likeness: number }>`
    with mine as materialized ( -- so that no vector of another model, of another length, is compared first
      select change_id, embedding from event_vectors
      where model = ${near.embedder} and ${mayBeSeen(sql.ref('channel_id'), sees, false)}
      order by told_at desc limit ${mostVectors})
    select c.alert_id, max(1 - (mine.embedding <=> ${vectorText(near.vector)}::vector)) as likeness
    from mine join changes c on c.change_id = mine.change_id where c.alert_id is not null
    group by c.alert_id order by likeness desc limit ${mostNear}`.execute(tx);
  return new Map(rows.map((row) => [row.alert_id, Number(row.likeness)]));
}

/** How many alerts the asker may see. */
export async function countAlerts(tx: Tx, sees: Sees): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from alerts where ${mayBeSeen(sql.ref('channel_id'), sees, false)}`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

const likePattern = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
