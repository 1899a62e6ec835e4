import * as z from 'zod';
import { Id, IsoTime } from './shared.ts';

export const AnswerId = Id;

/**
 * What an answer may draw from. A door works it out anew for each question: what the asker may see, and, where others
 * read the answer, what all of them may see. `all` is for the holder of the workspace's own API key.
 */
export const Sees = z.union([
  z.literal('all'),
  z.object({
    channelIds: z.array(z.string()).max(5_000),
    /** Meetings handed in without a channel, by a note taker or the API. */
    unplaced: z.boolean(),
    /** A guest asks: the workspace's issues and Notion pages are not theirs to see. */
    guest: z.boolean().optional(),
  }),
]);
export type Sees = z.infer<typeof Sees>;

/** Something an answer stands on: words as they are, and where. */
export const Passage = z.object({
  /** As cited: [1], [2] … */
  n: z.number().int().min(1),
  kind: z.enum(['turn', 'alert', 'page_line', 'issue', 'page']),
  /** Verbatim. */
  quote: z.string(),
  /** In words: "Pricing sync, 12 Nov, Mira at 04:31", "openai.com/pricing, read 12 Nov", "ENG-12". */
  where: z.string(),
  /** Of a web page, an issue or a Notion block. */
  url: z.string().nullable(),
  /** The thread it stands in, for a link into Slack. */
  thread: z.object({ channelId: z.string(), threadTs: z.string() }).nullable(),
  at: IsoTime.nullable(),
  /** For turns: first and last that were drawn on. */
  turns: z.object({ transcriptId: Id, from: z.number().int(), to: z.number().int() }).nullable(),
});
export type Passage = z.infer<typeof Passage>;

/** One sentence of an answer and the passages it stands on, by `n`. Never without one. */
export const CitedSentence = z.object({ text: z.string(), passages: z.array(z.number().int()).min(1) });
export type CitedSentence = z.infer<typeof CitedSentence>;

export const Answer = z.object({
  state: z.enum(['found', 'nothing']),
  sentences: z.array(CitedSentence),
  passages: z.array(Passage),
  by: z.enum(['rules', 'model']),
  /** Said when the model was wanted and could not answer. */
  degraded: z.string().nullable(),
  /** How much was looked through. */
  looked: z.object({
    meetings: z.number().int(),
    alerts: z.number().int(),
    pages: z.number().int(),
    issues: z.number().int(),
  }),
});
export type Answer = z.infer<typeof Answer>;

export const EarlierAnswer = z.object({ question: z.string(), answer: z.string() });
export type EarlierAnswer = z.infer<typeof EarlierAnswer>;

export const BriefSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('client'), name: z.string().min(1).max(120) }),
  z.object({ kind: z.literal('weekly'), since: IsoTime, channelId: z.string().nullable() }),
  /** A meeting; null: the last one of the channel. */
  z.object({ kind: z.literal('meeting'), transcriptId: Id.nullable(), channelId: z.string() }),
  z.object({
    kind: z.literal('thread'),
    channelId: z.string(),
    threadTs: z.string(),
    messages: z
      .array(z.object({ author: z.string(), text: z.string().max(40_000), ts: z.string() }))
      .max(1_000),
  }),
]);
export type BriefSubject = z.infer<typeof BriefSubject>;

/** A short report: headings, lines, and what each line stands on. */
export const Brief = z.object({
  title: z.string(),
  sections: z.array(z.object({ heading: z.string(), lines: z.array(CitedSentence) })),
  passages: z.array(Passage),
  by: z.enum(['rules', 'model']),
  /** Said in place of sections when there is nothing to report. */
  empty: z.string().nullable(),
});
export type Brief = z.infer<typeof Brief>;
