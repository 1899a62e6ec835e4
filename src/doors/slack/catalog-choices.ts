import type { App } from '@slack/bolt';
import type { InputBlockElement, PlainTextOption } from '@slack/types';
import type { LinearCatalog } from '../../contracts/linear.ts';
import { type Asker, callsFor, type Door } from './door.ts';
import { option } from './form-inputs.ts';
import { teamOf } from './read-context.ts';

/** Fields whose choices come from Linear; also the block and action ids of their inputs. */
export const catalogFields = {
  team: 'team',
  project: 'project',
  milestone: 'milestone',
  assignee: 'assignee',
  labels: 'labels',
} as const;
export type CatalogField = (typeof catalogFields)[keyof typeof catalogFields];

/** Slack shows so many choices at once; beyond them people type. */
const mostChoices = 100;

/** A milestone carries its project, so that the form can tell when the two do not fit. */
export const milestoneValue = (projectId: string, milestoneId: string): string =>
  `${projectId}|${milestoneId}`;

/** Teams that everybody may see: what is in a private one would become visible by its name. */
const openTeams = ({ teams }: LinearCatalog) => teams.filter((team) => !team.private);

/** A label of a team carries it, so that the form can tell when the two do not fit. */
export const labelValue = ({ id, teamId }: LinearCatalog['labels'][number]): string =>
  teamId === null ? id : `${teamId}|${id}`;

/**
 * What can be chosen for a field, by name: nothing of private teams, and with a team, of labels and milestones nothing of
 * the others. A group of labels is none itself.
 */
export function choicesOf(
  field: CatalogField,
  catalog: LinearCatalog,
  teamId: string | null = null,
): PlainTextOption[] {
  const open = new Set(openTeams(catalog).map(({ id }) => id));
  const isOffered = (id: string): boolean => (teamId === null ? open.has(id) : id === teamId);
  switch (field) {
    case 'team':
      return openTeams(catalog).map((team) => option(team.name, team.id));
    case 'project':
      return catalog.projects
        .filter(({ teamIds }) => teamIds.length === 0 || teamIds.some((id) => open.has(id)))
        .map((project) => option(project.name, project.id));
    case 'milestone':
      return catalog.milestones.flatMap((milestone) => {
        const project = catalog.projects.find(({ id }) => id === milestone.projectId);
        return project && (project.teamIds.length === 0 || project.teamIds.some(isOffered))
          ? [option(`${project.name} › ${milestone.name}`, milestoneValue(project.id, milestone.id))]
          : [];
      });
    case 'assignee':
      return catalog.users
        .filter(({ active }) => active)
        .map((user) => option(user.name || user.displayName, user.id));
    case 'labels':
      return catalog.labels
        .filter((label) => label.isGroup !== true && (label.teamId === null || isOffered(label.teamId)))
        .map((label) => option(label.name, labelValue(label)));
  }
}

/** A menu of few choices, or one that is searched by typing. */
export function choiceMenu(
  field: Exclude<CatalogField, 'labels'>,
  catalog: LinearCatalog,
  chosen: string | null,
  teamId: string | null = null,
): InputBlockElement {
  const choices = choicesOf(field, catalog, teamId);
  const initial = choices.find(({ value }) => value === chosen);
  const start = initial ? { initial_option: initial } : {};
  return choices.length <= mostChoices
    ? { type: 'static_select', options: choices, ...start }
    : { type: 'external_select', min_query_length: 1, ...start };
}

export function labelMenu(
  catalog: LinearCatalog,
  chosen: readonly string[],
  teamId: string | null = null,
): InputBlockElement {
  const choices = choicesOf('labels', catalog, teamId);
  const values = catalog.labels.filter(({ id }) => chosen.includes(id)).map(labelValue);
  const initial = choices.filter(({ value }) => value !== undefined && values.includes(value));
  const start = initial.length > 0 ? { initial_options: initial } : {};
  return choices.length <= mostChoices
    ? { type: 'multi_static_select', options: choices, ...start }
    : { type: 'multi_external_select', min_query_length: 1, ...start };
}

const noCatalog: LinearCatalog = {
  teams: [],
  projects: [],
  milestones: [],
  users: [],
  states: [],
  labels: [],
  fetchedAt: null,
};

/** What can be chosen; nothing where Linear is not connected, so that a form still opens. */
export async function catalogOrNone(door: Door, asker: Asker): Promise<LinearCatalog> {
  try {
    return await callsFor(door, asker).linear.catalog({});
  } catch (error) {
    door.log.info({ err: error }, 'no catalogue of Linear');
    return noCatalog;
  }
}

/** Answers what somebody types into a long menu; nothing when Linear cannot be asked. */
export function listenToChoices(app: App, door: Door): void {
  for (const field of Object.values(catalogFields))
    app.options(field, async ({ options, ack, body, client, context }) => {
      const asker = { workspaceId: teamOf(context), userId: body.user.id, client, key: `choices:${field}` };
      const typed = options.value.toLowerCase();
      const choices = choicesOf(field, await catalogOrNone(door, asker));
      const fitting = choices.filter(({ text }) => text.text.toLowerCase().includes(typed));
      await ack({ options: fitting.slice(0, mostChoices) });
    });
}
