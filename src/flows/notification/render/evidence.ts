import type { Verdict } from '../../../contracts/detection.ts';

/** Differences shown in a message; the rest is behind Show diff. */
export const quotesShown = 4;

/** How many differences answer the request beyond those a message shows. */
export const notShown = ({ quotes, qualifying }: Verdict): number =>
  Math.max(qualifying ?? 0, quotes.length) - Math.min(quotes.length, quotesShown);
