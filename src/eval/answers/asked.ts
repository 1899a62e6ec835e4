/** One asking of a question and what came of it. */
export interface Asked {
  id: string;
  meeting: string;
  /** own: asked of its meeting alone; all: of all meetings; near and far: of one that does not hold the answer. */
  way: 'own' | 'all' | 'near' | 'far';
  found: boolean;
  /** Whether a cited passage overlaps the turns that people cited; false where nothing was found. */
  overlaps: boolean;
  /** Turns a cited passage spans, on average; null without one. */
  span: number | null;
  passages: number;
  ms: number;
}
