import * as z from 'zod';
import { cleanText } from '../../kit/text.ts';

/** Foreign text is cleaned where it comes in. */
const text = z.string().transform(cleanText);

/** Linear's types of workflow state; one it adds later counts as open. */
const StateType = z
  .enum(['triage', 'backlog', 'unstarted', 'started', 'completed', 'canceled', 'duplicate'])
  .catch('unstarted');

const Priority = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).catch(0);
const Time = z.string().transform((value) => new Date(value));

const RawIssue = z.object({
  id: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: text,
  description: text.nullish(),
  priority: Priority,
  dueDate: z.string().nullish(),
  updatedAt: Time,
  archivedAt: z.string().nullish(),
  trashed: z.boolean().nullish(),
  state: z.object({ id: z.string(), name: text, type: StateType }),
  assignee: z.object({ id: z.string(), name: text }).nullish(),
  team: z.object({ id: z.string(), key: z.string(), private: z.boolean().optional() }),
});

/** An issue, as an answer or a webhook carries it; a webhook leaves `private` open. */
export const LinearIssue = RawIssue.transform((raw) => ({
  issueId: raw.id,
  identifier: raw.identifier,
  url: raw.url,
  title: raw.title,
  description: raw.description ?? '',
  priority: raw.priority,
  due: raw.dueDate ?? null,
  updatedAt: raw.updatedAt,
  /** Archived or in the bin: no longer on any board. */
  archived: Boolean(raw.archivedAt) || raw.trashed === true,
  /** In the bin rather than archived. */
  trashed: raw.trashed === true,
  state: raw.state,
  assignee: raw.assignee ?? null,
  teamId: raw.team.id,
  isPrivate: raw.team.private,
}));
export type LinearIssue = z.output<typeof LinearIssue>;

/** A list from the vendor in which one bad element never loses the rest. */
const loose = <Item extends z.ZodType>(item: Item) =>
  z.array(z.unknown()).transform((values): z.output<Item>[] =>
    values.flatMap((value) => {
      const read = item.safeParse(value);
      return read.success ? [read.data] : [];
    }),
  );

const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
/** One page of a connection under its field's name. */
const pageOf = <Item extends z.ZodType>(field: string, item: Item) =>
  z.object({ [field]: z.object({ nodes: loose(item), pageInfo: PageInfo }) }).transform((answer) => {
    const connection = answer[field];
    const next = connection?.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? null) : null;
    return { items: connection?.nodes ?? [], next };
  });

export const Viewer = z
  .object({
    viewer: z.object({
      id: z.string(),
      name: text,
      organization: z.object({ id: z.string(), name: text, urlKey: z.string() }),
    }),
  })
  .transform(({ viewer }) => ({
    userId: viewer.id,
    userName: viewer.name,
    organizationId: viewer.organization.id,
    organizationName: viewer.organization.name,
  }));
export type Viewer = z.output<typeof Viewer>;

const Ref = z.object({ id: z.string() });
export const TeamsPage = pageOf(
  'teams',
  z.object({ id: z.string(), key: z.string(), name: text, private: z.boolean() }),
);
const overTypes = new Set(['completed', 'canceled']);
export const ProjectsPage = pageOf(
  'projects',
  z
    .object({
      id: z.string(),
      name: text,
      status: z.object({ type: z.string() }),
      teams: z.object({ nodes: loose(Ref) }),
    })
    .transform(({ id, name, status, teams }) => ({
      id,
      name,
      teamIds: teams.nodes.map((team) => team.id),
      /** Completed or canceled: nothing new goes there. */
      isOver: overTypes.has(status.type),
    })),
);
const Milestone = z
  .object({ id: z.string(), name: text, project: Ref })
  .transform(({ id, name, project }) => ({ id, name, projectId: project.id }));
export const MilestonesPage = pageOf('projectMilestones', Milestone);
export const UsersPage = pageOf(
  'users',
  z
    .object({
      id: z.string(),
      name: text,
      displayName: text,
      email: z.string(),
      active: z.boolean(),
      /** An application's own user: nobody to give work to. */
      app: z.boolean(),
      guest: z.boolean(),
      teams: z.object({ nodes: loose(Ref) }),
    })
    .transform(({ teams, ...user }) => ({ ...user, teamIds: teams.nodes.map((team) => team.id) })),
);
export const StatesPage = pageOf(
  'workflowStates',
  z
    .object({ id: z.string(), name: text, type: z.string(), position: z.number(), team: Ref })
    .transform(({ team, ...state }) => ({ ...state, teamId: team.id })),
);
export const LabelsPage = pageOf(
  'issueLabels',
  z
    .object({ id: z.string(), name: text, isGroup: z.boolean(), team: Ref.nullish() })
    .transform(({ team, ...label }) => ({ ...label, teamId: team?.id ?? null })),
);
export const IssuesPage = pageOf('issues', LinearIssue);

const Somebody = z.object({ id: z.string(), name: text }).nullish();
/** Issues that somebody else than the asker changed or wrote on, with the name of who did so last. */
export const TouchedIssues = z
  .object({
    viewer: Ref,
    issues: z.object({
      nodes: loose(
        z.object({
          id: z.string(),
          history: z.object({ nodes: loose(z.object({ actor: Somebody })) }),
          comments: z.object({ nodes: loose(z.object({ user: Somebody })) }),
        }),
      ),
    }),
  })
  .transform(({ viewer, issues }) =>
    issues.nodes.flatMap(({ id, history, comments }) => {
      const people = [
        ...history.nodes.map(({ actor }) => actor),
        ...comments.nodes.map(({ user }) => user),
      ].flatMap((one) => (one && one.id !== viewer.id ? [one.name] : []));
      return people[0] === undefined ? [] : [{ issueId: id, by: people[0] }];
    }),
  );
export const FoundAttachments = z
  .object({
    attachmentsForURL: z.object({ nodes: loose(z.object({ id: z.string(), issue: Ref })) }),
  })
  .transform((answer) =>
    answer.attachmentsForURL.nodes.map(({ id, issue }) => ({ attachmentId: id, issueId: issue.id })),
  );

export const FoundIssues = z
  .object({ searchIssues: z.object({ nodes: loose(LinearIssue) }) })
  .transform((answer) => answer.searchIssues.nodes);
export const CreatedIssue = z
  .object({ issueCreate: z.object({ success: z.literal(true), issue: LinearIssue }) })
  .transform((answer) => answer.issueCreate.issue);
export const CreatedIssues = z
  .object({ issueBatchCreate: z.object({ success: z.literal(true), issues: z.array(LinearIssue) }) })
  .transform((answer) => answer.issueBatchCreate.issues);
export const UpdatedIssue = z
  .object({ issueUpdate: z.object({ success: z.literal(true), issue: LinearIssue }) })
  .transform((answer) => answer.issueUpdate.issue);
export const CreatedMilestone = z
  .object({ projectMilestoneCreate: z.object({ success: z.literal(true), projectMilestone: Milestone }) })
  .transform((answer) => answer.projectMilestoneCreate.projectMilestone);
export const FoundComments = z
  .object({ comments: z.object({ nodes: loose(Ref) }) })
  .transform((answer) => answer.comments.nodes.map((comment) => comment.id));
/** A mutation of which only its success matters. */
export const succeeded = (field: string) =>
  z.object({ [field]: z.object({ success: z.literal(true) }) }).transform(() => undefined);
