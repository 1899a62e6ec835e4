import { identifierOf, issueUrl, seesTeam } from '../forge.ts';
import type {
  AttachmentRow,
  CommentRow,
  HistoryRow,
  IssueRow,
  LabelRow,
  MilestoneRow,
  OrganizationRow,
  ProjectRow,
  StateRow,
  TeamRow,
  UserRow,
  WebhookRow,
} from '../records.ts';
import { pageOf, readableComments, readableIssues } from './lists.ts';
import { type PageArgs, paginate } from './paginate.ts';
import type { Asking, Fields } from './resolver.ts';

type Listing = PageArgs & { filter?: Record<string, unknown> | null };

const user = (asking: Asking, id: string | null): UserRow | null =>
  id === null ? null : (asking.forge.tables.users.get(id) ?? null);
const at = <T>(table: ReadonlyMap<string, T>, id: string | null): T | null =>
  id === null ? null : (table.get(id) ?? null);
const stub = (id: string | null): { id: string } | null => (id === null ? null : { id });

export const priorityLabels = ['No priority', 'Urgent', 'High', 'Medium', 'Low'];
const appAsBot = (name: string | null) =>
  name === null
    ? null
    : { id: null, type: 'app', subType: null, name: 'Lookout', userDisplayName: name, avatarUrl: null };

const issue: Fields = {
  identifier: (row: IssueRow, _args, { forge }) => identifierOf(forge.tables, row),
  url: (row: IssueRow, _args, { forge }) => issueUrl(forge, row),
  branchName: (row: IssueRow, _args, { forge }) => identifierOf(forge.tables, row).toLowerCase(),
  priorityLabel: (row: IssueRow) => priorityLabels[row.priority],
  prioritySortOrder: (row: IssueRow) => row.sortOrder,
  boardOrder: (row: IssueRow) => row.sortOrder,
  botActor: (row: IssueRow) => appAsBot(row.createAsUser),
  team: (row: IssueRow, _args, { forge }) => at(forge.tables.teams, row.teamId),
  state: (row: IssueRow, _args, { forge }) => at(forge.tables.states, row.stateId),
  assignee: (row: IssueRow, _args, asking) => user(asking, row.assigneeId),
  delegate: (row: IssueRow, _args, asking) => user(asking, row.delegateId),
  creator: (row: IssueRow, _args, asking) => user(asking, row.creatorId),
  project: (row: IssueRow, _args, { forge }) => at(forge.tables.projects, row.projectId),
  projectMilestone: (row: IssueRow, _args, { forge }) => at(forge.tables.milestones, row.projectMilestoneId),
  parent: (row: IssueRow, _args, { forge }) => at(forge.tables.issues, row.parentId),
  children: (row: IssueRow, args: Listing, asking) =>
    pageOf(
      asking,
      'issue',
      readableIssues(asking).filter((one) => one.parentId === row.id),
      args,
    ),
  labels: (row: IssueRow, args: Listing, asking) =>
    pageOf(
      asking,
      'label',
      row.labelIds.flatMap((id) => asking.forge.tables.labels.get(id) ?? []),
      args,
    ),
  comments: (row: IssueRow, args: Listing, asking) =>
    pageOf(
      asking,
      'comment',
      readableComments(asking).filter((one) => one.issueId === row.id),
      args,
    ),
  attachments: (row: IssueRow, args: Listing, asking) =>
    pageOf(
      asking,
      'attachment',
      [...asking.forge.tables.attachments.values()].filter((one) => one.issueId === row.id),
      args,
    ),
  history: (row: IssueRow, args: PageArgs, { forge }) =>
    paginate(
      [...forge.tables.history.values()].filter((one) => one.issueId === row.id),
      args,
    ),
  subscribers: (row: IssueRow, args: Listing, asking) =>
    pageOf(
      asking,
      'user',
      row.subscriberIds.flatMap((id) => asking.forge.tables.users.get(id) ?? []),
      args,
    ),
};

const team: Fields = {
  displayName: (row: TeamRow) => row.name,
  visibility: (row: TeamRow) => (row.private ? 'private' : 'public'),
  organization: (_row, _args, { forge }) => forge.tables.organization,
  defaultIssueState: (row: TeamRow, _args, { forge }) => at(forge.tables.states, row.defaultStateId),
  issueCount: (row: TeamRow, _args, { forge }) =>
    [...forge.tables.issues.values()].filter((one) => one.teamId === row.id && one.archivedAt === null)
      .length,
  states: (row: TeamRow, args: Listing, asking) =>
    pageOf(
      asking,
      'state',
      [...asking.forge.tables.states.values()].filter((one) => one.teamId === row.id),
      args,
    ),
  members: (row: TeamRow, args: Listing, asking) =>
    pageOf(
      asking,
      'user',
      row.memberIds.flatMap((id) => asking.forge.tables.users.get(id) ?? []),
      args,
    ),
  labels: (row: TeamRow, args: Listing, asking) =>
    pageOf(
      asking,
      'label',
      [...asking.forge.tables.labels.values()].filter((one) => one.teamId === row.id || one.teamId === null),
      args,
    ),
  projects: (row: TeamRow, args: Listing, asking) =>
    pageOf(
      asking,
      'project',
      [...asking.forge.tables.projects.values()].filter((one) => one.teamIds.includes(row.id)),
      args,
    ),
  issues: (row: TeamRow, args: Listing, asking) =>
    pageOf(
      asking,
      'issue',
      readableIssues(asking).filter((one) => one.teamId === row.id),
      args,
    ),
};

