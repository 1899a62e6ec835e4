import { sql } from 'kysely';
import type { HealthProblem } from '../contracts/blocks.ts';
import type { CadenceLike } from '../kit/schedule.ts';
import type { Tx } from './database.ts';
import type { PageHistory } from './page-history.ts';

/* Written by the content room: the state of reading each source. */

/** A source with the state of its reading, as one fetch needs it. */
export interface ReadableSource {
  sourceId: string;
  url: string;
  withBrowser: boolean;
  ignoreRobots: boolean;
  cadences: CadenceLike[];
  phaseMs: number;
  nextDueAt: Date | null;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  observedVersionId: string | null;
  /** Which extractor made the observed version. */
  observedExtractor: string | null;
  history: PageHistory;
  lastCheckedAt: Date | null;
  /** When the page was last read well, changed or not. */
  lastGoodAt: Date | null;
  problem: HealthProblem | null;
  problemSince: Date | null;
  failures: number;
  episode: string | null;
  noticed: boolean;
}

/** Sources by id with their reading state; those never scheduled are absent. */
export async function loadReadableSources(
  tx: Tx,
  sourceIds: readonly string[],
): Promise<Map<string, ReadableSource>> {
  const rows = await tx
    .selectFrom('readings')
    .innerJoin('sources', 'sources.source_id', 'readings.source_id')
    .leftJoin('versions', 'versions.version_id', 'readings.observed_version_id')
    .select([
      'versions.extractor',
      'readings.source_id',
      'sources.url',
      'sources.with_browser',
      'sources.ignore_robots',
      'sources.cadences',
      'readings.phase_ms',
      'readings.next_due_at',
      'readings.etag',
      'readings.last_modified',
      'readings.body_hash',
      'readings.observed_version_id',
      'readings.history',
      'readings.last_checked_at',
      'readings.last_good_at',
      'readings.problem',
      'readings.problem_since',
      'readings.failures',
      'readings.episode',
      'readings.noticed',
    ])
    .where('readings.source_id', 'in', [...new Set(sourceIds)])
    .execute();
  return new Map(
    rows.map((row) => [
      row.source_id,
      {
        sourceId: row.source_id,
        url: row.url,
        withBrowser: row.with_browser,
        ignoreRobots: row.ignore_robots,
        cadences: row.cadences as unknown as CadenceLike[],
        phaseMs: row.phase_ms,
        nextDueAt: row.next_due_at,
        etag: row.etag,
        lastModified: row.last_modified,
        bodyHash: row.body_hash,
        observedVersionId: row.observed_version_id,
        observedExtractor: row.extractor,
        history: row.history as PageHistory,
        lastCheckedAt: row.last_checked_at,
        lastGoodAt: row.last_good_at,
        problem: row.problem as HealthProblem | null,
        problemSince: row.problem_since,
        failures: row.failures,
        episode: row.episode,
        noticed: row.noticed,
      },
    ]),
  );
}

/**
 * How often sources are to be read as of now, held until the transaction ends: a monitor started or paused while
 * its page was being read must not be planned by the old rhythm. Sources that are gone are absent.
 */
export async function lockCadences(
  tx: Tx,
  sourceIds: readonly string[],
): Promise<Map<string, CadenceLike[]>> {
  const rows = await tx
    .selectFrom('sources')
    .select(['source_id', 'cadences'])
    .where('source_id', 'in', [...new Set(sourceIds)])
    .orderBy('source_id')
    .forShare()
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.cadences as unknown as CadenceLike[]]));
}

/** Everything one check leaves in `readings`; written for many sources in one statement. */
export interface ReadingUpdate {
  sourceId: string;
  checkedAt: Date;
  goodAt: Date | null;
  nextDueAt: Date | null;
  title: string | null;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  observedVersionId: string | null;
  /** Null keeps what is known. */
  history: PageHistory | null;
  problem: HealthProblem | null;
  problemSince: Date | null;
  failures: number;
  episode: string | null;
  noticed: boolean;
  notModified: boolean;
}

