import { type LinearCatalog, mayBeAssigned } from '../../contracts/linear.ts';
import type { IssueFields } from '../../contracts/transcript.ts';
import type { IssueInput, LinearClient } from '../../vendors/linear/linear-client.ts';
import { onlyTeam, refreshCatalog } from './catalog.ts';
import { isRefusal } from './create-once.ts';
import { linearId } from './issue-ids.ts';
import type { LinearDeps } from './ports.ts';

/** Fields of an issue as Linear takes them. @throws LookoutError bad_input when no team was chosen among several */
export function inputOf(
  id: string,
  fields: IssueFields,
  catalog: LinearCatalog,
  milestoneId: string | null,
): IssueInput {
  const teamId = fields.teamId ?? onlyTeam(catalog);
  return {
    id,
    teamId,
    title: fields.title,
    description: fields.description,
    priority: fields.priority,
    ...(fields.projectId ? { projectId: fields.projectId } : {}),
    ...(milestoneId ? { projectMilestoneId: milestoneId } : {}),
    ...(fields.assigneeId && canBeIn(teamId, fields.assigneeId, catalog)
      ? { assigneeId: fields.assigneeId }
      : {}),
    ...(fields.due ? { dueDate: fields.due } : {}),
    ...(fields.estimate === null ? {} : { estimate: Math.round(fields.estimate) }),
    ...(fields.labelIds.length > 0 ? { labelIds: fields.labelIds } : {}),
  };
}

/** The review has said that this person cannot be assigned there: the issue is made without them, not refused. */
function canBeIn(teamId: string, assigneeId: string, { teams, users }: LinearCatalog): boolean {
  const team = teams.find((one) => one.id === teamId);
  const user = users.find((one) => one.id === assigneeId);
  return !team || !user || mayBeAssigned(user, team);
}

export const subissueInputs = (
  parent: IssueInput,
  titles: readonly string[],
  idOf: (n: number) => string,
): IssueInput[] =>
  titles.map((title, n) => ({
    id: idOf(n),
    teamId: parent.teamId,
    parentId: parent.id,
    title,
    ...(parent.projectId ? { projectId: parent.projectId } : {}),
  }));

/**
 * The milestone of an issue: the chosen one, the project's one of the wanted name, or a new one with an id of ours.
 * Throws what Linear refuses.
 */
export async function milestoneOf(
  deps: LinearDeps,
  workspaceId: string,
  client: LinearClient,
  fields: IssueFields,
  catalog: LinearCatalog,
): Promise<string | null> {
  const { projectId, newMilestone } = fields;
  if (fields.milestoneId || !projectId || !newMilestone?.trim()) return fields.milestoneId;
  const name = newMilestone.trim();
  const id = linearId('milestone', workspaceId, projectId, name.toLowerCase());
  const find = ({ milestones }: LinearCatalog): string | undefined =>
    milestones.find(
      (one) =>
        one.projectId === projectId && (one.id === id || one.name.toLowerCase() === name.toLowerCase()),
    )?.id;
  const existing = find(catalog);
  if (existing) return existing;
  try {
    return (await client.createMilestone({ id, name, projectId })).id;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const there = find(await refreshCatalog(deps, workspaceId));
    if (!there) throw error;
    return there;
  }
}
