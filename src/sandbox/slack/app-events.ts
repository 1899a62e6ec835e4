import type { Forge } from './forge.ts';
import { isInstalled, manifestStrings } from './installation.ts';
import type { Json } from './json.ts';
import { mentionsIn } from './person-text.ts';
import { renderMessage } from './render.ts';
import { botUserId, type Channel, type ChannelKind, type Message } from './workspace.ts';

const subscriptionOf: Record<ChannelKind, string> = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
};
const channelTypeOf: Record<ChannelKind, string> = { public: 'channel', private: 'group', im: 'im' };

/** Sends an event to the app when its manifest subscribes to it; a sandbox without a manifest sends all. */
export function sendAppEvent(forge: Forge, subscription: string, event: Json): string | undefined {
  const subscribed = manifestStrings(forge.app.manifest, 'settings', 'event_subscriptions', 'bot_events');
  if (subscribed && !subscribed.includes(subscription)) return undefined;
  if (!isInstalled(forge.installation) && !['app_uninstalled', 'tokens_revoked'].includes(subscription))
    return undefined;
  return forge.link.sendEvent(event);
}

/** The events a new message causes: message.*, app_mention, file_shared. None where the app is not a member. */
export function announceMessage(forge: Forge, channel: Channel, message: Message): void {
  if (!channel.members.has(botUserId) || message.visibleTo !== undefined) return;
  const rendered = renderMessage(forge, channel, message, { metadata: false });
  const event: Json = { ...rendered, channel: channel.id, event_ts: message.ts };
  sendAppEvent(forge, subscriptionOf[channel.kind], { ...event, channel_type: channelTypeOf[channel.kind] });
  const mentioned = mentionsIn(message.text).includes(botUserId);
  if (mentioned && channel.kind !== 'im' && message.user !== botUserId) {
    const { subtype: _, ...rest } = event;
    sendAppEvent(forge, 'app_mention', { ...rest, type: 'app_mention' });
  }
  for (const id of message.files ?? []) {
    sendAppEvent(forge, 'file_shared', {
      type: 'file_shared',
      file_id: id,
      user_id: message.user,
      file: { id },
      channel_id: channel.id,
      event_ts: message.ts,
    });
  }
}

/** The event of an edited or deleted message. */
export function announceEdit(
  forge: Forge,
  channel: Channel,
  subtype: 'message_changed' | 'message_deleted',
  before: Json,
  after: Json | undefined,
): void {
  if (!channel.members.has(botUserId)) return;
  const ts = forge.ids.ts();
  sendAppEvent(forge, subscriptionOf[channel.kind], {
    type: 'message',
    subtype,
    hidden: true,
    channel: channel.id,
    channel_type: channelTypeOf[channel.kind],
    ts,
    event_ts: ts,
    previous_message: before,
    ...(after ? { message: after } : { deleted_ts: before.ts }),
  });
}

export function announceJoin(
  forge: Forge,
  channel: Channel,
  user: string,
  inviter: string | undefined,
): void {
  sendAppEvent(forge, 'member_joined_channel', {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: forge.workspace.team.id,
    ...(inviter ? { inviter } : {}),
    event_ts: forge.ids.ts(),
  });
}
