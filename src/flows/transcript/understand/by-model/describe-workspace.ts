import type { LinearCatalog } from '../../../../contracts/linear.ts';
import type { IssueBrief } from '../../../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../../../kit/text.ts';
import { contentWords } from '../content-words.ts';

/** What a model is told of the workspace where the work will go. */
export interface WorkspaceKnown {
  catalog: LinearCatalog | null;
  /** Open issues near a part of the meeting; private ones are never among them. */
  issuesNear(words: string): Promise<readonly IssueBrief[]>;
}

/** At most 14,000 characters of the largest workspace, about 3,500 tokens, beside a window of 4,000. */
const most = { teams: 20, projects: 40, milestones: 30, people: 60, issues: 20 };
const [longestName, longestTitle] = [60, 120];

/** Names and issues as lines of JSON, those first that the words speak of; empty where Linear is not connected. */
export function describeWorkspace(
  { catalog }: Pick<WorkspaceKnown, 'catalog'>,
  issues: readonly IssueBrief[],
  words: string,
): string[] {
  if (!catalog) return [];
  const said = new Set(contentWords(words));
  const first = <T>(list: readonly T[], nameOf: (one: T) => string, limit: number): T[] =>
    list
      .map((one) => ({ one, likely: contentWords(nameOf(one)).filter((word) => said.has(word)).length }))
      .toSorted((a, b) => b.likely - a.likely)
      .slice(0, limit)
      .map(({ one }) => one);
  const open = catalog.teams.filter((team) => !team.private);
  const projects = catalog.projects.filter((one) => open.some((team) => one.teamIds.includes(team.id)));
  const shown = first(projects, ({ name }) => name, most.projects);
  const milestones = catalog.milestones.filter((one) => shown.some(({ id }) => id === one.projectId));
  const nameOf = (id: string) => clean(projects.find((one) => one.id === id)?.name ?? '', longestName);
  const line = (label: string, list: readonly unknown[]) =>
    list.length > 0 ? [`${label}: ${JSON.stringify(list)}`] : [];
  return [
    ...line(
      'Teams',
      first(open, ({ name }) => name, most.teams).map(({ name }) => clean(name, longestName)),
    ),
    ...line(
      'Projects',
      shown.map(({ name }) => clean(name, longestName)),
    ),
    ...line(
      'Milestones',
      first(milestones, ({ name, projectId }) => `${name} ${nameOf(projectId)}`, most.milestones).map(
        ({ name, projectId }) => ({
          name: clean(name, longestName),
          project: nameOf(projectId),
        }),
      ),
    ),
    ...line(
      'Colleagues',
      first(
        catalog.users.filter((user) => user.active),
        ({ name }) => name,
        most.people,
      ).map(({ name }) => clean(name, longestName)),
    ),
    ...line(
      'Open issues',
      issues
        .slice(0, most.issues)
        .map(({ identifier, title }) => `${identifier} ${clean(title, longestTitle)}`),
    ),
  ];
}

const clean = (name: string, longest: number): string => truncate(oneLine(cleanText(name)), longest);
