import { oc } from '@orpc/contract';
import * as z from 'zod';
import { PageKind } from './blocks.ts';
import { Condition } from './detection.ts';
import { defineJobs, Id, WorkspaceId } from './shared.ts';

/** How often to look: every so many minutes, or at set local times ("weekdays 9:00 Europe/Berlin"). */
export const Cadence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), minutes: z.number().int().min(1).max(10_080) }),
  z.object({ kind: z.literal('cron'), expression: z.string().min(9).max(120), timeZone: z.string().max(64) }),
]);
export type Cadence = z.infer<typeof Cadence>;

/** A page proposed for watching, already read once. */
export const Candidate = z.object({
  url: z.string(),
  title: z.string(),
  kind: PageKind,
  /** Why this page answers the request, in a few words. */
  why: z.string(),
  /** The value the request asks about as it stands on the page now, verbatim; null when none was found. */
  currentValue: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  needsBrowser: z.boolean(),
});
export type Candidate = z.infer<typeof Candidate>;

export const Proposal = z.object({
  /** The request restated as what Lookout will tell: "Tell you when the price of GPT-5 changes". */
  intent: z.string(),
  condition: Condition.nullable(),
  sources: z.array(Candidate),
  cadence: Cadence,
  mode: z.enum(['once', 'every']),
  /** Pages named or found that could not be read, with a reason for a person. */
  unreadable: z.array(z.object({ url: z.string(), reason: z.string() })),
  workedOutBy: z.enum(['model', 'rules']),
});
export type Proposal = z.infer<typeof Proposal>;

export const discoveryContract = {
  discover: oc
    .route({ method: 'POST', path: '/discover', summary: 'Find the pages that answer a request' })
    .input(
      z.object({ request: z.string().min(3).max(2_000), limit: z.number().int().min(1).max(10).default(3) }),
    )
    .output(Proposal),
};

export const discoveryJobs = defineJobs({
  'discovery.propose': {
    payload: z.object({
      workspaceId: WorkspaceId,
      monitorId: Id,
      request: z.string(),
      requestVersion: z.number().int(),
    }),
    deadlineSeconds: 180,
    retryLimit: 3,
  },
});
