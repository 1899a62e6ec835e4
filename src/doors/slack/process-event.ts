import type { App } from '@slack/bolt';
import type { Inbox } from '../../queue/inbox.ts';
import type { Workers } from '../../queue/queue.ts';
import { attemptProperty } from './read-context.ts';
import { translateError } from './translate-error.ts';

/**
 * Works on stored events. A listener's failure comes out of `app.processEvent` (Bolt's error handler is
 * set to throw on), so the job fails and is tried again; a delivery that is done does nothing.
 */
export function eventWorkers(app: App, inbox: Inbox): Workers {
  return {
    'slack.event': async ({ deliveryId }, { log }) => {
      const delivery = await inbox.take(deliveryId);
      if (!delivery) return;
      try {
        await app.processEvent({
          body: delivery.body,
          ack: async () => undefined,
          customProperties: { [attemptProperty]: delivery.attempt },
        });
      } catch (error) {
        const problem = translateError(error);
        await inbox.failed(deliveryId, `${problem.code}: ${problem.message}`);
        if (problem.fields.notInstalled !== true) throw problem;
        log.info({ workspaceId: delivery.workspaceId }, 'an event of a workspace that took Lookout away');
      }
      await inbox.done(deliveryId);
    },
  };
}
