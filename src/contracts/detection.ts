import { oc } from '@orpc/contract';
import * as z from 'zod';
import { alertDiffCalls } from './alert-diff.ts';
import { Block } from './blocks.ts';
import { Reason } from './reasons.ts';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';

/** What the request wants to know as a value, when it can be put that way: "price < 500 USD". */
export const Condition = z.object({
  /** What is measured, in the words of the request: "price", "Pro plan price", "open positions". */
  field: z.string(),
  operator: z.enum([
    '<',
    '<=',
    '>',
    '>=',
    '=',
    '!=',
    'changes',
    'drops',
    'rises',
    'drops_by',
    'rises_by',
    'appears',
    'disappears',
    'available',
    'unavailable',
  ]),
  /** The threshold; for drops_by and rises_by the amount or, with unit "%", the percentage. */
  value: z.number().optional(),
  text: z.string().optional(),
  unit: z.string().optional(),
  /** ISO 4217 code. */
  currency: z.string().optional(),
});
export type Condition = z.infer<typeof Condition>;

/** A value read out of text and compared as a value, never by its look. */
export const Fact = z.object({
  kind: z.enum(['money', 'number', 'percent', 'date', 'version', 'availability', 'negation', 'modality']),
  raw: z.string(),
  /** Comparable form: a number, an ISO date, "in_stock"... */
  value: z.union([z.number(), z.string()]),
  unit: z.string().optional(),
  currency: z.string().optional(),
});
export type Fact = z.infer<typeof Fact>;

export const FactChange = z.object({
  kind: Fact.shape.kind,
  before: Fact.optional(),
  after: Fact.optional(),
});
export type FactChange = z.infer<typeof FactChange>;

/** One aligned difference between two versions of a page. `before`/`after` are verbatim block texts. */
export const Hunk = z.object({
  op: z.enum(['added', 'removed', 'changed', 'moved']),
  kind: Block.shape.kind,
  path: z.array(z.string()),
  label: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  facts: z.array(FactChange),
  furniture: z.boolean(),
  /** Set when the difference is of a kind that is never news: "relative_time", "counter", "moved", "learnt"... */
  noise: z.string().optional(),
  /** 0..1, how near this difference is to the request. */
  relevance: z.number().optional(),
});
export type Hunk = z.infer<typeof Hunk>;

export const Severity = z.enum(['low', 'normal', 'high']);
export type Severity = z.infer<typeof Severity>;

