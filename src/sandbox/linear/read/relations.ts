import type { Actor, LinearForge } from '../forge.ts';
import type {
  AttachmentRow,
  CommentRow,
  IssueRow,
  LabelRow,
  MilestoneRow,
  ProjectRow,
  StateRow,
  TeamRow,
  UserRow,
} from '../records.ts';

/** What can be filtered, and what its relations lead to. */
export interface Rows {
  issue: IssueRow;
  team: TeamRow;
  user: UserRow;
  state: StateRow;
  label: LabelRow;
  project: ProjectRow;
  milestone: MilestoneRow;
  comment: CommentRow;
  attachment: AttachmentRow;
}
export type Kind = keyof Rows;
export type Related = { kind: Kind; one: object | undefined } | { kind: Kind; many: object[] };

const one = (kind: Kind, row: object | undefined): Related => ({ kind, one: row });
const many = (kind: Kind, rows: Iterable<object>): Related => ({ kind, many: [...rows] });
const at = <T>(table: ReadonlyMap<string, T>, id: string | null): T | undefined =>
  id === null ? undefined : table.get(id);

type Relations = { [K in Kind]: Record<string, (row: Rows[K], forge: LinearForge, actor: Actor) => Related> };

/** `isMe` depends on who asks. */
const me = (row: UserRow | undefined, actor: Actor): object | undefined =>
  row && { ...row, isMe: row.id === actor.user.id };

const relations: Relations = {
  issue: {
    team: (row, { tables }) => one('team', tables.teams.get(row.teamId)),
    state: (row, { tables }) => one('state', tables.states.get(row.stateId)),
    assignee: (row, { tables }, actor) => one('user', me(at(tables.users, row.assigneeId), actor)),
    delegate: (row, { tables }, actor) => one('user', me(at(tables.users, row.delegateId), actor)),
    creator: (row, { tables }, actor) => one('user', me(at(tables.users, row.creatorId), actor)),
    project: (row, { tables }) => one('project', at(tables.projects, row.projectId)),
    projectMilestone: (row, { tables }) => one('milestone', at(tables.milestones, row.projectMilestoneId)),
    parent: (row, { tables }) => one('issue', at(tables.issues, row.parentId)),
    children: (row, { tables }) =>
      many(
        'issue',
        [...tables.issues.values()].filter((issue) => issue.parentId === row.id),
      ),
    labels: (row, { tables }) =>
      many(
        'label',
        row.labelIds.flatMap((id) => tables.labels.get(id) ?? []),
      ),
    comments: (row, { tables }) =>
      many(
        'comment',
        [...tables.comments.values()].filter((comment) => comment.issueId === row.id),
      ),
    attachments: (row, { tables }) =>
      many(
        'attachment',
        [...tables.attachments.values()].filter((attachment) => attachment.issueId === row.id),
      ),
  },
  team: {
    members: (row, { tables }) =>
      many(
        'user',
        row.memberIds.flatMap((id) => tables.users.get(id) ?? []),
      ),
    issues: (row, { tables }) =>
      many(
        'issue',
        [...tables.issues.values()].filter((issue) => issue.teamId === row.id),
      ),
  },
  user: {
    assignedIssues: (row, { tables }) =>
      many(
        'issue',
        [...tables.issues.values()].filter((issue) => issue.assigneeId === row.id),
      ),
  },
  state: { team: (row, { tables }) => one('team', tables.teams.get(row.teamId)) },
  label: {
    team: (row, { tables }) => one('team', at(tables.teams, row.teamId)),
    parent: (row, { tables }) => one('label', at(tables.labels, row.parentId)),
  },
  project: {
    accessibleTeams: (row, { tables }) =>
      many(
        'team',
        row.teamIds.flatMap((id) => tables.teams.get(id) ?? []),
      ),
    lead: (row, { tables }) => one('user', at(tables.users, row.leadId)),
    projectMilestones: (row, { tables }) =>
      many(
        'milestone',
        [...tables.milestones.values()].filter((milestone) => milestone.projectId === row.id),
      ),
  },
  milestone: { project: (row, { tables }) => one('project', tables.projects.get(row.projectId)) },
  comment: {
    issue: (row, { tables }) => one('issue', tables.issues.get(row.issueId)),
    user: (row, { tables }) => one('user', at(tables.users, row.userId)),
    parent: (row, { tables }) => one('comment', at(tables.comments, row.parentId)),
  },
  attachment: { creator: (row, { tables }) => one('user', at(tables.users, row.creatorId)) },
};

/** Where a filter's key leads from a row, or undefined when it is no relation. */
export function relatedOf(
  forge: LinearForge,
  actor: Actor,
  kind: Kind,
  row: object,
  key: string,
): Related | undefined {
  const follow = relations[kind][key] as
    | ((row: object, forge: LinearForge, actor: Actor) => Related)
    | undefined;
  return follow?.(row, forge, actor);
}
