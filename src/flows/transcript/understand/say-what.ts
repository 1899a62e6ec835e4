import { contentWords } from './content-words.ts';
import type { Cue } from './cues.ts';
import type { Unit } from './split-units.ts';

/** "I'll have a look": a promise that does not say at what. */
const saysNoThing =
  /^(?:(?:have|take) a (?:quick |closer )?look|look (?:into|at)|check(?: on| out)?|find out|figure (?:it |that )?out|follow up|get back to (?:you|them)|investigate|answer|ask)(?: (?:at |into |on |with )?(?:it|that|this|you|them))?(?=[.,!]|$| (?:today|tomorrow|later|then|after|by|this|next|and let us)\b)/i;
/** How far back, in clauses, the thing is looked for, and how much of it a title takes. */
const [reach, mostWords] = [4, 12];
const leadsIn =
  /^(?:(?:maybe|perhaps|please|whether|so|and|but|also|just|(?:can|could|would|will|do|did) (?:you|we|i|somebody|someone|anyone)(?: guys)?(?: please| maybe| just)?|is there|are there|i wonder (?:if|whether)|i am (?:just )?(?:curious|wondering) (?:if|whether)|what about|how about|we (?:could|should|can))[, ]+)+/i;

/** The cue with what somebody else had just asked or said, where it says nothing itself. */
export function sayWhat(cue: Cue, unit: Unit, units: readonly Unit[]): Cue {
  const thin = saysNoThing.exec(cue.task)?.[0];
  if (thin === undefined || (cue.subject !== 'i' && cue.subject !== 'me')) return cue;
  for (let at = unit.at - 1; at >= Math.max(0, unit.at - reach); at--) {
    const before = units[at];
    if (!before || before.speaker === unit.speaker) continue;
    const topic = before.tidy.replace(leadsIn, '').replace(/[.?!…,;:\s]+$/, '');
    if (contentWords(topic).length < 2) continue;
    const words = topic.split(' ').slice(0, mostWords).join(' ');
    return { ...cue, task: `${thin.replace(/ (?:it|that|this)$/i, '')}: ${words}` };
  }
  return cue;
}
