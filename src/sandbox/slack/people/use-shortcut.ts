import { LookoutError } from '../../../kit/errors.ts';
import type { Forge } from '../forge.ts';
import { renderMessage } from '../render.ts';
import { findMessage } from '../workspace.ts';
import {
  acknowledged,
  actionTs,
  channelFrame,
  channelOf,
  interactionFrame,
  personOf,
} from './who-and-where.ts';

/** A person uses a shortcut of the app: a global one, or one on a message when a message is named. */
export async function useShortcut(
  forge: Forge,
  given: { user: string; callback_id: string; channel?: string; message_ts?: string },
): Promise<void> {
  const person = personOf(forge, given.user);
  const common = {
    ...interactionFrame(forge, person),
    callback_id: given.callback_id,
    action_ts: actionTs(forge),
    trigger_id: forge.triggers.issue({ user: person.id }),
  };
  if (given.message_ts === undefined) {
    acknowledged(await forge.link.sendInteraction({ type: 'shortcut', ...common }));
    return;
  }
  const channel = channelOf(forge, person, given.channel ?? '');
  const message = findMessage(channel, given.message_ts);
  if (!message) throw new LookoutError('not_found', `no message ${given.message_ts} in ${channel.id}`);
  const target = { channel: channel.id, user: person.id, messageTs: message.ts, threadTs: message.thread_ts };
  acknowledged(
    await forge.link.sendInteraction({
      type: 'message_action',
      ...common,
      channel: channelFrame(channel),
      message_ts: message.ts,
      message: renderMessage(forge, channel, message, { metadata: false }),
      response_url: `${forge.baseUrl()}${forge.responseUrls.issue(target)}`,
    }),
  );
}
