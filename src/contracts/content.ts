import { oc } from '@orpc/contract';
import * as z from 'zod';
import { Extraction, HealthProblem } from './blocks.ts';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';

/** One reading of a page outside any monitor. */
export const PageReading = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    url: z.string(),
    status: z.number().int(),
    readAt: IsoTime,
    extraction: Extraction,
  }),
  z.object({ kind: z.literal('unreadable'), url: z.string(), problem: HealthProblem, message: z.string() }),
]);
export type PageReading = z.infer<typeof PageReading>;

export const contentContract = {
  readPage: oc
    .route({ method: 'POST', path: '/read', summary: 'Fetch and extract one page now, storing nothing' })
    .input(z.object({ url: z.url() }))
    .output(PageReading),
  getVersion: oc
    .route({ method: 'GET', path: '/versions/{versionId}', summary: 'An extracted version' })
    .input(z.object({ versionId: Id }))
    .output(
      z.object({ versionId: Id, sourceId: Id, url: z.string(), observedAt: IsoTime, extraction: Extraction }),
    ),
  /** The clock's call, across workspaces: lease the sources whose time has come and leave a job for each. */
  claimDue: oc
    .route({ method: 'POST', path: '/clock/claim-due', summary: 'Claim due sources (system key only)' })
    .input(z.object({ limit: z.number().int().min(1).max(5_000).default(500) }))
    .output(z.object({ claimed: z.number().int() })),
  /** Retention of raw snapshots, across workspaces. */
  sweep: oc
    .route({
      method: 'POST',
      path: '/clock/sweep',
      summary: 'Delete raw snapshots past their retention (system key only)',
    })
    .input(z.object({}))
    .output(z.object({ snapshots: z.number().int(), blobs: z.number().int() })),
};

export const contentJobs = defineJobs({
  /**
   * A source's followers or cadence changed: reckon its next run anew. With `baseline` the page is read
   * at once, so that monitors without a baseline get one, and `asked` reads it because a person said so.
   */
  'content.schedule': {
    payload: z.object({ workspaceId: WorkspaceId, sourceId: Id, read: z.enum(['no', 'baseline', 'asked']) }),
    deadlineSeconds: 60,
  },
  /** Read one source. `reason` decides what the reading is for; the lease belongs to the clock's claim. */
  'content.fetch': {
    payload: z.object({
      workspaceId: WorkspaceId,
      sourceId: Id,
      reason: z.enum(['due', 'asked', 'baseline']),
    }),
    deadlineSeconds: 180,
    retryLimit: 2,
    rememberSeconds: 3_600,
    concurrency: 8,
    batchSize: 50,
  },
});
