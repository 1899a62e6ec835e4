import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { type KnownIssue, known } from './linear-issues.ts';
import { issuesNear } from './linear-vectors.ts';

/* Read-only: issues that questions are answered from. Those of private teams are never among them. */

const mostOfWord = 300;
const mostNear = 40;
const mostIssues = 120;

/** Issues on a board that hold a word (as `lexemesOf` gives them), are near in meaning, or are called for by name. */
export async function findIssuesAbout(
  tx: Tx,
  wish: {
    words: readonly string[];
    identifiers: readonly string[];
    near: { vector: Float32Array; embedder: string } | null;
  },
): Promise<{ issue: KnownIssue; likeness: number | null }[]> {
  const near = wish.near
    ? await issuesNear(tx, { ...wish.near, limit: mostNear, openOnly: false, includePrivate: false })
    : [];
  const likeness = new Map(near.map((one) => [one.issue.brief.issueId, one.likeness]));
  const byWord = await sql<{ issue_id: string; words: number }>`
    select issue_id, count(*)::int as words from issues_with_words(${[...wish.words]}::text[], ${mostOfWord})
    group by issue_id order by words desc limit ${mostIssues}`.execute(tx);
  const ids = [...new Set([...likeness.keys(), ...byWord.rows.map((row) => row.issue_id)])];
  const named = wish.identifiers.map((identifier) => identifier.toUpperCase());
  if (ids.length + named.length === 0) return [];
  const rows = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('private', '=', false)
    .where('archived', '=', false)
    .where(sql<boolean>`(issue_id = any(${ids}::text[]) or identifier = any(${named}::text[]))`)
    .execute();
  return rows.map((row) => ({ issue: known(row), likeness: likeness.get(row.issue_id) ?? null }));
}

/** Issues that changed since a moment, are in work or may be late, that are no secret of a team. */
export async function findReportedIssues(tx: Tx, since: Date, limit: number): Promise<KnownIssue[]> {
  const rows = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('private', '=', false)
    .where('archived', '=', false)
    .where((eb) =>
      eb.or([
        eb('updated_at', '>=', since),
        eb('state_type', '=', 'started'),
        eb.and([
          eb('state_type', 'not in', ['completed', 'canceled', 'duplicate']),
          eb(sql<string>`brief ->> 'due'`, 'is not', null),
        ]),
      ]),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('identifier')
    .limit(limit)
    .execute();
  return rows.map(known);
}

export async function countIssues(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from linear_issues where not private and not archived`.execute(tx);
  return rows[0]?.count ?? 0;
}
