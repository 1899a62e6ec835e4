import * as z from 'zod';

const Cited = z.object({ text: z.string(), turn: z.number().int(), quote: z.string() });

const Item = z.object({
  title: z.string(),
  description: z.string(),
  turn: z.number().int(),
  quote: z.string(),
  /** A name as it is spoken or stands as a speaker; empty for nobody. */
  owner: z.string(),
  /** The words that give a date; empty for none. The date itself is code's work. */
  dueSpoken: z.string(),
  priority: z.enum(['none', 'urgent', 'high', 'normal', 'low']),
  subtasks: z.array(z.string()),
  kind: z.enum(['assigned', 'accepted', 'open']),
  certainty: z.enum(['firm', 'soft']),
  /** Names of the workspace that were shown, or empty. */
  team: z.string(),
  project: z.string(),
  milestone: z.string(),
  /** Identifier of an issue that was shown, or empty. */
  likelySame: z.string(),
});
export type ModelItem = z.infer<typeof Item>;

/** What the model must answer with for one window. Every field is required: strict structured output has no optional ones. */
export const ModelReading = z.object({
  summary: z.array(Cited),
  actions: z.array(Item),
  decisions: z.array(Cited),
  questions: z.array(Cited),
});
export type ModelReading = z.infer<typeof ModelReading>;
export type ModelCited = z.infer<typeof Cited>;
