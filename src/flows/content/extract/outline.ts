import type { Tally } from './tally.ts';

/** A part of the page that holds blocks: an element with what stands inside it. Wrappers around one part are merged with it. */
export interface Region {
  /** Blocks `start` to `end`, the last excluded. */
  start: number;
  end: number;
  children: Region[];
  /** What the region holds in all, children included. */
  holds: Tally;
  /** Whether the region itself, or a wrapper merged with it, is a `main` or an `article`. */
  landmark: 'main' | 'article' | undefined;
}

/** The region, merged with its only child where that child holds all of its blocks. */
export function regionOf(
  start: number,
  end: number,
  children: Region[],
  holds: Tally,
  landmark: Region['landmark'],
): Region {
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.start === start && only.end === end) {
    return { ...only, holds, landmark: only.landmark ?? landmark };
  }
  return { start, end, children, holds, landmark };
}
