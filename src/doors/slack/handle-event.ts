import { slackDoorJobs } from '../../contracts/slack-door.ts';
import { isTransient } from '../../kit/errors.ts';
import type { Door, Place } from './door.ts';
import { bestEffort } from './door.ts';
import { translateError } from './translate-error.ts';

/** Tries an event gets in all; on the last one the person is told instead of left waiting. */
const lastAttempt = slackDoorJobs['slack.event'].retryLimit + 1;

/**
 * Runs the answer to a stored event. What can succeed later is thrown, so that the job is tried again;
 * what cannot is told to the person, in words, and the event is done.
 */
export async function answerEvent(door: Door, place: Place, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    const problem = translateError(error);
    const again = isTransient(problem) && place.attempt < lastAttempt;
    if (again) throw problem;
    const fields = { err: problem, code: problem.code, workspaceId: place.workspaceId, key: place.key };
    door.log.warn(fields, 'an event could not be answered');
    await bestEffort(door, 'telling of a problem', () => place.whisper({ text: problem.humanMessage }));
    if (isTransient(problem)) throw problem;
  }
}
