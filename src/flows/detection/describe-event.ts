import type { Hunk, Verdict } from '../../contracts/detection.ts';
import type { EventVector } from '../../store/told-events.ts';
import { toldHunks } from './join-event.ts';
import type { DetectionDeps } from './ports.ts';

/** Longest text an event is known by; the offline model reads 600 characters. */
const textMost = 600;

/** The text an event is known by: what is said of it, then where it stands. */
function textOfEvent(hunks: readonly Hunk[], verdict: Pick<Verdict, 'sentence' | 'quotes'>): string {
  const [lead] = toldHunks({ hunks, verdict });
  return [verdict.sentence, ...(lead?.path ?? []), lead?.label, lead?.after ?? lead?.before]
    .filter((part) => part !== undefined && part !== '')
    .join('. ')
    .slice(0, textMost);
}

/**
 * An event as a vector, or undefined without an embedder. One that fails is logged and done without: events are then
 * joined by their words and values.
 */
export async function describeEvent(
  { embedder, log }: DetectionDeps,
  hunks: readonly Hunk[],
  verdict: Verdict,
): Promise<EventVector | undefined> {
  if (!embedder) return undefined;
  try {
    const [values] = await embedder.embed([textOfEvent(hunks, verdict)]);
    return values && { model: embedder.model, values };
  } catch (error) {
    log.warn({ err: error }, 'an event could not be embedded');
    return undefined;
  }
}
