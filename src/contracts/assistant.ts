import { oc } from '@orpc/contract';
import * as z from 'zod';
import { Cadence } from './discovery.ts';
import { defineJobs } from './shared.ts';

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
  z.object({
    kind: z.literal('unclear'),
    /** One short question. */
    question: z.string(),
    options: z.array(z.object({ label: z.string().max(75), text: z.string().max(1_900) })).max(4),
  }),
]);
export type Understanding = z.infer<typeof Understanding>;

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
        /** IANA zone of the person, for "weekdays at 9". */
        timeZone: z.string().default('UTC'),
      }),
    )
    .output(Understanding),
};

export const assistantJobs = defineJobs({});
