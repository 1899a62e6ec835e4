import { sql } from 'kysely';
import { stableId } from '../kit/ids.ts';
import type { Tx } from './database.ts';

// Written by the monitor room: sources and monitor_sources.

export interface SourceWish {
  workspaceId: string;
  /** Canonical address. */
  url: string;
  withBrowser: boolean;
  at: Date;
}

/** The source of an address, made when the workspace has none yet. Safe when several monitors ask at once. */
export async function ensureSource(
  tx: Tx,
  { workspaceId, url, withBrowser, at }: SourceWish,
): Promise<string> {
  const sourceId = stableId('source', workspaceId, url, String(withBrowser));
  await tx
    .insertInto('sources')
    .values({
      source_id: sourceId,
      workspace_id: workspaceId,
      url,
      origin: new URL(url).origin,
      with_browser: withBrowser,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'url', 'with_browser']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('sources')
    .select('source_id')
    .where('workspace_id', '=', workspaceId)
    .where('url', '=', url)
    .where('with_browser', '=', withBrowser)
    .executeTakeFirstOrThrow();
  return row.source_id;
}

export interface FollowedSource {
  sourceId: string;
  url: string;
  withBrowser: boolean;
  why: string;
  currentValue: string | null;
}

/** The pages a monitor follows, in their order. */
export async function sourcesOfMonitor(tx: Tx, monitorId: string): Promise<FollowedSource[]> {
  const rows = await tx
    .selectFrom('monitor_sources')
    .innerJoin('sources', 'sources.source_id', 'monitor_sources.source_id')
    .select(['sources.source_id', 'url', 'with_browser', 'why', 'current_value'])
    .where('monitor_id', '=', monitorId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    sourceId: row.source_id,
    url: row.url,
    withBrowser: row.with_browser,
    why: row.why,
    currentValue: row.current_value,
  }));
}

export interface Follow {
  sourceId: string;
  why: string;
  currentValue: string | null;
}

/** Makes a monitor follow exactly these sources, in this order. Answers the ids it followed before. */
export async function replaceFollowed(
  tx: Tx,
  {
    workspaceId,
    monitorId,
    follows,
    at,
  }: { workspaceId: string; monitorId: string; follows: readonly Follow[]; at: Date },
): Promise<string[]> {
  const before = (await sourcesOfMonitor(tx, monitorId)).map(({ sourceId }) => sourceId);
  const kept = new Set(follows.map(({ sourceId }) => sourceId));
  const gone = before.filter((sourceId) => !kept.has(sourceId));
  if (gone.length > 0) {
    await tx
      .deleteFrom('monitor_sources')
      .where('monitor_id', '=', monitorId)
      .where('source_id', 'in', gone)
      .execute();
  }
  if (follows.length > 0) {
    await tx
      .insertInto('monitor_sources')
      .values(
        follows.map(({ sourceId, why, currentValue }, position) => ({
          monitor_id: monitorId,
          source_id: sourceId,
          workspace_id: workspaceId,
          position,
          why,
          current_value: currentValue,
          added_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['monitor_id', 'source_id']).doUpdateSet((eb) => ({
          position: eb.ref('excluded.position'),
          why: eb.ref('excluded.why'),
          current_value: eb.ref('excluded.current_value'),
        })),
      )
      .execute();
  }
  return before;
}

/**
 * Reckons anew, from the watching monitors that follow each source, how often it is to be read and whether
 * robots.txt is set aside for it. A source nobody watches ends with no cadence.
 */
export async function refreshSources(tx: Tx, sourceIds: readonly string[]): Promise<void> {
  if (sourceIds.length === 0) return;
  await sql`
    update sources set
      cadences = coalesce((
        select jsonb_agg(distinct monitors.cadence)
        from monitor_sources join monitors using (monitor_id)
        where monitor_sources.source_id = sources.source_id and monitors.state = 'watching'
      ), '[]'::jsonb),
      ignore_robots = coalesce((
        select bool_or(monitors.ignore_robots)
        from monitor_sources join monitors using (monitor_id)
        where monitor_sources.source_id = sources.source_id and monitors.state not in ('stopped', 'done', 'failed')
      ), false)
    where source_id in (${sql.join(sourceIds)})`.execute(tx);
}
