import { entityNotFound, invalidArgument, linearError, notForged } from '../errors.ts';
import { seesTeam } from '../forge.ts';
import { isUuid, isUuidV4 } from '../ids.ts';
import type { Asking } from '../read/resolver.ts';
import type { IssueRow, TeamRow } from '../records.ts';

/** What a client may say of an issue, of creation and update together. */
export interface IssueInput {
  id?: string | null;
  teamId?: string | null;
  title?: string | null;
  description?: string | null;
  priority?: number | null;
  estimate?: number | null;
  dueDate?: string | null;
  stateId?: string | null;
  assigneeId?: string | null;
  delegateId?: string | null;
  projectId?: string | null;
  projectMilestoneId?: string | null;
  parentId?: string | null;
  labelIds?: string[] | null;
  addedLabelIds?: string[] | null;
  removedLabelIds?: string[] | null;
  subscriberIds?: string[] | null;
  sortOrder?: number | null;
  trashed?: boolean | null;
  createdAt?: string | null;
  createAsUser?: string | null;
  displayIconUrl?: string | null;
}

const understood = new Set<string>(
  (
    [
      'id teamId title description priority estimate dueDate stateId assigneeId delegateId projectId',
      'projectMilestoneId parentId labelIds addedLabelIds removedLabelIds subscriberIds sortOrder trashed',
      'createdAt createAsUser displayIconUrl',
    ] as const
  ).flatMap((names) => names.split(' ')),
);
const longestTitle = 255;

/** An id a client chose: version 4, and nobody's yet. */
export function checkNewId(
  id: string | null | undefined,
  entity: string,
  table: ReadonlyMap<string, unknown>,
): void {
  if (!id) return;
  if (!isUuidV4(id)) throw invalidArgument('id must be a UUID v4.');
  if (table.has(id))
    throw linearError(
      'missing',
      `Entity ${entity} with id already exists`,
      `${entity} with this id already exists.`,
    );
}

/** A row by an id a client wrote, or Linear's complaint. */
export function referenced<T>(entity: string, name: string, table: ReadonlyMap<string, T>, id: string): T {
  if (!isUuid(id)) throw invalidArgument(`${name} must be a UUID.`);
  const row = table.get(id);
  if (row === undefined) throw entityNotFound(entity);
  return row;
}

function checkWords(input: IssueInput): void {
  if (typeof input.title === 'string' && input.title.trim() === '')
    throw invalidArgument('title should not be empty.');
  if ((input.title ?? '').length > longestTitle)
    throw invalidArgument(`title must be shorter than or equal to ${longestTitle} characters.`);
  const { priority, estimate, dueDate } = input;
  if (typeof priority === 'number' && !(Number.isInteger(priority) && priority >= 0 && priority <= 4))
    throw invalidArgument('priority must not be less than 0 or greater than 4.');
  if (typeof estimate === 'number' && estimate < 0)
    throw invalidArgument('estimate must not be less than 0.');
  if (dueDate && (!/^\d{4}-\d{2}-\d{2}$/.test(dueDate) || Number.isNaN(Date.parse(dueDate))))
    throw invalidArgument('dueDate must be a date such as 2027-01-31.');
}

function checkPeople({ forge }: Asking, team: TeamRow, input: IssueInput): void {
  const { users } = forge.tables;
  if (input.assigneeId) {
    const assignee = referenced('User', 'assigneeId', users, input.assigneeId);
    const mayJoin = team.memberIds.includes(assignee.id) || (!team.private && !assignee.guest);
    if (!assignee.active || assignee.app || !mayJoin)
      throw invalidArgument(`${assignee.name} cannot be assigned to issues of ${team.name}.`);
  }
  if (input.delegateId && !referenced('User', 'delegateId', users, input.delegateId).app)
    throw invalidArgument('delegateId must be an agent.');
  for (const id of input.subscriberIds ?? []) referenced('User', 'subscriberIds', users, id);
}

function checkPlaces(
  { forge }: Asking,
  team: TeamRow,
  input: IssueInput,
  before: IssueRow | undefined,
): void {
  const { states, projects, milestones, issues, labels } = forge.tables;
  if (input.stateId && referenced('WorkflowState', 'stateId', states, input.stateId).teamId !== team.id)
    throw invalidArgument('Discrepancy between issue team and state team.');
  if (
    input.projectId &&
    !referenced('Project', 'projectId', projects, input.projectId).teamIds.includes(team.id)
  )
    throw invalidArgument('Discrepancy between issue team and project teams.');
  if (input.projectMilestoneId) {
    const milestone = referenced(
      'ProjectMilestone',
      'projectMilestoneId',
      milestones,
      input.projectMilestoneId,
    );
    const projectId = input.projectId === undefined ? before?.projectId : input.projectId;
    if (milestone.projectId !== projectId)
      throw invalidArgument('The project milestone is not of the issue’s project.');
  }
  if (input.parentId) {
    const parent = referenced('Issue', 'parentId', issues, input.parentId);
    if (parent.id === before?.id) throw invalidArgument('An issue cannot be its own parent.');
  }
  for (const id of [...(input.labelIds ?? []), ...(input.addedLabelIds ?? [])]) {
    const label = referenced('IssueLabel', 'labelIds', labels, id);
    if (label.isGroup) throw invalidArgument(`The label ${label.name} is a group and cannot be applied.`);
    if (label.teamId !== null && label.teamId !== team.id)
      throw invalidArgument(`The label ${label.name} is not of the team ${team.name}.`);
  }
}

/** Everything Linear checks before it writes an issue; returns the team it will be in. */
export function checkIssue(asking: Asking, input: IssueInput, before: IssueRow | undefined): TeamRow {
  for (const [name, value] of Object.entries(input))
    if (value !== undefined && value !== null && !understood.has(name))
      throw notForged(`issue input ${name}`);
  const team = referenced('Team', 'teamId', asking.forge.tables.teams, input.teamId ?? before?.teamId ?? '');
  if (!seesTeam(asking.forge, asking.actor, team.id)) throw entityNotFound('Team');
  checkWords(input);
  checkPeople(asking, team, input);
  checkPlaces(asking, team, input, before);
  return team;
}
