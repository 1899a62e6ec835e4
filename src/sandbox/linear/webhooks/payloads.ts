import { identifierOf, issueUrl, type LinearForge } from '../forge.ts';
import { priorityLabels } from '../read/fields.ts';
import type { AttachmentRow, CommentRow, IssueRow } from '../records.ts';

type Payload = Record<string, unknown>;

function pick<T extends object>(row: T | undefined, ...names: readonly (keyof T)[]): Payload | undefined {
  return row && Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** An issue as webhooks carry it: its own columns, ids, and small copies of what they point to. */
export function issuePayload(forge: LinearForge, issue: IssueRow): Payload {
  const { tables } = forge;
  const person = (id: string | null) =>
    id === null ? undefined : pick(tables.users.get(id), 'id', 'name', 'email');
  const { createAsUser, ...columns } = structuredClone(issue);
  return {
    ...columns,
    identifier: identifierOf(tables, issue),
    url: issueUrl(forge, issue),
    priorityLabel: priorityLabels[issue.priority],
    prioritySortOrder: issue.sortOrder,
    reactionData: [],
    releases: [],
    botActor:
      createAsUser === null ? null : JSON.stringify({ name: 'Lookout', userDisplayName: createAsUser }),
    team: pick(tables.teams.get(issue.teamId), 'id', 'key', 'name'),
    state: pick(tables.states.get(issue.stateId), 'id', 'name', 'type', 'color'),
    assignee: person(issue.assigneeId),
    creator: person(issue.creatorId),
    project: issue.projectId === null ? undefined : pick(tables.projects.get(issue.projectId), 'id', 'name'),
    projectMilestone:
      issue.projectMilestoneId === null
        ? undefined
        : pick(tables.milestones.get(issue.projectMilestoneId), 'id', 'name'),
    labels: issue.labelIds.map((id) => pick(tables.labels.get(id), 'id', 'name', 'color', 'parentId')),
  };
}

export function commentPayload(forge: LinearForge, comment: CommentRow): Payload {
  const { tables } = forge;
  const issue = tables.issues.get(comment.issueId);
  const { createAsUser, ...columns } = comment;
  return {
    ...columns,
    botActor:
      createAsUser === null ? null : JSON.stringify({ name: 'Lookout', userDisplayName: createAsUser }),
    reactionData: [],
    user: comment.userId === null ? undefined : pick(tables.users.get(comment.userId), 'id', 'name', 'email'),
    issue: issue && {
      id: issue.id,
      identifier: identifierOf(tables, issue),
      title: issue.title,
      teamId: issue.teamId,
      team: pick(tables.teams.get(issue.teamId), 'id', 'key', 'name'),
      url: issueUrl(forge, issue),
    },
  };
}

export const attachmentPayload = (attachment: AttachmentRow): Payload => structuredClone({ ...attachment });
