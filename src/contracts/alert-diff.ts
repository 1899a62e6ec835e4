import { oc } from '@orpc/contract';
import * as z from 'zod';
import { Id, IsoTime } from './shared.ts';

/** A line with what differs in it marked; the parts, joined, are what is shown of the line. */
export const MarkedLine = z.object({
  parts: z.array(z.object({ text: z.string(), changed: z.boolean() })),
  /** Characters of changed text that were left out because the line is too long. */
  cut: z.number().int(),
});
export type MarkedLine = z.infer<typeof MarkedLine>;

/** One difference as it is shown: where it stands, before and after. */
export const DiffEntry = z.object({
  /** Which of `pages` it stands on. */
  page: z.number().int(),
  op: z.enum(['added', 'removed', 'changed', 'moved']),
  path: z.array(z.string()),
  label: z.string().optional(),
  before: MarkedLine.optional(),
  after: MarkedLine.optional(),
  /** asked: about the request; elsewhere: other matter of the page; left_out: never news, with the reason. */
  part: z.enum(['asked', 'elsewhere', 'left_out']),
  /** Why it is never news, in words: "counters", "menus and banners". */
  why: z.string().optional(),
});
export type DiffEntry = z.infer<typeof DiffEntry>;

export const AlertDiff = z.object({
  alertId: Id,
  monitorId: Id,
  sentence: z.string(),
  /** The pages of the event, the alert's own first. */
  pages: z.array(z.object({ changeId: Id, url: z.string(), detectedAt: IsoTime })),
  /** Page by page; of each first what was asked about, in the page's own order. */
  entries: z.array(DiffEntry),
  /** Place of the first entry among all that could be shown, and how many those are. */
  from: z.number().int(),
  total: z.number().int(),
  /** What is never news: how many of each kind, the most frequent first. Shown as entries only when asked for. */
  leftOut: z.array(z.object({ label: z.string(), count: z.number().int() })),
  /** False when more differed than is kept and the two readings are gone: then some lines are missing here. */
  isWhole: z.boolean(),
});
export type AlertDiff = z.infer<typeof AlertDiff>;

/** Most entries one call answers. */
export const mostDiffEntries = 60;

export const alertDiffCalls = {
  describeAlert: oc
    .route({
      method: 'GET',
      path: '/alerts/{alertId}/diff',
      summary: 'What changed, line by line, with the differing words marked',
    })
    .input(
      z.object({
        alertId: Id,
        from: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(mostDiffEntries).default(40),
        /** `news`: without what is never news, which is only counted; `all`: with it, at the end of each page. */
        show: z.enum(['news', 'all']).default('news'),
      }),
    )
    .output(AlertDiff),
};
