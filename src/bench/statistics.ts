/** Several measurements of one thing. */
export interface Figure {
  median: number;
  min: number;
  max: number;
  samples: number;
}

/** The value below which the given share (0..1) of the samples lies, by the nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const figureOf = (samples: readonly number[]): Figure => ({
  median: percentile(samples, 0.5),
  min: Math.min(...samples),
  max: Math.max(...samples),
  samples: samples.length,
});
