import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../kit/log.ts';
import type { Inbox } from '../../queue/inbox.ts';
import { eventKey, teamOfEventBody } from './read-context.ts';
import type { SyncedThreads } from './synced-threads.ts';
import { isWorthStoring } from './worth-storing.ts';

/**
 * Makes a receiver store every event before it acknowledges it, and do nothing else with it: Bolt
 * acknowledges first and works afterwards, so a crash in between would lose the event. Interactions go
 * to the app as they are: they need their answer and their trigger. Works for HTTP and for sockets,
 * since both hand what they receive to `app.processEvent`. What people say to each other is not stored.
 */
export function storeEventsFirst<Kind extends Receiver>(
  receiver: Kind,
  { inbox, log, synced }: { inbox: Inbox; log: Log; synced: SyncedThreads },
): Kind {
  const init = receiver.init.bind(receiver);
  receiver.init = (app) => {
    const processEvent = async (event: ReceiverEvent): Promise<void> => {
      const body = event.body as Record<string, unknown>;
      if (body.type === 'app_rate_limited') {
        log.warn({ minute: body.minute_rate_limited }, 'slack dropped events: too many in an hour');
        return void (await event.ack());
      }
      if (body.type !== 'event_callback') return await app.processEvent(event);
      const workspaceId = teamOfEventBody(body);
      if (await isWorthStoring(body.event ?? {}, workspaceId, synced))
        await inbox.accept({ deliveryId: eventKey(body), workspaceId, door: 'slack', body });
      await event.ack();
    };
    init({ processEvent } as unknown as App);
  };
  return receiver;
}
