import { sql } from 'kysely';
import type { Condition } from '../contracts/detection.ts';
import type { Tx } from './database.ts';

/* Pointers and page memories are written by the detection room. */

/** A monitor that follows a source, with what it last saw and last told. */
export interface Follower {
  monitorId: string;
  state: string;
  request: string;
  requestVersion: number;
  condition: Condition | null;
  mode: 'once' | 'every';
  mutedKinds: string[];
  channelId: string | null;
  /** Null until the monitor has a baseline of this source. */
  pointer: {
    requestVersion: number;
    observedVersionId: string | null;
    alertedVersionId: string | null;
    /** A version whose values look like a mistake and wait for a second reading. */
    doubtedVersionId: string | null;
    engineVersion: string;
  } | null;
}

/** Living monitors that follow a source. */
export async function loadFollowers(tx: Tx, sourceId: string): Promise<Follower[]> {
  const rows = await tx
    .selectFrom('monitor_sources')
    .innerJoin('monitors', 'monitors.monitor_id', 'monitor_sources.monitor_id')
    .leftJoin('pointers', (join) =>
      join
        .onRef('pointers.monitor_id', '=', 'monitor_sources.monitor_id')
        .onRef('pointers.source_id', '=', 'monitor_sources.source_id'),
    )
    .select([
      'monitors.monitor_id',
      'monitors.state',
      'monitors.request',
      'monitors.request_version',
      'monitors.condition',
      'monitors.mode',
      'monitors.muted_kinds',
      'monitors.channel_id',
      'pointers.request_version as seen_request_version',
      'pointers.observed_version_id',
      'pointers.alerted_version_id',
      'pointers.doubted_version_id',
      'pointers.engine_version',
    ])
    .where('monitor_sources.source_id', '=', sourceId)
    .where('monitors.state', 'in', ['proposed', 'watching', 'paused'])
    .orderBy('monitors.created_at')
    .execute();
  return rows.map((row) => ({
    monitorId: row.monitor_id,
    state: row.state,
    request: row.request,
    requestVersion: row.request_version,
    condition: row.condition as Condition | null,
    mode: row.mode === 'once' ? 'once' : 'every',
    mutedKinds: row.muted_kinds,
    channelId: row.channel_id,
    pointer:
      row.seen_request_version === null
        ? null
        : {
            requestVersion: row.seen_request_version,
            observedVersionId: row.observed_version_id,
            alertedVersionId: row.alerted_version_id,
            doubtedVersionId: row.doubted_version_id,
            engineVersion: row.engine_version ?? '',
          },
  }));
}

/** Both pointers to one version: the monitor's baseline, or its new one after an edit. Says nothing to anybody. */
export async function setBaseline(
  tx: Tx,
  at: {
    workspaceId: string;
    monitorId: string;
    sourceId: string;
    requestVersion: number;
    versionId: string;
    engineVersion: string;
  },
): Promise<void> {
  const pointer = {
    request_version: at.requestVersion,
    observed_version_id: at.versionId,
    alerted_version_id: at.versionId,
    doubted_version_id: null,
    engine_version: at.engineVersion,
  };
  await tx
    .insertInto('pointers')
    .values({
      workspace_id: at.workspaceId,
      monitor_id: at.monitorId,
      source_id: at.sourceId,
      ...pointer,
    })
    .onConflict((conflict) => conflict.columns(['monitor_id', 'source_id']).doUpdateSet(pointer))
    .execute();
}

/**
 * Moves what a monitor has observed from one version to the next, if it still stands at `from`, and ends any doubt.
 * False when somebody else moved it: the comparison was already recorded.
 */
export async function advanceObserved(
  tx: Tx,
  monitorId: string,
  sourceId: string,
  from: string | null,
  to: { versionId: string; engineVersion: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('pointers')
    .set({
      observed_version_id: to.versionId,
      engine_version: to.engineVersion,
      doubted_version_id: null,
    })
    .where('monitor_id', '=', monitorId)
    .where('source_id', '=', sourceId)
    .where('observed_version_id', from === null ? 'is' : '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Leaves a monitor where it is and notes the version whose values are doubted. False when it has moved meanwhile or
 * a doubt is open already.
 */
export async function doubtVersion(
  tx: Tx,
  monitorId: string,
  sourceId: string,
  from: string | null,
  versionId: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('pointers')
    .set({ doubted_version_id: versionId })
    .where('monitor_id', '=', monitorId)
    .where('source_id', '=', sourceId)
    .where('observed_version_id', from === null ? 'is' : '=', from)
    .where('doubted_version_id', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * The newest version of a source that each monitor has an alert about which has not reached people yet (quiet hours,
 * a snooze, Slack away): they will hear of it, so it counts as told.
 */
export async function loadPendingTold(tx: Tx, sourceId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ monitor_id: string; version_id: string }>`
    select distinct on (changes.monitor_id) changes.monitor_id, versions.version_id
    from changes join alerts using (alert_id) join versions on versions.version_id = changes.to_version_id
    where changes.source_id = ${sourceId} and changes.alert_id is not null and alerts.delivered_at is null
    order by changes.monitor_id, versions.observed_at desc`.execute(tx);
  return new Map(rows.map((row) => [row.monitor_id, row.version_id]));
}

/**
 * People were told of an alert: moves the alerted pointer of every monitor and source behind it. Never back: an
 * alert may be delivered late, edited again, or be an old change somebody asked for.
 */
export async function advanceAlerted(tx: Tx, alertId: string): Promise<void> {
  await sql`
    update pointers set alerted_version_id = newest.to_version_id
    from (
      select distinct on (monitor_id, source_id) monitor_id, source_id, to_version_id, versions.observed_at
      from changes join versions using (source_id)
      where alert_id = ${alertId} and versions.version_id = changes.to_version_id
      order by monitor_id, source_id, versions.observed_at desc
    ) newest
    where pointers.monitor_id = newest.monitor_id and pointers.source_id = newest.source_id
      and not exists (
        select from versions told
        where told.version_id = pointers.alerted_version_id and told.observed_at >= newest.observed_at)`.execute(
    tx,
  );
}

export async function loadMemory(tx: Tx, sourceId: string): Promise<Record<string, unknown> | null> {
  const row = await tx
    .selectFrom('page_memories')
    .select('memory')
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row?.memory ?? null;
}

export async function saveMemory(
  tx: Tx,
  workspaceId: string,
  sourceId: string,
  memory: object,
): Promise<void> {
  const json = JSON.stringify(memory);
  await tx
    .insertInto('page_memories')
    .values({ source_id: sourceId, workspace_id: workspaceId, memory: json })
    .onConflict((conflict) => conflict.column('source_id').doUpdateSet({ memory: json }))
    .execute();
}
