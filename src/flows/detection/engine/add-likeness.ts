import type { Hunk } from '../../../contracts/detection.ts';

/** Turns texts into unit vectors of one length. */
export type Embed = (texts: string[]) => Promise<Float32Array[]>;

/** At most this many hunks are embedded for one comparison, 7 ms a sentence on one core. */
const embeddedMost = 40;
/**
 * Cosine from which a text counts as near a request. Measured on the offline model over twenty pairs: related ones
 * 0.38 to 0.53, others 0.10 to 0.30. Where the page has none of the request's words the bar is lower, for the
 * likeness is all there is.
 */
const nearFrom = 0.38;
const nearWithoutWordsFrom = 0.3;
/** English embedders say nothing about other scripts. */
const mostlyLatin = /^[\p{sc=Latin}\p{N}\p{P}\p{S}\p{Z}]*$/u;
const opening =
  /^\W*(?:please )?(?:tell|let|alert|notify|ping|inform|watch|warn)\s(?:me|us)?\s?(?:know)?\s?(?:when|if|about|for|once)?\s/i;

/**
 * Lexical scores with a second opinion for the hunks they are unsure of: those above 0 and below 1 that may matter.
 * `hasWords`: some word of the request stands on the page. `fits`: the hunk is of the kind the request asks about.
 * An embedder that fails leaves the lexical scores as they are: a comparison must not wait for a vendor.
 */
export async function addLikeness(input: {
  request: string;
  hunks: readonly Hunk[];
  scores: readonly number[];
  hasWords: boolean;
  fits: (hunk: Hunk) => boolean;
  embed: Embed;
}): Promise<number[]> {
  const scores = [...input.scores];
  const unsure = input.hunks
    .map((hunk, index) => ({ hunk, index, lexical: scores[index] ?? 0 }))
    .filter(({ hunk, lexical }) => !hunk.noise && !hunk.furniture && lexical > 0 && lexical < 1)
    .filter(({ hunk }) => mostlyLatin.test(hunk.after ?? hunk.before ?? ''))
    .slice(0, embeddedMost);
  if (unsure.length === 0) return scores;
  const texts = [input.request.replace(opening, ''), ...unsure.map(({ hunk }) => describe(hunk))];
  const [goal, ...vectors] = await input.embed(texts).catch(() => []);
  if (!goal) return scores;
  for (const [position, { hunk, index, lexical }] of unsure.entries()) {
    const vector = vectors[position];
    if (!vector) continue;
    const bar = input.hasWords ? nearFrom : nearWithoutWordsFrom;
    const likeness = Math.min(1, Math.max(0, 0.5 + (dot(goal, vector) - bar) / 0.4));
    const capped = input.fits(hunk) ? likeness : Math.min(likeness, 0.4);
    scores[index] = input.hasWords ? Math.max(lexical, capped) : capped;
  }
  return scores;
}

/** A hunk as one line for an embedder: where it is, then what it says. */
const describe = (hunk: Hunk) =>
  `${[...hunk.path.slice(-2), hunk.label ?? ''].filter(Boolean).join(', ')}: ${(hunk.after ?? hunk.before ?? '').slice(0, 300)}`;

const dot = (left: Float32Array, right: Float32Array) =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
