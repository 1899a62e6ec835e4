import { oc } from '@orpc/contract';
import * as z from 'zod';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';
import { IssueBrief, IssueFields, Priority } from './transcript.ts';

/** Over HTTP a flag is text, and the text "false" is not a yes. */
const Flag = z.union([z.boolean(), z.stringbool()]);

/** What can be chosen in Linear, as it was last fetched. */
export const LinearCatalog = z.object({
  teams: z.array(z.object({ id: z.string(), key: z.string(), name: z.string(), private: z.boolean() })),
  projects: z.array(z.object({ id: z.string(), name: z.string(), teamIds: z.array(z.string()) })),
  milestones: z.array(z.object({ id: z.string(), name: z.string(), projectId: z.string() })),
  users: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      displayName: z.string(),
      email: z.string(),
      active: z.boolean(),
      /** A guest works only in the teams they were invited to. */
      guest: z.boolean().optional(),
      /** The teams they are in; absent in what was fetched before this was asked. */
      teamIds: z.array(z.string()).optional(),
    }),
  ),
  states: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      teamId: z.string(),
      position: z.number(),
    }),
  ),
  labels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      teamId: z.string().nullable(),
      /** It holds labels and cannot be put on an issue; absent in what was fetched before this was asked. */
      isGroup: z.boolean().optional(),
    }),
  ),
  fetchedAt: IsoTime.nullable(),
});
export type LinearCatalog = z.infer<typeof LinearCatalog>;

/** Whether Linear lets an issue of this team be somebody's: guests and private teams keep to their members. */
export const mayBeAssigned = (
  user: LinearCatalog['users'][number],
  team: Pick<LinearCatalog['teams'][number], 'id' | 'private'>,
): boolean =>
  user.teamIds === undefined || user.teamIds.includes(team.id) || !(team.private || user.guest === true);

export const ConnectionStatus = z.object({
  connected: z.boolean(),
  /** Name of the organisation or workspace at the vendor. */
  name: z.string().nullable(),
  how: z.enum(['oauth', 'key', 'config']).nullable(),
  problem: z.string().nullable(),
  since: IsoTime.nullable(),
});
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

export const IssueChange = z.object({
  title: z.string().min(1).max(255).optional(),
  /** Name of a workflow state ("In Progress") or one of done, reopened, canceled. */
  state: z.string().optional(),
  /** Linear user id; null = nobody. */
  assigneeId: z.string().nullable().optional(),
  due: z.string().nullable().optional(),
  priority: Priority.optional(),
});
export type IssueChange = z.infer<typeof IssueChange>;

/** What became of a reply in a thread. */
const ReplyChange = z.enum(['said', 'edited', 'deleted']);

