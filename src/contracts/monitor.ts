import { oc } from '@orpc/contract';
import * as z from 'zod';
import { HealthProblem } from './blocks.ts';
import { ChangeKind, Condition } from './detection.ts';
import { Cadence, Proposal } from './discovery.ts';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';

/** looking (pages are being found) -> proposed (card waits) -> watching <-> paused -> stopped | done (once). */
export const MonitorState = z.enum([
  'looking',
  'proposed',
  'watching',
  'paused',
  'stopped',
  'done',
  'failed',
]);
export type MonitorState = z.infer<typeof MonitorState>;

/** Local hours in which nothing is delivered; may cross midnight (22:00-07:00). */
export const QuietHours = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  timeZone: z.string().max(64),
});
export type QuietHours = z.infer<typeof QuietHours>;

/** Where alerts go besides the thread. */
export const NotifyTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), address: z.email() }),
  z.object({ kind: z.literal('webhook'), url: z.url() }),
]);
export type NotifyTarget = z.infer<typeof NotifyTarget>;

export const SourceView = z.object({
  sourceId: Id,
  url: z.string(),
  title: z.string(),
  why: z.string(),
  currentValue: z.string().nullable(),
  lastCheckedAt: IsoTime.nullable(),
  lastGoodAt: IsoTime.nullable(),
  nextCheckAt: IsoTime.nullable(),
  problem: HealthProblem.nullable(),
  problemSince: IsoTime.nullable(),
  failures: z.number().int(),
});
export type SourceView = z.infer<typeof SourceView>;

export const MonitorView = z.object({
  monitorId: Id,
  state: MonitorState,
  request: z.string(),
  requestVersion: z.number().int(),
  intent: z.string(),
  condition: Condition.nullable(),
  cadence: Cadence,
  mode: z.enum(['once', 'every']),
  quietHours: QuietHours.nullable(),
  notify: z.array(NotifyTarget),
  mentions: z.array(z.string()),
  mutedKinds: z.array(ChangeKind),
  snoozedUntil: IsoTime.nullable(),
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
  createdBy: z.string(),
  createdAt: IsoTime,
  workedOutBy: z.enum(['model', 'rules']),
  failure: z.string().nullable(),
  alerts: z.number().int(),
  sources: z.array(SourceView),
});
export type MonitorView = z.infer<typeof MonitorView>;

const Actor = z.object({ monitorId: Id, by: z.string() });
const Schedule = { cadence: Cadence.optional(), quietHours: QuietHours.nullable().optional() };

export const monitorContract = {
  create: oc
    .route({
      method: 'POST',
      path: '/monitors',
      summary: 'Propose a monitor for a request; pages are looked for in the background',
    })
    .input(
      z.object({
        request: z.string().min(3).max(2_000),
        channelId: z.string().nullable().default(null),
        threadTs: z.string().nullable().default(null),
        by: z.string(),
        cadence: Cadence.nullable().default(null),
        /** Same key, same monitor: a repeated delivery creates nothing. */
        key: z.string().min(1).max(200),
        /** Start as soon as the page is read, with Undo on the card; for one explicit URL. */
        startAtOnce: z.boolean().default(false),
        /** Create even though the same request is already watched here. */
        evenIfWatched: z.boolean().default(false),
      }),
    )
    .output(z.object({ monitor: MonitorView, alreadyWatched: z.boolean() })),
  get: oc
    .route({ method: 'GET', path: '/monitors/{monitorId}', summary: 'One monitor' })
    .input(z.object({ monitorId: Id }))
    .output(MonitorView),
  list: oc
    .route({
      method: 'GET',
      path: '/monitors',
      summary: 'Monitors of a channel, a person or the workspace, newest first',
    })
    .input(
      z.object({
        channelId: z.string().optional(),
        createdBy: z.string().optional(),
        threadTs: z.string().optional(),
        /** Slack channels the asker may see; private ones of others are left out. Absent: no channel filter (API keys). */
        visibleChannels: z.array(z.string()).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        offset: z.coerce.number().int().min(0).default(0),
      }),
    )
    .output(z.object({ monitors: z.array(MonitorView), total: z.number().int() })),
  start: oc
    .route({ method: 'POST', path: '/monitors/{monitorId}/start', summary: 'Start watching' })
    .input(Actor)
    .output(MonitorView),
  pause: oc
    .route({ method: 'POST', path: '/monitors/{monitorId}/pause', summary: 'Pause' })
    .input(Actor)
    .output(MonitorView),
  resume: oc
    .route({ method: 'POST', path: '/monitors/{monitorId}/resume', summary: 'Resume' })
    .input(Actor)
    .output(MonitorView),
  stop: oc
    .route({
      method: 'POST',
      path: '/monitors/{monitorId}/stop',
      summary: 'Stop watching for good; history is kept',
    })
    .input(Actor)
    .output(MonitorView),
  remove: oc
    .route({ method: 'DELETE', path: '/monitors/{monitorId}', summary: 'Delete a monitor with its history' })
    .input(Actor)
    .output(z.object({ monitorId: Id })),
  snooze: oc
    .route({ method: 'POST', path: '/monitors/{monitorId}/snooze', summary: 'Hold alerts back for a while' })
    .input(Actor.extend({ minutes: z.number().int().min(0).max(43_200) }))
    .output(MonitorView),
  muteKind: oc
    .route({
      method: 'POST',
      path: '/monitors/{monitorId}/mute',
      summary: 'No more alerts of one kind of change',
    })
    .input(Actor.extend({ kind: ChangeKind, muted: z.boolean().default(true) }))
    .output(MonitorView),
  /** Lookout was taken out of the workspace: everything rests until people resume it. */
  pauseAll: oc
    .route({ method: 'POST', path: '/monitors/pause-all', summary: 'Pause every monitor of the workspace' })
    .input(z.object({ by: z.string() }))
    .output(z.object({ paused: z.number().int() })),
  checkNow: oc
    .route({ method: 'POST', path: '/monitors/{monitorId}/check', summary: 'Read the pages now' })
    .input(Actor)
    .output(MonitorView),
  useBrowser: oc
    .route({
      method: 'POST',
      path: '/monitors/{monitorId}/use-browser',
      summary: 'Read its pages with a browser from now on',
    })
    .input(Actor)
    .output(MonitorView),
  edit: oc
    .route({
      method: 'PATCH',
      path: '/monitors/{monitorId}',
      summary: 'Change a monitor; the page is re-read silently',
    })
    .input(
      Actor.extend({
        request: z.string().min(3).max(2_000).optional(),
        urls: z.array(z.url()).min(1).max(10).optional(),
        ...Schedule,
        mode: z.enum(['once', 'every']).optional(),
        notify: z.array(NotifyTarget).max(5).optional(),
        mentions: z.array(z.string()).max(10).optional(),
        ignoreRobots: z.boolean().optional(),
      }),
    )
    .output(MonitorView),
};

export const monitorJobs = defineJobs({
  /** Discovery's answer for a monitor that was looking. */
  'monitor.proposed': {
    payload: z.object({
      workspaceId: WorkspaceId,
      monitorId: Id,
      requestVersion: z.number().int(),
      proposal: Proposal.nullable(),
      failure: z.string().nullable(),
    }),
    deadlineSeconds: 60,
  },
  /** The request was met and the monitor was asked for once. */
  'monitor.done': { payload: z.object({ workspaceId: WorkspaceId, monitorId: Id }), deadlineSeconds: 60 },
});
