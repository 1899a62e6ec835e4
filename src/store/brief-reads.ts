import { sql } from 'kysely';
import type { Sees } from '../contracts/answers.ts';
import { ExtractedAction, IssueBrief, ItemState } from '../contracts/transcript.ts';
import { mayBeSeen, seesUnplaced } from './answer-scope.ts';
import type { Tx } from './database.ts';
import { type KnownIssue, known } from './linear-issues.ts';

/* Read-only: what short reports are made of. Callers name meetings that may be seen. */

export interface ReportedItem {
  transcriptId: string;
  state: ItemState;
  title: string;
  due: string | null;
  extracted: ExtractedAction;
  /** The issue as it is now, when it is no secret of a private team. */
  issue: IssueBrief | null;
  changedAt: Date;
}

/** Items of these meetings in order, with the issues that came of them. */
export async function loadReportedItems(tx: Tx, transcriptIds: readonly string[]): Promise<ReportedItem[]> {
  if (transcriptIds.length === 0) return [];
  const rows = await tx
    .selectFrom('work_items as w')
    .leftJoin('linear_issues as l', (join) =>
      join.onRef('l.issue_id', '=', 'w.issue_id').onRef('l.workspace_id', '=', 'w.workspace_id'),
    )
    .select([
      'w.transcript_id',
      'w.state',
      'w.fields',
      'w.extracted',
      'w.issue',
      'w.changed_at',
      'l.brief',
      'l.private',
    ])
    .where('w.transcript_id', 'in', [...transcriptIds])
    .where('w.state', '<>', 'dropped')
    .orderBy('w.transcript_id')
    .orderBy('w.position')
    .execute();
  return rows.map((row) => {
    const extracted = ExtractedAction.parse(row.extracted);
    // What an undo took back was said all the same; its issue is archived.
    const issue = row.private || row.state === 'undone' ? null : (row.brief ?? row.issue);
    return {
      transcriptId: row.transcript_id,
      state: ItemState.parse(row.state),
      title: typeof row.fields.title === 'string' ? row.fields.title : extracted.title,
      due: typeof row.fields.due === 'string' ? row.fields.due : extracted.due,
      extracted,
      issue: issue === null ? null : (IssueBrief.safeParse(issue).data ?? null),
      changedAt: row.changed_at,
    };
  });
}

/** Issues of the work read in these channels, and the keys of the teams it went to. */
export async function findChannelWork(
  tx: Tx,
  sees: Sees,
): Promise<{ issueIds: Set<string>; teamKeys: Set<string> }> {
  const { rows } = await sql<{ issue_id: string; team_key: string }>`
    select distinct w.issue_id, split_part(w.issue ->> 'identifier', '-', 1) as team_key
    from work_items w join transcripts t on t.transcript_id = w.transcript_id
    where w.issue_id is not null and ${mayBeSeen(sql.ref('t.channel_id'), sees, seesUnplaced(sees))}`.execute(
    tx,
  );
  return {
    issueIds: new Set(rows.map((row) => row.issue_id)),
    teamKeys: new Set(rows.map((row) => row.team_key)),
  };
}

/** Issues that Lookout made for work read in these channels, or made or changed on an order, and that stand. */
export async function findWorkByLookout(
  tx: Tx,
  sees: Sees,
  since: Date,
): Promise<Map<string, 'created' | 'changed'>> {
  const { rows } = await sql<{ issue_id: string; kind: 'created' | 'changed' }>`
    select w.issue_id, 'created' as kind from work_items w join transcripts t on t.transcript_id = w.transcript_id
    where w.issue_id is not null and w.state = 'created' and w.changed_at >= ${since}
      and ${mayBeSeen(sql.ref('t.channel_id'), sees, seesUnplaced(sees))}
    union all
    select issue_id, kind from issue_changes
    where asked_at >= ${since} and undone_at is null and (kind = 'created' or after is not null)
    order by kind`.execute(tx);
  return new Map(rows.map((row) => [row.issue_id, row.kind]));
}

/** Issues whose title or description holds a name, open ones first. Never of a private team. */
export async function findIssuesNaming(tx: Tx, name: string, limit: number): Promise<KnownIssue[]> {
  const rows = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('private', '=', false)
    .where('archived', '=', false)
    .where(sql<boolean>`(coalesce(brief ->> 'title', '') || ' ' || description) ~* ${wholeWords(name)}`)
    .orderBy(sql`state_type in ('completed', 'canceled', 'duplicate')`)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(known);
}

/** A name as an expression of the database that finds it as whole words. */
export const wholeWords = (name: string): string =>
  `\\m${name
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')}\\M`;

/** Turns of these meetings that say a name, in order. */
export async function findTurnsNaming(
  tx: Tx,
  { name, transcriptIds, limit }: { name: string; transcriptIds: readonly string[]; limit: number },
): Promise<{ transcriptId: string; i: number }[]> {
  if (transcriptIds.length === 0) return [];
  const rows = await tx
    .selectFrom('transcript_turns')
    .select(['transcript_id', 'i'])
    .where('transcript_id', 'in', [...transcriptIds])
    .where(sql<boolean>`body ~* ${wholeWords(name)}`)
    .orderBy('transcript_id')
    .orderBy('i')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ transcriptId: row.transcript_id, i: row.i }));
}

export interface TroubledPage {
  url: string;
  problem: string;
  since: Date | null;
}

/** Watched pages that cannot be read at the moment, followed from where the asker may read. */
export async function findTroubledPages(tx: Tx, sees: Sees, limit: number): Promise<TroubledPage[]> {
  const { rows } = await sql<{ url: string; problem: string; problem_since: Date | null }>`
    select s.url, r.problem, r.problem_since from readings r join sources s on s.source_id = r.source_id
    where r.problem is not null and exists (
      select from monitor_sources ms join monitors m on m.monitor_id = ms.monitor_id
      where ms.source_id = r.source_id and m.state = 'watching' and ${mayBeSeen(sql.ref('m.channel_id'), sees, false)})
    order by r.problem_since nulls last, s.url limit ${limit}`.execute(tx);
  return rows.map((row) => ({ url: row.url, problem: row.problem, since: row.problem_since }));
}