export const linearContract = {
  status: oc
    .route({ method: 'GET', path: '/linear/connection', summary: 'Whether Linear is connected' })
    .input(z.object({}))
    .output(ConnectionStatus),
  connect: oc
    .route({ method: 'POST', path: '/linear/connection', summary: 'Connect Linear with an API key' })
    .input(z.object({ apiKey: z.string().min(8).max(300), by: z.string() }))
    .output(ConnectionStatus),
  /** First half of OAuth: where to send the person. */
  authorizeUrl: oc
    .route({
      method: 'POST',
      path: '/linear/connection/authorize',
      summary: 'Where a person connects Linear',
    })
    .input(z.object({ by: z.string() }))
    .output(z.object({ url: z.string().nullable() })),
  /** Second half: what the vendor sent the person back with. */
  finishAuthorize: oc
    .route({ method: 'POST', path: '/linear/connection/finish', summary: 'Finish connecting Linear' })
    .input(z.object({ code: z.string(), state: z.string() }))
    .output(ConnectionStatus),
  disconnect: oc
    .route({ method: 'DELETE', path: '/linear/connection', summary: 'Forget the connection' })
    .input(z.object({ by: z.string() }))
    .output(ConnectionStatus),
  catalog: oc
    .route({ method: 'GET', path: '/catalog', summary: 'Teams, projects, people, states, labels' })
    .input(z.object({ refresh: Flag.default(false) }))
    .output(LinearCatalog),
  search: oc
    .route({ method: 'GET', path: '/issues', summary: 'Issues near a text, likeliest first' })
    .input(
      z.object({
        query: z.string().min(1).max(2_000),
        limit: z.coerce.number().int().min(1).max(50).default(10),
        openOnly: Flag.default(false),
        /** Issues of private teams too: only for who may see them. */
        includePrivate: Flag.default(false),
      }),
    )
    .output(z.object({ issues: z.array(IssueBrief.extend({ likeness: z.number().min(0).max(1) })) })),
  getIssue: oc
    .route({ method: 'GET', path: '/issues/{identifier}', summary: 'One issue by its identifier' })
    .input(z.object({ identifier: z.string(), includePrivate: Flag.default(false) }))
    .output(IssueBrief.extend({ description: z.string() })),
  issuesOf: oc
    .route({ method: 'GET', path: '/assigned', summary: 'Open issues of a person, or of everybody' })
    .input(
      z.object({
        assigneeId: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        includePrivate: Flag.default(false),
      }),
    )
    .output(z.object({ issues: z.array(IssueBrief) })),
  createIssue: oc
    .route({ method: 'POST', path: '/issues', summary: 'Create one issue, once per key' })
    .input(
      z.object({
        fields: IssueFields,
        /** A page or message it came from. */
        link: z.object({ url: z.string(), title: z.string() }).nullable().default(null),
        key: z.string().min(1).max(200),
        by: z.string(),
      }),
    )
    .output(IssueBrief.extend({ changeId: Id })),
  /** What somebody ordered, once per key, with how the issue was before. Issues of private teams do not exist here. */
  changeIssue: oc
    .route({
      method: 'POST',
      path: '/issues/{identifier}/changes',
      summary: 'Change an issue so that it can be undone, once per key',
    })
    .input(
      z.object({
        identifier: z.string(),
        change: IssueChange,
        key: z.string().min(1).max(200),
        by: z.string(),
      }),
    )
    .output(z.object({ changeId: Id, before: IssueBrief, after: IssueBrief })),
  /** Takes an order back: the earlier values, or the issue off the board. Refused when somebody changed it since. */
  undoChange: oc
    .route({ method: 'POST', path: '/issue-changes/{changeId}/undo', summary: 'Take back what was ordered' })
    .input(z.object({ changeId: Id, by: z.string() }))
    .output(z.object({ kind: z.enum(['created', 'changed']), issue: IssueBrief })),
  updateIssue: oc
    .route({ method: 'PATCH', path: '/issues/{identifier}', summary: 'Change an issue' })
    .input(z.object({ identifier: z.string(), change: IssueChange, by: z.string() }))
    .output(IssueBrief),
  /** From now on (or no more) an issue's comments and a thread's replies go both ways. */
  syncComments: oc
    .route({
      method: 'POST',
      path: '/comment-syncs',
      summary: 'Switch the exchange of comments and replies on or off',
    })
    .input(
      z.object({
        identifier: z.string(),
        channelId: z.string(),
        threadTs: z.string(),
        on: z.boolean(),
        by: z.string(),
      }),
    )
    .output(z.object({ on: z.boolean(), issue: IssueBrief })),
  /** Threads whose replies become comments: asked before a reply is looked at. */
  syncedThreads: oc
    .route({ method: 'GET', path: '/comment-syncs', summary: 'Threads that are synced with issues' })
    .input(z.object({}))
    .output(z.object({ threads: z.array(z.object({ channelId: z.string(), threadTs: z.string() })) })),
  /**
   * A reply in a thread: becomes a comment of each issue that is synced with it, and changes or goes with it. The text is
   * plain (empty when it is gone), the name a person's, the key one for each change of a reply.
   */
  takeReply: oc
    .route({
      method: 'POST',
      path: '/replies',
      summary: 'A reply in a thread, for the issues synced with it',
    })
    .input(
      z
        .object({
          channelId: z.string(),
          threadTs: z.string(),
          messageTs: z.string(),
          text: z.string().max(40_000),
          by: z.string(),
          change: ReplyChange.default('said'),
          key: z.string().min(1).max(200),
        })
        .refine(({ text, change }) => text !== '' || change === 'deleted', 'a reply has words'),
    )
    .output(z.object({ issues: z.number().int() })),
  /** The clock's call: what webhooks missed. */
  reconcileAll: oc
    .route({
      method: 'POST',
      path: '/clock/reconcile-linear',
      summary: 'Compare with Linear (system key only)',
    })
    .input(z.object({ limit: z.number().int().min(1).max(1_000).default(100) }))
    .output(z.object({ workspaces: z.number().int() })),
};

/** With the queue's pauses these tries last an hour and a half of Linear being away; waits that Linear asks for are not among them. */
const patientRetries = 25;

export const linearJobs = defineJobs({
  /** Make the issues of a transcript that are not made yet. Each has an id of ours, so twice is once. */
  'linear.createItems': {
    payload: z.object({ workspaceId: WorkspaceId, transcriptId: Id }),
    deadlineSeconds: 300,
    retryLimit: patientRetries,
  },
  /** Archive what was made for a transcript. */
  'linear.undoItems': {
    payload: z.object({ workspaceId: WorkspaceId, transcriptId: Id }),
    deadlineSeconds: 300,
    retryLimit: patientRetries,
  },
  /** Bring an issue in step with what a person did elsewhere. */
  'linear.apply': {
    payload: z.object({
      workspaceId: WorkspaceId,
      issueId: z.string(),
      change: IssueChange,
      key: z.string(),
    }),
    deadlineSeconds: 60,
    retryLimit: patientRetries,
  },
  /** Link an issue to the meeting's page. */
  'linear.linkPage': {
    payload: z.object({ workspaceId: WorkspaceId, issueId: z.string(), url: z.string(), title: z.string() }),
    deadlineSeconds: 60,
    retryLimit: patientRetries,
  },
  /** Take the link to a page that is gone off an issue. */
  'linear.unlinkPage': {
    payload: z.object({ workspaceId: WorkspaceId, issueId: z.string(), url: z.string() }),
    deadlineSeconds: 60,
    retryLimit: patientRetries,
  },
  /** Give the issues that are new or reworded their vectors, so that the search finds them. */
  'linear.embed': {
    payload: z.object({ workspaceId: WorkspaceId }),
    deadlineSeconds: 120,
    concurrency: 1,
    batchSize: 1,
  },
  /** Bring the comment of a reply in step with it. */
  'linear.comment': {
    payload: z.object({
      workspaceId: WorkspaceId,
      issueId: z.string(),
      messageTs: z.string(),
      text: z.string(),
      by: z.string(),
      change: ReplyChange.default('said'),
      /** Names the reply, whatever becomes of it. */
      key: z.string(),
    }),
    deadlineSeconds: 60,
    retryLimit: patientRetries,
  },
  /** A webhook of Linear, stored by its door. */
  'linear.event': { payload: z.object({ deliveryId: z.string() }), deadlineSeconds: 60, retryLimit: 8 },
  'linear.refresh': { payload: z.object({ workspaceId: WorkspaceId }), deadlineSeconds: 120 },
  'linear.reconcile': { payload: z.object({ workspaceId: WorkspaceId }), deadlineSeconds: 300 },
});
