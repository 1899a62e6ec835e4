import type { Understanding } from '../../contracts/assistant.ts';

type Create = Extract<Understanding, { kind: 'create' }>;
type Update = Extract<Understanding, { kind: 'update' }>;

const priorityWords = ['none', 'urgent', 'high', 'medium', 'low'] as const;

/** An order in words that are understood as the same order: what a button carries. */
export function sayCreate({ title, assignee, due, priority, team }: Create): string {
  return [
    `create issue${team ? ` in team ${team}` : ''}: "${title.replaceAll('"', '”')}"`,
    ...(assignee ? [`assign to ${assignee}`] : []),
    ...(due ? [`due ${due}`] : []),
    ...(priority > 0 ? [`priority ${priorityWords[priority]}`] : []),
  ].join(', ');
}

export function sayUpdate({ identifier, change }: Update): string {
  const { title, state, assignee, due, priority } = change;
  const parts = [
    ...(state === undefined ? [] : [`state ${state}`]),
    ...(assignee === undefined ? [] : [assignee === null ? 'unassign' : `assign to ${assignee}`]),
    ...(due === undefined ? [] : [due === null ? 'no due date' : `due ${due}`]),
    ...(priority === undefined ? [] : [`priority ${priorityWords[priority]}`]),
    ...(title === undefined ? [] : [`rename to ${title}`]),
  ];
  return `update ${identifier}: ${parts.join(', ')}`;
}
