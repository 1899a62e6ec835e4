import { announceJoin } from './app-events.ts';
import type { Forge } from './forge.ts';
import { addMessage } from './messages.ts';
import { botId, botUserId, type Channel } from './workspace.ts';

/** Makes someone a member; the line in the channel and the event are the app's to see. */
export function joinChannel(forge: Forge, channel: Channel, user: string, inviter: string | undefined): void {
  channel.members.add(user);
  addMessage(forge, channel, {
    user,
    text: `<@${user}> has joined the channel`,
    subtype: 'channel_join',
    ...(user === botUserId ? { bot_id: botId } : {}),
  });
  announceJoin(forge, channel, user, inviter);
  forge.bus.emit({ type: 'channel', channel: channel.id });
}

/** Takes someone out of a channel. */
export function leaveChannel(forge: Forge, channel: Channel, user: string): void {
  channel.members.delete(user);
  channel.messages.push({
    ts: forge.ids.ts(),
    user,
    text: `<@${user}> has left the channel`,
    subtype: 'channel_leave',
    reactions: [],
  });
  forge.bus.emit({ type: 'channel', channel: channel.id });
}
