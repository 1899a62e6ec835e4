import type { House } from '../../house.ts';
import { pagesOfSite, type Range } from './page-address.ts';

const cadence = JSON.stringify({ kind: 'every', minutes: 10_080 });

/** SQL for the id of a thing by its number `n`: a UUID of version 8, as the product's own stable ids are. */
const idOf = (thing: string): string =>
  `overlay(overlay(md5('${thing}' || n) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid`;

/**
 * Monitors as people make them, each with a page of its own, watching and due some time next week: written
 * straight into the tables, since making thousands in a conversation is not what is measured. They belong
 * to no channel, so their cards and alerts stay out of Slack.
 */
export async function seedMonitors(
  house: House,
  workspaceId: string,
  origin: string,
  { first, last }: Range,
): Promise<void> {
  const { pool } = house.database;
  const numbers = [first, last];
  await pool.query(
    `insert into sources (source_id, workspace_id, url, origin, cadences, created_at)
     select ${idOf('source')}, $3, $4 || '/pages/' || (n % ${pagesOfSite}) || '?edition=' || (n / ${pagesOfSite}), $4, jsonb_build_array($5::jsonb), now()
     from generate_series($1::int, $2::int) n`,
    [...numbers, workspaceId, origin, cadence],
  );
  await pool.query(
    `insert into monitors (monitor_id, workspace_id, creation_key, state, request, request_key, intent, cadence, mode, created_by, created_at, updated_at)
     select ${idOf('monitor')}, $3, 'bench-' || n, 'watching', 'tell me when the price of plan ' || n || ' changes', 'price of plan ' || n,
       'The price of plan ' || n, $4::jsonb, 'every', 'U0BENCH', now(), now()
     from generate_series($1::int, $2::int) n`,
    [...numbers, workspaceId, cadence],
  );
  await pool.query(
    `insert into monitor_sources (monitor_id, source_id, workspace_id, position, why, added_at)
     select ${idOf('monitor')}, ${idOf('source')}, $3, 0, 'it names the price', now()
     from generate_series($1::int, $2::int) n`,
    [...numbers, workspaceId],
  );
  await pool.query(
    `insert into readings (source_id, workspace_id, origin, phase_ms, next_due_at, last_checked_at)
     select ${idOf('source')}, $3, $4, (n * 7919) % 600000000, now() + interval '1 day' + (n % 1000) * interval '8 minutes', now()
     from generate_series($1::int, $2::int) n`,
    [...numbers, workspaceId, origin],
  );
}

/** Makes the range due at this moment. */
export async function makeDue(house: House, { first, last }: Range): Promise<void> {
  await house.database.pool.query(
    `update readings set next_due_at = now() where source_id in (select ${idOf('source')} from generate_series($1::int, $2::int) n)`,
    [first, last],
  );
}

export interface Recorded {
  /** Sources whose last reading was good and is not older than the moment asked for. */
  good: number;
  notModified: number;
  versions: number;
}

/** What the tables say of a range: the bench believes rows, not counters. */
export async function readRecorded(house: House, { first, last }: Range, sinceMs: number): Promise<Recorded> {
  const { rows } = await house.database.pool.query<Recorded>(
    `with range as (select ${idOf('source')} as source_id from generate_series($1::int, $2::int) n)
     select
       (select count(*)::int from readings join range using (source_id) where last_good_at >= to_timestamp($3::float8 / 1000)) as good,
       (select coalesce(sum(not_modified), 0)::int from source_days join range using (source_id)) as "notModified",
       (select count(*)::int from versions join range using (source_id)) as versions`,
    [first, last, sinceMs],
  );
  const [row] = rows;
  if (!row) throw new Error('the tables gave no counts');
  return row;
}