/** Writes the outcomes of checks and their day counts, releasing the leases. Two statements however many. */
export async function updateReadings(
  tx: Tx,
  workspaceId: string,
  updates: readonly ReadingUpdate[],
): Promise<void> {
  const rows = JSON.stringify(
    updates.map((update) => ({
      source_id: update.sourceId,
      checked_at: update.checkedAt,
      good_at: update.goodAt,
      next_due_at: update.nextDueAt,
      title: update.title,
      etag: update.etag,
      last_modified: update.lastModified,
      body_hash: update.bodyHash,
      observed_version_id: update.observedVersionId,
      history: update.history,
      problem: update.problem,
      problem_since: update.problemSince,
      failures: update.failures,
      episode: update.episode,
      noticed: update.noticed,
      not_modified: update.notModified ? 1 : 0,
      failed: update.problem ? 1 : 0,
    })),
  );
  // Named beside the join, or the planner reads all of `readings` for every group: 42 ms at 10,000 sources.
  const ids = updates.map(({ sourceId }) => sourceId);
  await sql`
    update readings r set
      last_checked_at = u.checked_at, last_good_at = coalesce(u.good_at, r.last_good_at), next_due_at = u.next_due_at,
      leased_until = null, title = coalesce(u.title, r.title), etag = u.etag, last_modified = u.last_modified,
      body_hash = u.body_hash, observed_version_id = u.observed_version_id,
      history = coalesce(nullif(u.history, 'null'::jsonb), r.history), problem = u.problem,
      problem_since = u.problem_since, failures = u.failures, episode = u.episode, noticed = u.noticed
    from jsonb_to_recordset(${rows}::jsonb) as u(
      source_id uuid, checked_at timestamptz, good_at timestamptz, next_due_at timestamptz, title text, etag text,
      last_modified text, body_hash text, observed_version_id uuid, history jsonb, problem text,
      problem_since timestamptz, failures integer, episode text, noticed boolean)
    where r.source_id = u.source_id and r.source_id = any(${ids}::uuid[])`.execute(tx);
  await sql`
    insert into source_days (source_id, workspace_id, day, checks, not_modified, failed)
    select u.source_id, ${workspaceId}, (u.checked_at at time zone 'UTC')::date, count(*), sum(u.not_modified), sum(u.failed)
    from jsonb_to_recordset(${rows}::jsonb) as u(source_id uuid, checked_at timestamptz, not_modified integer, failed integer)
    join readings using (source_id)
    where readings.source_id = any(${ids}::uuid[])
    group by 1, 2, 3
    on conflict (source_id, day) do update set
      checks = source_days.checks + excluded.checks,
      not_modified = source_days.not_modified + excluded.not_modified,
      failed = source_days.failed + excluded.failed`.execute(tx);
}

/** Makes or renews a source's place in the timetable. Answers null when the source is gone. */
export async function scheduleReading(
  tx: Tx,
  sourceId: string,
  plan: (source: { cadences: CadenceLike[]; lastCheckedAt: Date | null }) => {
    phaseMs: number;
    nextDueAt: Date | null;
  },
): Promise<{ nextDueAt: Date | null } | null> {
  const source = await tx
    .selectFrom('sources')
    .leftJoin('readings', 'readings.source_id', 'sources.source_id')
    .select(['sources.workspace_id', 'sources.origin', 'sources.cadences', 'readings.last_checked_at'])
    .where('sources.source_id', '=', sourceId)
    .executeTakeFirst();
  if (!source) return null;
  const { phaseMs, nextDueAt } = plan({
    cadences: source.cadences as unknown as CadenceLike[],
    lastCheckedAt: source.last_checked_at,
  });
  await tx
    .insertInto('readings')
    .values({
      source_id: sourceId,
      workspace_id: source.workspace_id,
      origin: source.origin,
      phase_ms: phaseMs,
      next_due_at: nextDueAt,
    })
    .onConflict((conflict) =>
      conflict.column('source_id').doUpdateSet({ phase_ms: phaseMs, next_due_at: nextDueAt }),
    )
    .execute();
  return { nextDueAt };
}

/** Monitors that follow a source and are alive, for telling them about it. */
export async function followersOf(
  tx: Tx,
  sourceIds: readonly string[],
): Promise<{ sourceId: string; monitorId: string }[]> {
  if (sourceIds.length === 0) return [];
  const rows = await tx
    .selectFrom('monitor_sources')
    .innerJoin('monitors', 'monitors.monitor_id', 'monitor_sources.monitor_id')
    .select(['monitor_sources.source_id', 'monitor_sources.monitor_id'])
    .where('monitor_sources.source_id', 'in', [...new Set(sourceIds)])
    .where('monitors.state', 'in', ['proposed', 'watching', 'paused'])
    .execute();
  return rows.map((row) => ({ sourceId: row.source_id, monitorId: row.monitor_id }));
}

/** The observed version was read anew by another extractor: the same reading under another id. */
export async function replaceObserved(
  tx: Tx,
  sourceId: string,
  change: { from: string; to: string; history: PageHistory },
): Promise<void> {
  await tx
    .updateTable('readings')
    .set({ observed_version_id: change.to, history: JSON.stringify(change.history) })
    .where('source_id', '=', sourceId)
    .where('observed_version_id', '=', change.from)
    .execute();
}
