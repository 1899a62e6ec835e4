import { sql } from 'kysely';
import type { Verdict } from '../contracts/detection.ts';
import type { Tx } from './database.ts';

/* Written by the detection room: what was told, in a form in which the same event is found again. */

/** What each alert since a moment told of a source, by monitor: the quotes of its changes. */
export async function loadQuotesTold(
  tx: Tx,
  sourceId: string,
  since: Date,
): Promise<Map<string, Verdict['quotes'][]>> {
  const { rows } = await sql<{ monitor_id: string; quotes: Verdict['quotes'] }>`
    select monitor_id, verdict -> 'quotes' as quotes from changes
    where source_id = ${sourceId} and alert_id is not null and detected_at >= ${since}
    order by detected_at desc limit 200`.execute(tx);
  const told = new Map<string, Verdict['quotes'][]>();
  for (const { monitor_id, quotes } of rows) told.set(monitor_id, [...(told.get(monitor_id) ?? []), quotes]);
  return told;
}

/** A text as a model sees it. Only vectors of one model are ever compared. */
export interface EventVector {
  model: string;
  values: Float32Array;
}

const toSql = ({ values }: EventVector): string => `[${[...values].join(',')}]`;

export async function saveEventVector(
  tx: Tx,
  event: { workspaceId: string; changeId: string; channelId: string; vector: EventVector; at: Date },
): Promise<void> {
  await tx
    .insertInto('event_vectors')
    .values({
      change_id: event.changeId,
      workspace_id: event.workspaceId,
      channel_id: event.channelId,
      model: event.vector.model,
      embedding: toSql(event.vector),
      told_at: event.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const nearestMost = 30;

/**
 * How like the told changes of a channel since a moment are to a vector, by change, nearest first, at most 30 with a
 * cosine of `atLeast`.
 */
export async function findLikeEvents(
  tx: Tx,
  wanted: { channelId: string; vector: EventVector; since: Date; atLeast: number },
): Promise<Map<string, number>> {
  const vector = toSql(wanted.vector);
  const { rows } = await sql<{ change_id: string; likeness: number }>`
    with events as materialized ( -- so that no vector of another model, of another length, is compared first
      select change_id, embedding <=> ${vector}::vector as distance from event_vectors
      where channel_id = ${wanted.channelId} and model = ${wanted.vector.model} and told_at >= ${wanted.since}
    )
    select change_id, 1 - distance as likeness from events
    where distance <= ${1 - wanted.atLeast} order by distance limit ${nearestMost}`.execute(tx);
  return new Map(rows.map((row) => [row.change_id, Number(row.likeness)]));
}
