import { identifierOf, issueUrl, type LinearForge } from './forge.ts';
import { priorityLabels } from './read/fields.ts';

export interface BoardCard {
  id: string;
  identifier: string;
  title: string;
  url: string;
  team: string;
  state: { name: string; type: string };
  assignee: { name: string; email: string } | null;
  priority: string;
  due: string | null;
  project: string | null;
  milestone: string | null;
  labels: string[];
  parent: string | null;
  attachments: { title: string; url: string }[];
  comments: { by: string; body: string }[];
  archived: boolean;
  updatedAt: string;
}

/** The organisation as a board: teams with their states in order, and the issues in each. */
export interface LinearBoard {
  organization: string;
  users: { id: string; name: string; email: string; active: boolean }[];
  teams: {
    key: string;
    name: string;
    private: boolean;
    states: { name: string; type: string; color: string; issues: BoardCard[] }[];
  }[];
  archived: BoardCard[];
}

/** Everything a person would see of an issue on the board, in plain words. */
export function boardCards(forge: LinearForge): BoardCard[] {
  const { tables } = forge;
  return [...tables.issues.values()]
    .toSorted((a, b) => a.sortOrder - b.sortOrder || b.createdAt.localeCompare(a.createdAt))
    .map((issue) => {
      const state = tables.states.get(issue.stateId);
      const assignee = tables.users.get(issue.assigneeId ?? '');
      const parent = tables.issues.get(issue.parentId ?? '');
      return {
        id: issue.id,
        identifier: identifierOf(tables, issue),
        title: issue.title,
        url: issueUrl(forge, issue),
        team: tables.teams.get(issue.teamId)?.key ?? '',
        state: { name: state?.name ?? '', type: state?.type ?? '' },
        assignee: assignee ? { name: assignee.name, email: assignee.email } : null,
        priority: priorityLabels[issue.priority] ?? '',
        due: issue.dueDate,
        project: tables.projects.get(issue.projectId ?? '')?.name ?? null,
        milestone: tables.milestones.get(issue.projectMilestoneId ?? '')?.name ?? null,
        labels: issue.labelIds.flatMap((id) => tables.labels.get(id)?.name ?? []),
        parent: parent ? identifierOf(tables, parent) : null,
        attachments: [...tables.attachments.values()]
          .filter((one) => one.issueId === issue.id)
          .map(({ title, url }) => ({ title, url })),
        comments: [...tables.comments.values()]
          .filter((one) => one.issueId === issue.id)
          .map((one) => ({
            by: one.createAsUser ?? tables.users.get(one.userId ?? '')?.name ?? '',
            body: one.body,
          })),
        archived: issue.archivedAt !== null,
        updatedAt: issue.updatedAt,
      };
    });
}

export function boardOf(forge: LinearForge): LinearBoard {
  const { tables } = forge;
  const cards = boardCards(forge);
  const shown = cards.filter((card) => !card.archived);
  return {
    organization: tables.organization.name,
    users: [...tables.users.values()].map(({ id, name, email, active }) => ({ id, name, email, active })),
    teams: [...tables.teams.values()].map((team) => ({
      key: team.key,
      name: team.name,
      private: team.private,
      states: [...tables.states.values()]
        .filter((state) => state.teamId === team.id)
        .toSorted((a, b) => a.position - b.position)
        .map((state) => ({
          name: state.name,
          type: state.type,
          color: state.color,
          issues: shown.filter((card) => card.team === team.key && card.state.name === state.name),
        })),
    })),
    archived: cards.filter((card) => card.archived),
  };
}
