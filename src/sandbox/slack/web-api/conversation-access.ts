import type { Forge } from '../forge.ts';
import type { Token } from '../installation.ts';
import { SlackError } from '../slack-error.ts';
import { botUserId, type Channel, type ChannelKind } from '../workspace.ts';
import { needScope } from './api-method.ts';

const prefixOf: Record<ChannelKind, string> = { public: 'channels', private: 'groups', im: 'im' };

/** The `types` a call may name; the forge has no group direct messages, so mpim names nothing. */
export const kindOf: Record<string, ChannelKind | undefined> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: undefined,
  im: 'im',
};
export const readScopeOf: Record<ChannelKind, string> = {
  public: 'channels:read',
  private: 'groups:read',
  im: 'im:read',
};

/** `channels:read`, `groups:history`, `im:read`... by the kind of conversation. */
export const needConversationScope = (token: Token, channel: Channel, verb: 'read' | 'history'): void =>
  needScope(token, [`${prefixOf[channel.kind]}:${verb}`]);

/** A conversation the app can see; a private one it is not in does not exist for it. */
export function visibleChannel(forge: Forge, id: string | undefined): Channel {
  const channel = id === undefined ? undefined : channelFor(forge, id);
  if (!channel || (channel.kind !== 'public' && !channel.members.has(botUserId)))
    throw new SlackError('channel_not_found');
  return channel;
}

/** A conversation the app is in. */
export function joinedChannel(forge: Forge, id: string | undefined): Channel {
  const channel = visibleChannel(forge, id);
  if (!channel.members.has(botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** By id, by `#name`, or by a person's id for the direct message with them. */
function channelFor(forge: Forge, id: string): Channel | undefined {
  const channels = forge.workspace.channels;
  if (id.startsWith('#')) return [...channels.values()].find((one) => one.name === id.slice(1));
  if (id.startsWith('U')) return [...channels.values()].find((one) => one.kind === 'im' && one.user === id);
  return channels.get(id);
}
