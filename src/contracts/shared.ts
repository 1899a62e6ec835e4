import * as z from 'zod';

export const WorkspaceId = z.string().min(1).max(64);
export const Id = z.uuid();
/** Times cross every boundary as ISO 8601 text in UTC: a Date would arrive as text over HTTP only. */
export const IsoTime = z.iso.datetime({ offset: true });

/** Who asks: travels beside every call, in process and over HTTP. */
export const CallContext = z.object({
  workspaceId: WorkspaceId,
  /** Slack user the call is made for, when a person is behind it. */
  userId: z.string().optional(),
  requestId: z.string(),
});
export type CallContext = z.infer<typeof CallContext>;

/** The workspace of calls that belong to none: the clock's. Only the internal key may name it. */
export const systemWorkspace = '*';

export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  payload: Payload;
  /** A worker that takes longer is taken for dead and the job handed to another, in seconds. */
  deadlineSeconds: number;
  /** Tries after the first before the job is a dead letter. Default 5. */
  retryLimit?: number;
  /** How many of these one process works on at once. Default 2. */
  concurrency?: number;
  /** Of those, the most of one workspace, so that others have their turn. Its payload names the workspace. */
  mostPerWorkspace?: number;
  /** How long a finished one is remembered, in seconds. Default 7 days; less where there are very many and none has a key. */
  rememberSeconds?: number;
  /** How many are fetched at once. Default 10. */
  batchSize?: number;
}

/** Keeps the literal names and payload types of a flow's jobs. */
export const defineJobs = <const Jobs extends Record<string, JobDefinition>>(jobs: Jobs): Jobs => jobs;
