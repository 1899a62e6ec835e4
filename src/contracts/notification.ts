import { oc } from '@orpc/contract';
import * as z from 'zod';
import { Brief } from './answers.ts';
import { HealthProblem } from './blocks.ts';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';

export const DeliveryState = z.enum(['pending', 'sending', 'sent', 'failed', 'dead']);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const DeliveryView = z.object({
  deliveryId: Id,
  kind: z.string(),
  via: z.enum(['slack', 'email', 'webhook']),
  state: DeliveryState,
  attempts: z.number().int(),
  createdAt: IsoTime,
  sentAt: IsoTime.nullable(),
  problem: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const notificationContract = {
  notify: oc
    .route({
      method: 'POST',
      path: '/notify',
      summary: 'Say something in a channel or thread, exactly once per key',
    })
    .input(
      z.object({
        channelId: z.string(),
        threadTs: z.string().nullable().default(null),
        text: z.string().min(1).max(3_000),
        key: z.string().min(1).max(200),
      }),
    )
    .output(DeliveryView),
  listDeliveries: oc
    .route({ method: 'GET', path: '/deliveries', summary: 'The outbox, newest first' })
    .input(
      z.object({
        monitorId: Id.optional(),
        state: DeliveryState.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ deliveries: z.array(DeliveryView) })),
  turnReview: oc
    .route({
      method: 'POST',
      path: '/reviews/{transcriptId}/turn',
      summary: 'Draw a review anew, or show another page of a long one',
    })
    .input(z.object({ transcriptId: Id, page: z.number().int().min(0).max(9_999).optional() }))
    .output(z.object({})),
  webhookSecret: oc
    .route({
      method: 'GET',
      path: '/webhook-secret',
      summary: "Secret that signs the workspace's outbound webhooks",
    })
    .input(z.object({}))
    .output(z.object({ secret: z.string() })),
  /** The clock's call, across workspaces: deliveries held back (quiet hours, snooze, Retry-After) whose time has come. */
  releaseDue: oc
    .route({
      method: 'POST',
      path: '/clock/release-due',
      summary: 'Release held deliveries (system key only)',
    })
    .input(z.object({ limit: z.number().int().min(1).max(5_000).default(500) }))
    .output(z.object({ released: z.number().int() })),
};

export const notificationJobs = defineJobs({
  /** Bring the monitor's card in the thread in step with its rows. Many requests collapse into one update. */
  'notification.card': {
    payload: z.object({ workspaceId: WorkspaceId, monitorId: Id }),
    deadlineSeconds: 60,
  },
  /** An alert row was written: make its deliveries. */
  'notification.alert': { payload: z.object({ workspaceId: WorkspaceId, alertId: Id }), deadlineSeconds: 60 },
  /** Health of a source changed enough to say so, once, and once when it is over. */
  'notification.health': {
    payload: z.object({
      workspaceId: WorkspaceId,
      sourceId: Id,
      problem: HealthProblem.nullable(),
      since: IsoTime,
      tries: z.number().int(),
      /** One notice and one recovery per episode. */
      episode: z.string(),
      changedMeanwhile: z.boolean().default(false),
    }),
    deadlineSeconds: 60,
  },
  /** A line in a monitor's thread: who did what, or an answer that has no card. */
  'notification.say': {
    payload: z.object({
      workspaceId: WorkspaceId,
      channelId: z.string(),
      threadTs: z.string().nullable(),
      monitorId: Id.nullable(),
      text: z.string(),
      key: z.string(),
    }),
    deadlineSeconds: 60,
  },
  /** A report for a channel, once per key. `permalinks`: addresses of the threads its passages stand in, by `n`. */
  'notification.brief': {
    payload: z.object({
      workspaceId: WorkspaceId,
      channelId: z.string(),
      brief: Brief,
      permalinks: z.record(z.string(), z.string()),
      /** Why it comes, and how it is ended. */
      why: z.string(),
      key: z.string(),
    }),
    deadlineSeconds: 60,
  },
  /** Bring the one message of a transcript in step with its rows. `page` turns to a page, counted from 0. */
  'notification.review': {
    payload: z.object({
      workspaceId: WorkspaceId,
      transcriptId: Id,
      page: z.number().int().min(0).max(9_999).optional(),
    }),
    deadlineSeconds: 60,
  },
  /** Send one outbox row. */
  'notification.deliver': {
    payload: z.object({ workspaceId: WorkspaceId, deliveryId: Id }),
    deadlineSeconds: 60,
    retryLimit: 12,
    concurrency: 4,
  },
});