const project: Fields = {
  url: (row: ProjectRow, _args, { forge }) =>
    `${forge.baseUrl()}/${forge.tables.organization.urlKey}/project/${row.slugId}`,
  lead: (row: ProjectRow, _args, asking) => user(asking, row.leadId),
  status: (row: ProjectRow) => ({ id: row.state, name: row.state, type: row.state }),
  teams: (row: ProjectRow, args: Listing, asking) =>
    pageOf(
      asking,
      'team',
      row.teamIds
        .filter((id) => seesTeam(asking.forge, asking.actor, id))
        .flatMap((id) => asking.forge.tables.teams.get(id) ?? []),
      args,
    ),
  projectMilestones: (row: ProjectRow, args: Listing, asking) =>
    pageOf(
      asking,
      'milestone',
      [...asking.forge.tables.milestones.values()].filter((one) => one.projectId === row.id),
      args,
    ),
  issues: (row: ProjectRow, args: Listing, asking) =>
    pageOf(
      asking,
      'issue',
      readableIssues(asking).filter((one) => one.projectId === row.id),
      args,
    ),
};

const people: Fields = {
  isMe: (row: UserRow, _args, { actor }) => row.id === actor.user.id,
  isAssignable: (row: UserRow) => row.active && !row.app,
  isMentionable: (row: UserRow) => row.active,
  initials: (row: UserRow) =>
    row.name
      .split(' ')
      .map((word) => word.charAt(0))
      .join(''),
  url: (row: UserRow, _args, { forge }) =>
    `${forge.baseUrl()}/${forge.tables.organization.urlKey}/profiles/${row.displayName}`,
  organization: (_row, _args, { forge }) => forge.tables.organization,
  teams: (row: UserRow, args: Listing, asking) =>
    pageOf(
      asking,
      'team',
      [...asking.forge.tables.teams.values()].filter((one) => one.memberIds.includes(row.id)),
      args,
    ),
  assignedIssues: (row: UserRow, args: Listing, asking) =>
    pageOf(
      asking,
      'issue',
      readableIssues(asking).filter((one) => one.assigneeId === row.id),
      args,
    ),
};

/** The types a client meets, each with the fields that are more than a value of its row. */
export const entityFields: Record<string, Fields> = {
  Issue: issue,
  IssueSearchResult: { metadata: () => ({}) },
  Team: team,
  Project: project,
  User: people,
  Organization: {
    userCount: (_row: OrganizationRow, _args, { forge }) =>
      [...forge.tables.users.values()].filter((one) => one.active && !one.app).length,
    createdIssueCount: (_row: OrganizationRow, _args, { forge }) => forge.tables.issues.size,
  },
  WorkflowState: { team: (row: StateRow, _args, { forge }) => at(forge.tables.teams, row.teamId) },
  IssueLabel: {
    team: (row: LabelRow, _args, { forge }) => at(forge.tables.teams, row.teamId),
    parent: (row: LabelRow, _args, { forge }) => at(forge.tables.labels, row.parentId),
    organization: (_row, _args, { forge }) => forge.tables.organization,
  },
  ProjectMilestone: {
    project: (row: MilestoneRow, _args, { forge }) => at(forge.tables.projects, row.projectId),
    issues: (row: MilestoneRow, args: Listing, asking) =>
      pageOf(
        asking,
        'issue',
        readableIssues(asking).filter((one) => one.projectMilestoneId === row.id),
        args,
      ),
  },
  Comment: {
    issue: (row: CommentRow, _args, { forge }) => at(forge.tables.issues, row.issueId),
    user: (row: CommentRow, _args, asking) => user(asking, row.userId),
    parent: (row: CommentRow, _args, { forge }) => at(forge.tables.comments, row.parentId),
    botActor: (row: CommentRow) => appAsBot(row.createAsUser),
    url: (row: CommentRow, _args, { forge }) => {
      const on = forge.tables.issues.get(row.issueId);
      return `${on ? issueUrl(forge, on) : forge.baseUrl()}#comment-${row.id.slice(0, 8)}`;
    },
    children: (row: CommentRow, args: Listing, asking) =>
      pageOf(
        asking,
        'comment',
        readableComments(asking).filter((one) => one.parentId === row.id),
        args,
      ),
  },
  IssueHistory: { actor: (row: HistoryRow, _args, asking) => user(asking, row.actorId) },
  Attachment: {
    issue: (row: AttachmentRow, _args, { forge }) => at(forge.tables.issues, row.issueId),
    creator: (row: AttachmentRow, _args, asking) => user(asking, row.creatorId),
  },
  Webhook: {
    team: (row: WebhookRow, _args, { forge }) => at(forge.tables.teams, row.teamId),
    creator: (row: WebhookRow) => stub(row.creatorId),
  },
};
