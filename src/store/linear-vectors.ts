import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { closedTypes, type KnownIssue, known } from './linear-issues.ts';

// Written by the linear room: the vectors of linear_issues.

/** pgvector's text form: "[0.1,0.2]". */
const toSql = (vector: Float32Array): string => `[${vector.join(',')}]`;

/** Issues without a vector of this embedder, newest change first. */
export async function issuesWithoutVector(
  tx: Tx,
  { embedder, limit }: { embedder: string; limit: number },
): Promise<KnownIssue[]> {
  const rows = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('archived', '=', false)
    .where(sql<boolean>`embedder is distinct from ${embedder}`)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(known);
}

/** Keeps the vector of an issue, unless its words changed since they were read. */
export async function saveIssueVector(
  tx: Tx,
  vector: { issueId: string; updatedAt: Date; embedder: string; values: Float32Array },
): Promise<void> {
  await tx
    .updateTable('linear_issues')
    .set({ embedding: toSql(vector.values), embedder: vector.embedder })
    .where('issue_id', '=', vector.issueId)
    .where('updated_at', '=', vector.updatedAt)
    .execute();
}

export interface NearWish {
  vector: Float32Array;
  embedder: string;
  limit: number;
  openOnly: boolean;
  includePrivate: boolean;
  /** Only these, where given. */
  among?: readonly string[];
}

/** Issues on a board near a vector, by cosine (0..1), nearest first. */
export async function issuesNear(tx: Tx, wish: NearWish): Promise<{ issue: KnownIssue; likeness: number }[]> {
  const vector = toSql(wish.vector);
  let query = tx
    // Materialised, so that no vector of another embedder, of another length, is compared first.
    .with(
      (cte) => cte('mine').materialized(),
      (eb) => {
        let mine = eb
          .selectFrom('linear_issues')
          .selectAll()
          .where('embedder', '=', wish.embedder)
          .where('embedding', 'is not', null)
          .where('archived', '=', false);
        if (wish.openOnly) mine = mine.where('state_type', 'not in', [...closedTypes]);
        if (!wish.includePrivate) mine = mine.where('private', '=', false);
        return mine;
      },
    )
    .selectFrom('mine')
    .selectAll()
    .select(sql<number>`1 - (embedding <=> ${vector}::vector)`.as('likeness'));
  if (wish.among) {
    if (wish.among.length === 0) return [];
    query = query.where('issue_id', 'in', [...wish.among]);
  }
  const rows = await query.orderBy(sql`embedding <=> ${vector}::vector`).limit(wish.limit).execute();
  return rows.map(({ likeness, ...row }) => ({
    issue: known(row),
    likeness: Math.min(1, Math.max(0, Number(likeness))),
  }));
}
