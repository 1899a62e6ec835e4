import * as z from 'zod';

/** What the model must answer with for one part of a page. Strict structured output has no optional fields. */
export const PageReading = z.object({
  requirements: z.array(
    z.object({
      title: z.string(),
      description: z.string(),
      block: z.number().int(),
      quote: z.string(),
      priority: z.enum(['none', 'urgent', 'high', 'normal', 'low']),
      subtasks: z.array(z.string()),
    }),
  ),
  questions: z.array(z.object({ text: z.string(), block: z.number().int(), quote: z.string() })),
});
export type PageReading = z.infer<typeof PageReading>;
export type PageRequirement = PageReading['requirements'][number];
