import { entityNotFound } from '../errors.ts';
import { findIssue, identifierOf, seesTeam } from '../forge.ts';
import type { IssueRow, TeamRow } from '../records.ts';
import { refuseUnlessAdmin } from '../write/permissions.ts';
import { matches } from './filter.ts';
import { pageOf, readableComments, readableIssues } from './lists.ts';
import { type PageArgs, paginate } from './paginate.ts';
import type { Asking, Fields } from './resolver.ts';

type Listing = PageArgs & { filter?: Record<string, unknown> | null };

/** An issue this viewer may see, by id or identifier; Linear says the same of the hidden as of the missing. */
export function readIssue({ forge, actor }: Asking, idOrIdentifier: string): IssueRow {
  const issue = findIssue(forge.tables, idOrIdentifier);
  if (!issue || !seesTeam(forge, actor, issue.teamId)) throw entityNotFound('Issue');
  return issue;
}

const readableTeams = ({ forge, actor }: Asking): TeamRow[] =>
  [...forge.tables.teams.values()].filter((team) => seesTeam(forge, actor, team.id));

const found = <T>(entity: string, row: T | undefined): T => {
  if (row === undefined) throw entityNotFound(entity);
  return row;
};

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many of the words an issue says; the title counts twice, its identifier settles it. */
function likeness(asking: Asking, issue: IssueRow, term: string, withComments: boolean): number {
  const { tables } = asking.forge;
  if (identifierOf(tables, issue) === term.trim().toUpperCase()) return 1_000;
  const title = new Set(words(issue.title));
  const rest = new Set(words(issue.description ?? ''));
  const said = withComments
    ? new Set(
        readableComments(asking)
          .filter((comment) => comment.issueId === issue.id)
          .flatMap((comment) => words(comment.body)),
      )
    : new Set<string>();
  return words(term).reduce(
    (sum, word) => sum + (title.has(word) ? 2 : rest.has(word) || said.has(word) ? 1 : 0),
    0,
  );
}

type Search = Listing & { term: string; teamId?: string | null; includeComments?: boolean | null };

function searchIssues(_root: unknown, args: Search, asking: Asking) {
  const { filter, ...page } = args;
  const ranked = readableIssues(asking)
    .filter((issue) => !args.teamId || issue.teamId === args.teamId)
    .filter((issue) => !filter || matches(asking, 'issue', issue, filter))
    .map((issue) => ({ issue, score: likeness(asking, issue, args.term, args.includeComments ?? false) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.issue.updatedAt.localeCompare(a.issue.updatedAt))
    .map(({ issue }) => issue);
  return paginate(ranked, page, true);
}

export const queryFields: Fields = {
  viewer: (_root, _args, { actor }) => actor.user,
  organization: (_root, _args, { forge }) => forge.tables.organization,
  teams: (_root, args: Listing, asking) => pageOf(asking, 'team', readableTeams(asking), args),
  team: (_root, { id }: { id: string }, asking) =>
    found(
      'Team',
      readableTeams(asking).find((team) => team.id === id || team.key === id.toUpperCase()),
    ),
  users: (_root, args: Listing & { includeDisabled?: boolean | null }, asking) =>
    pageOf(
      asking,
      'user',
      [...asking.forge.tables.users.values()].filter((one) => one.active || args.includeDisabled),
      args,
    ),
  user: (_root, { id }: { id: string }, { forge, actor }) =>
    found('User', id === 'me' ? actor.user : forge.tables.users.get(id)),
  projects: (_root, args: Listing, asking) =>
    pageOf(
      asking,
      'project',
      [...asking.forge.tables.projects.values()].filter((project) =>
        project.teamIds.some((id) => seesTeam(asking.forge, asking.actor, id)),
      ),
      args,
    ),
  project: (_root, { id }: { id: string }, { forge }) =>
    found(
      'Project',
      [...forge.tables.projects.values()].find((one) => one.id === id || one.slugId === id),
    ),
  projectMilestones: (_root, args: Listing, asking) =>
    pageOf(asking, 'milestone', [...asking.forge.tables.milestones.values()], args),
  projectMilestone: (_root, { id }: { id: string }, { forge }) =>
    found('ProjectMilestone', forge.tables.milestones.get(id)),
  workflowStates: (_root, args: Listing, asking) =>
    pageOf(
      asking,
      'state',
      [...asking.forge.tables.states.values()].filter((one) =>
        seesTeam(asking.forge, asking.actor, one.teamId),
      ),
      args,
    ),
  workflowState: (_root, { id }: { id: string }, { forge }) =>
    found('WorkflowState', forge.tables.states.get(id)),
  issueLabels: (_root, args: Listing, asking) =>
    pageOf(
      asking,
      'label',
      [...asking.forge.tables.labels.values()].filter(
        (one) => one.teamId === null || seesTeam(asking.forge, asking.actor, one.teamId),
      ),
      args,
    ),
  issueLabel: (_root, { id }: { id: string }, { forge }) => found('IssueLabel', forge.tables.labels.get(id)),
  issues: (_root, args: Listing, asking) => pageOf(asking, 'issue', readableIssues(asking), args),
  issue: (_root, { id }: { id: string }, asking) => readIssue(asking, id),
  searchIssues,
  comments: (_root, args: Listing, asking) => pageOf(asking, 'comment', readableComments(asking), args),
  comment: (_root, { id }: { id?: string | null }, asking) =>
    found(
      'Comment',
      readableComments(asking).find((one) => one.id === id),
    ),
  attachments: (_root, args: Listing, asking) => {
    const seen = new Set(readableIssues(asking).map((issue) => issue.id));
    const rows = [...asking.forge.tables.attachments.values()].filter((one) => seen.has(one.issueId));
    return pageOf(asking, 'attachment', rows, args);
  },
  attachment: (_root, { id }: { id: string }, { forge }) =>
    found('Attachment', forge.tables.attachments.get(id)),
  attachmentsForURL: (_root, args: PageArgs & { url: string }, asking) => {
    const seen = new Set(readableIssues(asking).map((issue) => issue.id));
    const rows = [...asking.forge.tables.attachments.values()].filter(
      (one) => one.url === args.url && seen.has(one.issueId),
    );
    return paginate(rows, args);
  },
  webhooks: (_root, args: PageArgs, asking) => {
    refuseUnlessAdmin(asking.actor);
    return paginate(asking.forge.tables.webhooks.values(), args);
  },
  webhook: (_root, { id }: { id: string }, asking) => {
    refuseUnlessAdmin(asking.actor);
    return found('Webhook', asking.forge.tables.webhooks.get(id));
  },
};
