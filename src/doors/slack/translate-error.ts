import { LookoutError } from '../../kit/errors.ts';
import { fromSlackError } from '../../vendors/slack/errors.ts';

/** Bolt wraps what a listener or an authorisation threw, sometimes twice; this is what was thrown. */
function unwrap(error: unknown): unknown {
  let inner = error;
  for (let depth = 0; depth < 5; depth += 1) {
    const wrapped = inner as { original?: unknown; originals?: unknown[] } | undefined;
    if (inner instanceof LookoutError || fromSlackError(inner)) return inner;
    const next = wrapped?.original ?? wrapped?.originals?.[0];
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}

/** Any failure inside Bolt as ours, with its code: what decides whether a job is tried again. */
export function translateError(error: unknown): LookoutError {
  const inner = unwrap(error);
  if (inner instanceof LookoutError) return inner;
  const known = fromSlackError(inner);
  if (known) return known;
  const message = inner instanceof Error ? inner.message : String(inner);
  return new LookoutError('internal', message, {
    cause: inner,
    humanMessage: 'Something went wrong inside Lookout. It is in the log; nothing was lost.',
  });
}