export const ChangeKind = z.enum([
  'price',
  'availability',
  'date',
  'number',
  'wording',
  'added',
  'removed',
  'release',
  'status',
  'other',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;

export const Verdict = z.object({
  outcome: z.enum(['alert', 'silent']),
  reason: Reason,
  kind: ChangeKind,
  severity: Severity,
  /** The fact first, one sentence; every number in it stands verbatim in a quote. */
  sentence: z.string(),
  quotes: z.array(
    z.object({
      before: z.string().optional(),
      after: z.string().optional(),
      path: z.array(z.string()),
      label: z.string().optional(),
    }),
  ),
  /** How many differences answer the request; the quotes carry the first of them. Absent in records of before it was counted. */
  qualifying: z.number().int().optional(),
  confidence: z.number().min(0).max(1),
  judgedBy: z.enum(['rules', 'model', 'unjudged', 'person']),
});
export type Verdict = z.infer<typeof Verdict>;

export const ChangeView = z.object({
  id: Id,
  monitorId: Id,
  sourceId: Id,
  url: z.string(),
  detectedAt: IsoTime,
  hunks: z.array(Hunk),
  verdict: Verdict,
  alertId: Id.nullable(),
  /** The alert that told the same news before, when this was kept back for that. */
  toldBy: Id.optional(),
});
export type ChangeView = z.infer<typeof ChangeView>;

export const WhyReport = z.object({
  monitorId: Id,
  sinceDays: z.number(),
  checks: z.number(),
  pageChanges: z.number(),
  alerts: z.number(),
  groups: z.array(z.object({ reason: Reason, label: z.string(), count: z.number() })),
  recent: z.array(ChangeView),
});
export type WhyReport = z.infer<typeof WhyReport>;

/** What marked changes come to under a request: by its words and the engine alone, not by the marks themselves. */
export const CaseResults = z.object({
  /** Changes people marked as *You should have told me* or *Not useful*. */
  marked: z.number().int(),
  /** Those of which people still would, or still would not, be told as they want. */
  kept: z.number().int(),
  /** The others. */
  failing: z.array(
    z.object({
      changeId: Id,
      url: z.string(),
      expected: z.enum(['alert', 'silent']),
      sentence: z.string(),
      verdict: Verdict,
    }),
  ),
});
export type CaseResults = z.infer<typeof CaseResults>;

/** The stored history of a monitor under a request: what would have been told. */
export const ReplayReport = z.object({
  request: z.string(),
  /** Pairs of consecutive versions that differ. */
  compared: z.number().int(),
  wouldAlert: z.number().int(),
  /** Of the same pairs, how many were told when they happened. */
  toldThen: z.number().int(),
  /** Oldest first; pairs without any difference are left out. */
  changes: z.array(
    z.object({
      sourceId: Id,
      url: z.string(),
      at: IsoTime,
      toldThen: z.boolean(),
      verdict: Verdict,
    }),
  ),
  cases: CaseResults,
});
export type ReplayReport = z.infer<typeof ReplayReport>;

/** What the model cost a workspace this month, and what it may cost. */
export const ModelSpend = z.object({
  /** "2026-11". */
  month: z.string(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  usd: z.number(),
  budgetUsd: z.number(),
  /** Comparisons the model was asked about, and those answered from earlier answers. */
  asked: z.number().int(),
  cached: z.number().int(),
  /** Whether a model judges at all in this house. */
  hasModel: z.boolean(),
});
export type ModelSpend = z.infer<typeof ModelSpend>;

export const detectionContract = {
  /** Compares two readings without storing anything: what `lookout check` and the evaluation use. */
  compare: oc
    .route({
      method: 'POST',
      path: '/compare',
      summary: 'Compare two extracted versions and judge the difference',
    })
    .input(
      z.object({
        request: z.string(),
        condition: Condition.nullable().default(null),
        before: z.array(Block),
        after: z.array(Block),
      }),
    )
    .output(z.object({ hunks: z.array(Hunk), verdict: Verdict })),
  why: oc
    .route({ method: 'GET', path: '/monitors/{monitorId}/why', summary: 'Why a monitor was silent or spoke' })
    .input(z.object({ monitorId: Id, sinceDays: z.coerce.number().int().min(1).max(90).default(7) }))
    .output(WhyReport),
  getChange: oc
    .route({ method: 'GET', path: '/changes/{changeId}', summary: 'One change with its hunks and verdict' })
    .input(z.object({ changeId: Id }))
    .output(ChangeView),
  getAlert: oc
    .route({ method: 'GET', path: '/alerts/{alertId}', summary: 'An alert with the changes behind it' })
    .input(z.object({ alertId: Id }))
    .output(z.object({ alertId: Id, monitorId: Id, sentence: z.string(), changes: z.array(ChangeView) })),
  ...alertDiffCalls,
  /** "You should have told me": makes a suppressed change an alert and remembers it as a case. */
  promote: oc
    .route({
      method: 'POST',
      path: '/changes/{changeId}/promote',
      summary: 'Turn a suppressed change into an alert',
    })
    .input(z.object({ changeId: Id, by: z.string() }))
    .output(z.object({ alertId: Id })),
  rate: oc
    .route({ method: 'POST', path: '/alerts/{alertId}/feedback', summary: 'Say whether an alert was useful' })
    .input(z.object({ alertId: Id, useful: z.boolean(), by: z.string() }))
    .output(z.object({ alertId: Id })),
  /** Takes back what *You should have told me* or *Not useful* taught about a change; the alert itself stays. */
  forgetMark: oc
    .route({
      method: 'DELETE',
      path: '/changes/{changeId}/mark',
      summary: 'Take back what a mark on a change taught its monitor',
    })
    .input(z.object({ changeId: Id, by: z.string() }))
    .output(z.object({ changeId: Id, forgotten: z.boolean() })),
  /** Judged by the rules alone, whatever model is connected: nothing is spent, stored or told. */
  replay: oc
    .route({
      method: 'POST',
      path: '/monitors/{monitorId}/replay',
      summary: 'Which past changes would have been told under this or another request',
    })
    .input(
      z.object({
        monitorId: Id,
        /** By default the monitor's own. */
        request: z.string().min(3).max(2_000).optional(),
        /** By default the monitor's own for its own request, none for another. */
        condition: Condition.nullable().optional(),
        sinceDays: z.number().int().min(1).max(365).default(90),
      }),
    )
    .output(ReplayReport),
  spend: oc
    .route({ method: 'GET', path: '/spend', summary: 'What the language model cost this month' })
    .input(z.object({}))
    .output(ModelSpend),
};

export const detectionJobs = defineJobs({
  /** A source has a new version. Keyed by source and version, so that a second delivery finds nothing to do. */
  'detection.compare': {
    payload: z.object({
      workspaceId: WorkspaceId,
      sourceId: Id,
      versionId: Id,
      /** When the page was read well before this version: tells what changes every time from what seldom does. */
      previousGoodAt: IsoTime.nullable().default(null),
    }),
    deadlineSeconds: 120,
  },
  /**
   * A monitor's request was edited and its new condition and pages are known: say in its thread what the new
   * request would have done on history, once per version of the request.
   */
  'detection.reconsider': {
    payload: z.object({ workspaceId: WorkspaceId, monitorId: Id, requestVersion: z.number().int() }),
    deadlineSeconds: 300,
  },
  /** A monitor with marked changes is judged by another engine than before: replay them, once per engine. */
  'detection.recheck': {
    payload: z.object({ workspaceId: WorkspaceId, monitorId: Id, engineVersion: z.string() }),
    deadlineSeconds: 300,
  },
  /** An alert reached people: moves the pointer of what they were last told. */
  'detection.delivered': {
    payload: z.object({ workspaceId: WorkspaceId, alertId: Id }),
    deadlineSeconds: 60,
  },
});
