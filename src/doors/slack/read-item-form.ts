import type { ViewStateValue } from '@slack/bolt';
import { type IssueFields, Priority } from '../../contracts/transcript.ts';
import { catalogFields } from './catalog-choices.ts';
import { itemFields } from './item-modal.ts';

type Values = Record<string, Record<string, ViewStateValue>>;

export type ReadItemForm = { fields: Partial<IssueFields> } | { errors: Record<string, string> };

const mostSubtasks = 20;

/** What a form of an issue says. A field that was not asked is not in it: what stands there stays. */
export function readItemForm(values: Values): ReadItemForm {
  const errors: Record<string, string> = {};
  const has = (name: string): boolean => values[name] !== undefined;
  const field = (name: string): ViewStateValue | undefined => values[name]?.[name];
  const text = (name: string): string => field(name)?.value?.trim() ?? '';
  const chosen = (name: string): string | null => field(name)?.selected_option?.value ?? null;

  const title = text(itemFields.title);
  if (title === '') errors[itemFields.title] = 'Say in a few words what is to be done.';

  const projectId = chosen(catalogFields.project);
  const [milestoneProject, milestoneId = null] = chosen(catalogFields.milestone)?.split('|') ?? [];
  if (milestoneProject !== undefined && milestoneProject !== projectId)
    errors[catalogFields.milestone] = 'This milestone is of another project.';
  const labels = (field(catalogFields.labels)?.selected_options ?? []).flatMap(({ value }) =>
    value ? [readLabel(value)] : [],
  );
  const teamId = chosen(catalogFields.team);
  if (labels.some((label) => label.teamId !== null && label.teamId !== teamId))
    errors[catalogFields.labels] = 'One of these labels is of another team.';
  const newMilestone = text(itemFields.newMilestone) || null;
  if (newMilestone && !projectId)
    errors[itemFields.newMilestone] = 'A milestone stands in a project: choose one.';
  if (newMilestone && milestoneId)
    errors[itemFields.newMilestone] = 'Choose a milestone above or name a new one, not both.';

  const estimate = text(itemFields.estimate);
  const subtasks = text(itemFields.subtasks)
    .split('\n')
    .map((line) => line.trim().replace(/^[-*•]\s+/, ''))
    .filter(Boolean);
  if (subtasks.length > mostSubtasks) errors[itemFields.subtasks] = `At most ${mostSubtasks} sub-tasks.`;
  if (subtasks.some((line) => line.length > 255))
    errors[itemFields.subtasks] = 'A sub-task takes at most 255 characters.';

  if (Object.keys(errors).length > 0) return { errors };
  const priority = Priority.safeParse(Number(chosen(itemFields.priority) ?? Number.NaN));
  return {
    fields: {
      title,
      ...(has(itemFields.description) ? { description: text(itemFields.description) } : {}),
      ...(has(catalogFields.team) ? { teamId } : {}),
      ...(has(catalogFields.project) ? { projectId } : {}),
      ...(has(catalogFields.milestone) ? { milestoneId } : {}),
      ...(has(itemFields.newMilestone) ? { newMilestone } : {}),
      ...(has(catalogFields.assignee) ? { assigneeId: chosen(catalogFields.assignee) } : {}),
      ...(has(itemFields.due) ? { due: field(itemFields.due)?.selected_date ?? null } : {}),
      ...(priority.success ? { priority: priority.data } : {}),
      ...(has(itemFields.estimate) ? { estimate: estimate === '' ? null : Number(estimate) } : {}),
      ...(has(catalogFields.labels) ? { labelIds: labels.map(({ labelId }) => labelId) } : {}),
      ...(has(itemFields.subtasks) ? { subtasks } : {}),
    },
  };
}

/** `<team>|<label>`, or a label of the whole workspace. */
function readLabel(value: string): { teamId: string | null; labelId: string } {
  const [one = '', other] = value.split('|');
  return other === undefined ? { teamId: null, labelId: one } : { teamId: one, labelId: other };
}
