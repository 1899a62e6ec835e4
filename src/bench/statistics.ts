import { percentile } from '../kit/percentile.ts';

/** Several measurements of one thing. */
export interface Figure {
  median: number;
  min: number;
  max: number;
  samples: number;
}

export const figureOf = (samples: readonly number[]): Figure => ({
  median: percentile(samples, 0.5),
  min: Math.min(...samples),
  max: Math.max(...samples),
  samples: samples.length,
});
