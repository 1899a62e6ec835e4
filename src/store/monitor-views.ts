import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { HealthProblem } from '../contracts/blocks.ts';
import { ChangeKind, Condition } from '../contracts/detection.ts';
import { Cadence } from '../contracts/discovery.ts';
import {
  MonitorState,
  type MonitorView,
  NotifyTarget,
  QuietHours,
  type SourceView,
} from '../contracts/monitor.ts';
import type { Tx } from './database.ts';
import type { MonitorRow } from './monitors.ts';
import type { Tables } from './tables.ts';

// Reads what the monitor, content, detection and notification rooms wrote; writes nothing.

export interface MonitorFilter {
  monitorIds?: readonly string[];
  /** Monitors that follow this source. */
  sourceId?: string;
  channelId?: string;
  createdBy?: string;
  /** The thread a monitor lives in: where it was asked for, or under its own card. */
  threadTs?: string;
  /** Monitors of other channels are left out, except those `viewer` made. */
  visibleChannels?: readonly string[];
  viewer?: string;
  limit?: number;
  offset?: number;
}

/** Where a monitor's card was posted, when it was not asked for in a thread: its replies go there. */
const cardTs = sql<string | null>`(
  select posted_ts from deliveries
  where deliveries.monitor_id = monitors.monitor_id and deliveries.kind = 'card' and posted_ts is not null
  order by deliveries.created_at limit 1)`;

function conditionsOf(filter: MonitorFilter): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [];
  const { monitorIds, sourceId, channelId, createdBy, threadTs, visibleChannels, viewer } = filter;
  if (monitorIds) all.push(sql`monitors.monitor_id = any(${[...monitorIds]}::uuid[])`);
  if (sourceId) {
    all.push(
      sql`exists (select from monitor_sources ms where ms.monitor_id = monitors.monitor_id and ms.source_id = ${sourceId}::uuid)`,
    );
  }
  if (channelId !== undefined) all.push(sql`monitors.channel_id = ${channelId}`);
  if (createdBy !== undefined) all.push(sql`monitors.created_by = ${createdBy}`);
  if (threadTs !== undefined) {
    all.push(sql`(monitors.thread_ts = ${threadTs} or exists (
      select from deliveries d where d.monitor_id = monitors.monitor_id and d.kind = 'card' and d.posted_ts = ${threadTs}))`);
  }
  if (visibleChannels) {
    all.push(
      sql`(monitors.channel_id is null or monitors.channel_id = any(${[...visibleChannels]}::text[]) or monitors.created_by = ${viewer ?? null}::text)`,
    );
  }
  return all;
}

/** A page of monitors as people see them, newest first, in four statements however many there are. */
export async function loadMonitorViews(
  tx: Tx,
  filter: MonitorFilter,
): Promise<{ monitors: MonitorView[]; total: number }> {
  const conditions = conditionsOf(filter);
  const matching = (tx as Kysely<Tables>).selectFrom('monitors').where((eb) => eb.and(conditions));
  const { count } = await matching.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll('monitors')
    .select(cardTs.as('card_ts'))
    .orderBy('created_at', 'desc')
    .orderBy('monitor_id')
    .limit(filter.limit ?? 200)
    .offset(filter.offset ?? 0)
    .execute();
  const ids = rows.map((row) => row.monitor_id);
  if (ids.length === 0) return { monitors: [], total: count };
  const sources = await loadSources(tx, ids);
  const alerts = await countAlerts(tx, ids);
  return {
    monitors: rows.map((row) =>
      viewOf(row, sources.get(row.monitor_id) ?? [], alerts.get(row.monitor_id) ?? 0),
    ),
    total: count,
  };
}

/** One monitor as people see it, or null. */
export async function loadMonitorView(tx: Tx, monitorId: string): Promise<MonitorView | null> {
  const { monitors } = await loadMonitorViews(tx, { monitorIds: [monitorId], limit: 1 });
  return monitors[0] ?? null;
}

async function loadSources(tx: Tx, monitorIds: string[]): Promise<Map<string, SourceView[]>> {
  const rows = await tx
    .selectFrom('monitor_sources')
    .innerJoin('sources', 'sources.source_id', 'monitor_sources.source_id')
    .leftJoin('readings', 'readings.source_id', 'sources.source_id')
    .select([
      'monitor_sources.monitor_id',
      'sources.source_id',
      'sources.url',
      'monitor_sources.why',
      'monitor_sources.current_value',
      'readings.title',
      'readings.last_checked_at',
      'readings.last_good_at',
      'readings.next_due_at',
      'readings.problem',
      'readings.problem_since',
      'readings.failures',
    ])
    .where('monitor_sources.monitor_id', 'in', monitorIds)
    .orderBy('monitor_sources.position')
    .execute();
  const byMonitor = new Map<string, SourceView[]>();
  for (const row of rows) {
    const problem = HealthProblem.safeParse(row.problem);
    const views = byMonitor.get(row.monitor_id) ?? [];
    views.push({
      sourceId: row.source_id,
      url: row.url,
      title: row.title ?? '',
      why: row.why,
      currentValue: row.current_value,
      lastCheckedAt: iso(row.last_checked_at),
      lastGoodAt: iso(row.last_good_at),
      nextCheckAt: iso(row.next_due_at),
      problem: problem.success ? problem.data : null,
      problemSince: iso(row.problem_since),
      failures: row.failures ?? 0,
    });
    byMonitor.set(row.monitor_id, views);
  }
  return byMonitor;
}

async function countAlerts(tx: Tx, monitorIds: string[]): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('alerts')
    .select(['monitor_id', sql<number>`count(*)::int`.as('count')])
    .where('monitor_id', 'in', monitorIds)
    .groupBy('monitor_id')
    .execute();
  return new Map(rows.map((row) => [row.monitor_id, row.count]));
}

function viewOf(
  row: MonitorRow & { card_ts: string | null },
  sources: SourceView[],
  alerts: number,
): MonitorView {
  return {
    monitorId: row.monitor_id,
    state: MonitorState.parse(row.state),
    request: row.request,
    requestVersion: row.request_version,
    intent: row.intent,
    condition: row.condition === null ? null : Condition.parse(row.condition),
    cadence: Cadence.parse(row.cadence),
    mode: row.mode === 'once' ? 'once' : 'every',
    quietHours: row.quiet_hours === null ? null : QuietHours.parse(row.quiet_hours),
    notify: NotifyTarget.array().parse(row.notify),
    mentions: row.mentions,
    mutedKinds: ChangeKind.array().parse(row.muted_kinds),
    snoozedUntil: iso(row.snoozed_until),
    channelId: row.channel_id,
    threadTs: row.thread_ts ?? row.card_ts,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    workedOutBy: row.worked_out_by === 'model' ? 'model' : 'rules',
    failure: row.failure,
    alerts,
    sources,
  };
}

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;
