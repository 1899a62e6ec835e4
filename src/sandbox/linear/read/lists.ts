import { seesTeam } from '../forge.ts';
import type { CommentRow, IssueRow } from '../records.ts';
import { matches } from './filter.ts';
import { type Connection, type PageArgs, paginate } from './paginate.ts';
import type { Kind, Rows } from './relations.ts';
import type { Asking } from './resolver.ts';

/** The issues this viewer may see, archived ones too. */
export const readableIssues = ({ forge, actor }: Asking): IssueRow[] =>
  [...forge.tables.issues.values()].filter((issue) => seesTeam(forge, actor, issue.teamId));

/** The comments on issues this viewer may see. */
export function readableComments(asking: Asking): CommentRow[] {
  const issues = new Set(readableIssues(asking).map((issue) => issue.id));
  return [...asking.forge.tables.comments.values()].filter((comment) => issues.has(comment.issueId));
}

/** A page of rows that pass the filter. */
export function pageOf<K extends Kind>(
  asking: Asking,
  kind: K,
  rows: Rows[K][],
  args: PageArgs & { filter?: Record<string, unknown> | null },
): Connection<Rows[K]> {
  const { filter } = args;
  return paginate(filter ? rows.filter((row) => matches(asking, kind, row, filter)) : rows, args);
}
