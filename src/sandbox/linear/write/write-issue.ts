import { invalidArgument } from '../errors.ts';
import { identifierOf } from '../forge.ts';
import type { Asking } from '../read/resolver.ts';
import type { IssueRow, StateType, TeamRow } from '../records.ts';
import { announce } from '../webhooks/announce.ts';
import { issuePayload } from '../webhooks/payloads.ts';
import { checkIssue, checkNewId, type IssueInput } from './check-issue.ts';
import { refuseImpersonation } from './permissions.ts';

/** The times an issue's state implies: when it was started, completed, canceled. */
function timesOf(type: StateType | undefined, before: Partial<IssueRow>, now: string): Partial<IssueRow> {
  return {
    startedAt:
      type === 'started' || type === 'completed' ? (before.startedAt ?? now) : (before.startedAt ?? null),
    completedAt: type === 'completed' ? (before.completedAt ?? now) : null,
    canceledAt: type === 'canceled' ? (before.canceledAt ?? now) : null,
  };
}

/** Refuses what Linear would refuse of a new issue. Kept apart, as a batch is checked whole before it is written. */
export function checkNewIssue(asking: Asking, input: IssueInput): TeamRow {
  if (!input.title) throw invalidArgument('title should not be empty.');
  refuseImpersonation(asking.actor, input);
  checkNewId(input.id, 'Issue', asking.forge.tables.issues);
  return checkIssue(asking, input, undefined);
}

/** Writes a new issue that has been checked, and tells the webhooks. */
export function insertIssue({ forge, actor }: Asking, team: TeamRow, input: IssueInput): IssueRow {
  const { tables } = forge;
  const now = forge.stamp();
  const stateId = input.stateId ?? team.defaultStateId;
  team.lastNumber += 1;
  const issue: IssueRow = {
    id: input.id ?? forge.nextId('issue'),
    number: team.lastNumber,
    teamId: team.id,
    title: input.title ?? '',
    description: input.description ?? null,
    priority: input.priority ?? 0,
    estimate: input.estimate ?? null,
    dueDate: input.dueDate ?? null,
    stateId,
    assigneeId: input.assigneeId ?? null,
    delegateId: input.delegateId ?? null,
    creatorId: actor.user.id,
    projectId: input.projectId ?? null,
    projectMilestoneId: input.projectMilestoneId ?? null,
    parentId: input.parentId ?? null,
    labelIds: [...new Set(input.labelIds ?? [])],
    subscriberIds: [...new Set([...(input.subscriberIds ?? []), actor.user.id])],
    sortOrder: input.sortOrder ?? -team.lastNumber,
    startedAt: null,
    completedAt: null,
    canceledAt: null,
    ...timesOf(tables.states.get(stateId)?.type, {}, now),
    trashed: null,
    previousIdentifiers: [],
    createAsUser: input.createAsUser ?? null,
    createdAt: input.createdAt ?? now,
    updatedAt: now,
    archivedAt: null,
  };
  tables.issues.set(issue.id, issue);
  announce(forge, actor, {
    type: 'Issue',
    action: 'create',
    teamId: team.id,
    data: issuePayload(forge, issue),
  });
  return issue;
}

const neverEmpty = new Set(['priority', 'sortOrder', 'teamId', 'stateId', 'labelIds', 'subscriberIds']);

/** What an update leaves of an issue; undefined means untouched, null means emptied. */
function changesOf({ forge }: Asking, issue: IssueRow, input: IssueInput, team: TeamRow): Partial<IssueRow> {
  const {
    addedLabelIds,
    removedLabelIds,
    labelIds,
    id: _,
    createAsUser: __,
    displayIconUrl: ___,
    ...rest
  } = input;
  const changes: Partial<IssueRow> = Object.fromEntries(
    Object.entries(rest).filter(
      ([name, value]) => value !== undefined && !(value === null && neverEmpty.has(name)),
    ),
  );
  if (labelIds || addedLabelIds || removedLabelIds) {
    const kept = new Set([...(labelIds ?? issue.labelIds), ...(addedLabelIds ?? [])]);
    for (const id of removedLabelIds ?? []) kept.delete(id);
    changes.labelIds = [...kept];
  }
  if (team.id !== issue.teamId) {
    changes.previousIdentifiers = [...issue.previousIdentifiers, identifierOf(forge.tables, issue)];
    changes.number = team.lastNumber + 1;
    changes.stateId = input.stateId ?? team.defaultStateId;
  }
  if (changes.projectId !== undefined && changes.projectId !== issue.projectId)
    changes.projectMilestoneId ??= null;
  return changes;
}

/** Applies changes to an issue and tells the webhooks what was there before; nothing happens when nothing differs. */
function changeIssue({ forge, actor }: Asking, issue: IssueRow, changes: Partial<IssueRow>): void {
  const differs = Object.entries(changes).filter(
    ([key, value]) => JSON.stringify(issue[key as keyof IssueRow]) !== JSON.stringify(value),
  );
  if (differs.length === 0) return;
  const now = forge.stamp();
  const before = structuredClone(issue);
  Object.assign(issue, Object.fromEntries(differs), { updatedAt: now });
  if (issue.stateId !== before.stateId)
    Object.assign(issue, timesOf(forge.tables.states.get(issue.stateId)?.type, before, now));
  const id = forge.nextId('history');
  const actorId = actor.user.app ? null : actor.user.id;
  forge.tables.history.set(id, {
    id,
    issueId: issue.id,
    actorId,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  });
  const updatedFrom = Object.fromEntries(
    Object.entries(before).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(issue[key as keyof IssueRow]),
    ),
  );
  announce(forge, actor, {
    type: 'Issue',
    action: 'update',
    teamId: issue.teamId,
    data: issuePayload(forge, issue),
    updatedFrom,
  });
}

/** An update as Linear makes it: checked whole, then written. */
export function updateIssue(asking: Asking, issue: IssueRow, input: IssueInput): IssueRow {
  if (input.title === null) throw invalidArgument('title should not be empty.');
  const team = checkIssue(asking, input, issue);
  const changes = changesOf(asking, issue, input, team);
  if (changes.number !== undefined) team.lastNumber = changes.number;
  changeIssue(asking, issue, changes);
  return issue;
}

/** Archives an issue, or puts it into the trash, where it is archived too. */
export function archiveIssue(asking: Asking, issue: IssueRow, trash: boolean): void {
  const { forge, actor } = asking;
  if (issue.archivedAt !== null && (!trash || issue.trashed)) return;
  const archivedAt = issue.archivedAt ?? forge.clock.now().toISOString();
  if (!trash) {
    changeIssue(asking, issue, { archivedAt });
    return;
  }
  Object.assign(issue, { archivedAt, trashed: true, updatedAt: forge.stamp() });
  announce(forge, actor, {
    type: 'Issue',
    action: 'remove',
    teamId: issue.teamId,
    data: issuePayload(forge, issue),
  });
}

export const unarchiveIssue = (asking: Asking, issue: IssueRow): void =>
  changeIssue(asking, issue, { archivedAt: null, trashed: null });
