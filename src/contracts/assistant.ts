import { oc } from '@orpc/contract';
import * as z from 'zod';
import { Answer, AnswerId, Brief, BriefSubject, EarlierAnswer, Sees } from './answers.ts';
import { Cadence } from './discovery.ts';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';
import { Priority } from './transcript.ts';

/** What somebody wants changed on an issue, in their words: names and states are resolved against Linear by code. */
export const SpokenChange = z.object({
  title: z.string().min(1).max(255).optional(),
  /** "in progress", "done", "reopened". */
  state: z.string().min(1).max(80).optional(),
  /** A name, "me", or null for nobody. */
  assignee: z.string().min(1).max(80).nullable().optional(),
  /** ISO date; null takes it away. */
  due: z.iso.date().nullable().optional(),
  priority: Priority.optional(),
});
export type SpokenChange = z.infer<typeof SpokenChange>;

/** What a person meant. `unclear` is a state, never a guess that acts. */
export const Understanding = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('watch'),
    /** The request in the person's words, without the mention and the cadence. */
    request: z.string(),
    urls: z.array(z.string()),
    cadence: Cadence.nullable(),
    mode: z.enum(['once', 'every']),
  }),
  z.object({ kind: z.literal('list'), scope: z.enum(['channel', 'mine', 'all']) }),
  z.object({
    kind: z.enum(['show', 'pause', 'resume', 'stop', 'check', 'why']),
    /** Which monitor, in the person's words; null means the one of this thread. */
    target: z.string().nullable(),
  }),
  z.object({ kind: z.literal('cadence'), target: z.string().nullable(), cadence: Cadence }),
  z.object({ kind: z.literal('help') }),
  /** A question to be answered from what Lookout knows. */
  z.object({ kind: z.literal('ask'), question: z.string().min(1).max(2_000) }),
  /** One issue, from a sentence. */
  z.object({
    kind: z.literal('create'),
    title: z.string().min(1).max(255),
    assignee: z.string().max(80).nullable(),
    due: z.iso.date().nullable(),
    priority: Priority,
    /** "in team Design", "in ENG": in the person's words. */
    team: z.string().max(80).nullable(),
  }),
  z.object({ kind: z.literal('update'), identifier: z.string(), change: SpokenChange }),
  /** Who is on what: open issues by person; of one person ("me" too) when `person` is given, about a topic when `topic` is. */
  z.object({
    kind: z.literal('who'),
    person: z.string().max(80).nullable(),
    topic: z.string().max(200).nullable(),
  }),
  z.object({ kind: z.literal('client'), name: z.string().min(1).max(120) }),
  /** A report of the week: at once, on a schedule from now on, or no more. */
  z.object({
    kind: z.literal('weekly'),
    when: z.enum(['now', 'schedule', 'off']),
    cadence: Cadence.nullable(),
  }),
  z.object({ kind: z.literal('summarize'), what: z.enum(['meeting', 'thread']) }),
  z.object({ kind: z.literal('requirements'), url: z.string() }),
  z.object({
    kind: z.literal('unclear'),
    /** One short question. */
    question: z.string(),
    options: z.array(z.object({ label: z.string().max(75), text: z.string().max(1_900) })).max(4),
  }),
]);
export type Understanding = z.infer<typeof Understanding>;

const Question = {
  question: z.string().min(1).max(2_000),
  sees: Sees,
  /** Only these meetings; none: everything that may be seen. */
  meetings: z.array(Id).max(20).default([]),
};

export const assistantContract = {
  understand: oc
    .route({
      method: 'POST',
      path: '/understand',
      summary: 'Plain language to one of the things Lookout can do',
    })
    .input(
      z.object({
        text: z.string().max(8_000),
        /** Whether the message stands in the thread of a monitor. */
        inMonitorThread: z.boolean().default(false),
        /** Whether the message stands in a thread where Lookout answers questions. */
        inConversation: z.boolean().default(false),
        /** IANA zone of the person, for "weekdays at 9". */
        timeZone: z.string().default('UTC'),
      }),
    )
    .output(Understanding),
  /** Channels that hold anything an answer could draw from: their readers are to be asked of Slack. */
  places: oc
    .route({ method: 'GET', path: '/places-known', summary: 'Channels with meetings or monitors' })
    .input(z.object({}))
    .output(z.object({ channelIds: z.array(z.string()) })),
  answer: oc
    .route({ method: 'POST', path: '/answer', summary: 'Answer a question with citations' })
    .input(z.object({ ...Question, before: z.array(EarlierAnswer).max(6).default([]) }))
    .output(Answer),
  /** Answers in a thread, streamed where Slack streams; once per key. Earlier answers of the thread are remembered. */
  ask: oc
    .route({
      method: 'POST',
      path: '/questions',
      summary: 'Answer a question in a Slack thread, once per key',
    })
    .input(
      z.object({
        ...Question,
        channelId: z.string(),
        threadTs: z.string(),
        by: z.string(),
        key: z.string().min(1).max(200),
      }),
    )
    .output(z.object({ answerId: AnswerId })),
  /** Whether Lookout has answered questions in this thread. */
  conversation: oc
    .route({
      method: 'GET',
      path: '/conversation',
      summary: 'Whether a thread is a conversation with Lookout',
    })
    .input(z.object({ channelId: z.string(), threadTs: z.string() }))
    .output(z.object({ open: z.boolean(), meetings: z.array(Id) })),
  brief: oc
    .route({
      method: 'POST',
      path: '/briefs',
      summary: 'A client, a week, a meeting or a thread in short, cited',
    })
    .input(z.object({ about: BriefSubject, sees: Sees }))
    .output(Brief),
  /** A report of the week to a channel, on a schedule; null ends it. */
  scheduleWeekly: oc
    .route({ method: 'POST', path: '/weekly', summary: 'Report the week to a channel on a schedule' })
    .input(z.object({ channelId: z.string(), cadence: Cadence.nullable(), by: z.string() }))
    .output(z.object({ cadence: Cadence.nullable(), nextAt: IsoTime.nullable() })),
  /** The clock's call: weekly reports whose time has come. */
  releaseWeekly: oc
    .route({
      method: 'POST',
      path: '/clock/release-weekly',
      summary: 'Send weekly reports that are due (system key only)',
    })
    .input(z.object({ limit: z.number().int().min(1).max(1_000).default(100) }))
    .output(z.object({ released: z.number().int() })),
};

export const assistantJobs = defineJobs({
  /** Answer a question that was stored, in its thread. */
  'assistant.answer': {
    payload: z.object({ workspaceId: WorkspaceId, answerId: AnswerId }),
    deadlineSeconds: 120,
  },
  /** Write the report of a channel's week. */
  'assistant.weekly': {
    payload: z.object({ workspaceId: WorkspaceId, channelId: z.string(), dueAt: IsoTime }),
    deadlineSeconds: 120,
  },
});
