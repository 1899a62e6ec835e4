/** What the forged Linear remembers. Plain data with ids between; times are ISO strings. */
interface Row {
  id: string;
  createdAt: string;
  updatedAt: string;
  archivedAt: string | null;
}

export interface OrganizationRow extends Row {
  name: string;
  urlKey: string;
}

export interface UserRow extends Row {
  name: string;
  displayName: string;
  email: string;
  active: boolean;
  admin: boolean;
  guest: boolean;
  /** An application that acts in its own name. */
  app: boolean;
}

export interface TeamRow extends Row {
  key: string;
  name: string;
  private: boolean;
  memberIds: string[];
  defaultStateId: string;
  /** Number of the newest issue. */
  lastNumber: number;
}

export type StateType = 'triage' | 'backlog' | 'unstarted' | 'started' | 'completed' | 'canceled';

export interface StateRow extends Row {
  name: string;
  type: StateType;
  color: string;
  position: number;
  teamId: string;
}

export interface LabelRow extends Row {
  name: string;
  color: string;
  description: string | null;
  isGroup: boolean;
  parentId: string | null;
  /** Null: of the whole workspace. */
  teamId: string | null;
}

export interface ProjectRow extends Row {
  name: string;
  slugId: string;
  description: string;
  state: string;
  teamIds: string[];
  leadId: string | null;
  targetDate: string | null;
}

export interface MilestoneRow extends Row {
  name: string;
  description: string | null;
  projectId: string;
  sortOrder: number;
  targetDate: string | null;
}

export interface IssueRow extends Row {
  number: number;
  teamId: string;
  title: string;
  description: string | null;
  priority: number;
  estimate: number | null;
  dueDate: string | null;
  stateId: string;
  assigneeId: string | null;
  delegateId: string | null;
  creatorId: string | null;
  projectId: string | null;
  projectMilestoneId: string | null;
  parentId: string | null;
  labelIds: string[];
  subscriberIds: string[];
  sortOrder: number;
  startedAt: string | null;
  completedAt: string | null;
  canceledAt: string | null;
  trashed: boolean | null;
  previousIdentifiers: string[];
  /** Whom an application said it created the issue for. */
  createAsUser: string | null;
}

export interface CommentRow extends Row {
  body: string;
  issueId: string;
  parentId: string | null;
  userId: string | null;
  createAsUser: string | null;
  editedAt: string | null;
}

export interface AttachmentRow extends Row {
  issueId: string;
  url: string;
  title: string;
  subtitle: string | null;
  metadata: Record<string, unknown>;
  sourceType: string | null;
  source: Record<string, unknown> | null;
  groupBySource: boolean;
  creatorId: string | null;
}

/** One change of an issue: who made it, and when. */
export interface HistoryRow extends Row {
  issueId: string;
  /** Null for an application that acts in its own name. */
  actorId: string | null;
}

export interface WebhookRow extends Row {
  url: string;
  label: string | null;
  secret: string;
  enabled: boolean;
  resourceTypes: string[];
  teamId: string | null;
  allPublicTeams: boolean;
  creatorId: string | null;
}

/** The tables, by id. */
export interface Tables {
  organization: OrganizationRow;
  users: Map<string, UserRow>;
  teams: Map<string, TeamRow>;
  states: Map<string, StateRow>;
  labels: Map<string, LabelRow>;
  projects: Map<string, ProjectRow>;
  milestones: Map<string, MilestoneRow>;
  issues: Map<string, IssueRow>;
  comments: Map<string, CommentRow>;
  attachments: Map<string, AttachmentRow>;
  history: Map<string, HistoryRow>;
  webhooks: Map<string, WebhookRow>;
}
