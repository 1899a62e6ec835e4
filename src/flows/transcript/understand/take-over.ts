import type { Candidate } from './candidate.ts';
import type { Cue } from './cues.ts';
import type { Unit } from './split-units.ts';

/** "I'll do that", "I can take it": a promise whose content stands in what was said before. */
const takesOver =
  /^(?:do|take|handle|own|cover|manage|look after|take care of) (?:on )?(?:it|that|this|care of (?:it|that|this)|those|them|one)\b(?: one)?[^a-z]*(?:\b(?:by|on|for|tomorrow|today|this|next|before|after|then|too)\b.*)?$/i;
/** Clauses back within which that is looked for. */
const [reach, reachOfOthers] = [6, 3];

/**
 * The cue with the words it takes over from the latest task before it: a taken offer is a promise, "somebody has to own
 * that" and "Chris should do that" say of what was just named who is to do it.
 */
export function takeOver(cue: Cue, unit: Unit, before: readonly Candidate[]): Cue {
  if (cue.negated || !takesOver.test(cue.task)) return cue;
  const isOwn = cue.subject === 'i' || cue.subject === 'me';
  const asked = before.findLast(
    (one) =>
      one.unit.at < unit.at &&
      one.unit.at >= unit.at - (isOwn ? reach : reachOfOthers) &&
      !one.cue.negated &&
      !takesOver.test(one.cue.task) &&
      one.cue.task.split(' ').length > 2,
  );
  if (!asked) return cue;
  return { ...cue, kind: isOwn ? 'promise' : cue.kind, task: asked.cue.task, verb: asked.cue.verb };
}
