import type { Forge } from '../slack/forge.ts';
import { manifestObjects } from '../slack/installation.ts';
import { type Json, stringOr } from '../slack/json.ts';
import { personOf } from '../slack/people/who-and-where.ts';
import { renderForPerson } from '../slack/render.ts';
import { type Channel, defaultIds, type Message, slackbotId } from '../slack/workspace.ts';

/** Whether a person may see a message: all but other people's ephemerals. */
export const seenBy =
  (user: string) =>
  (message: Message): boolean =>
    message.visibleTo === undefined || message.visibleTo === user;

function unreadCount(channel: Channel, user: string): number {
  const last = Number(channel.lastRead.get(user) ?? 0);
  return channel.messages.filter(
    (message) => seenBy(user)(message) && message.user !== user && Number(message.ts) > last,
  ).length;
}

function suggestedPrompts(forge: Forge, user: string): Json[] {
  const dm = [...forge.workspace.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.user === user,
  );
  const fromManifest = manifestObjects(forge.app.manifest, 'features', 'agent_view', 'suggested_prompts');
  return dm?.suggestedPrompts ?? fromManifest.map(({ title, message }) => ({ title, message }));
}

/** Everything the browser client draws its frame with. Without a user, the first person's. */
export function stateFor(forge: Forge, user: string | undefined): Json {
  const me = personOf(forge, user ?? defaultIds.ada).id;
  const channels = [...forge.workspace.channels.values()].filter((channel) => channel.members.has(me));
  return {
    team: { id: forge.workspace.team.id, name: forge.workspace.team.name },
    me,
    users: [...forge.workspace.people.values()]
      .filter((person) => person.id !== slackbotId)
      .map((person) => ({
        id: person.id,
        name: person.name,
        real_name: person.realName,
        is_bot: person.isBot,
        tz: person.tz,
        color: person.color,
        email: person.email,
        ...(person.isGuest ? { guest: true } : {}),
      })),
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.kind === 'im' ? forge.app.name : channel.name,
      is_im: channel.kind === 'im',
      is_private: channel.kind === 'private',
      ...(channel.user ? { user: channel.user } : {}),
      unread: unreadCount(channel, me),
    })),
    commands: manifestObjects(forge.app.manifest, 'features', 'slash_commands').map((one) => ({
      command: one.command,
      description: one.description,
      usage_hint: stringOr(one.usage_hint, ''),
    })),
    shortcuts: manifestObjects(forge.app.manifest, 'features', 'shortcuts').map((one) => ({
      callback_id: one.callback_id,
      name: one.name,
      type: one.type,
    })),
    suggestedPrompts: suggestedPrompts(forge, me),
    eventsConnected: forge.link.connected(),
    mode: forge.link.mode,
  };
}

/** Top-level messages of a conversation for a person, oldest first; reading them marks them read. */
export function topLevelFor(forge: Forge, channel: Channel, user: string): Json[] {
  const last = channel.messages.at(-1);
  if (last) channel.lastRead.set(user, last.ts);
  return channel.messages
    .filter(seenBy(user))
    .filter(
      (message) =>
        !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast',
    )
    .map((message) => renderForPerson(forge, channel, message));
}

/** A thread with its root first, ephemerals for this person included. */
export const threadFor = (forge: Forge, channel: Channel, ts: string, user: string): Json[] =>
  channel.messages
    .filter(seenBy(user))
    .filter((message) => message.ts === ts || message.thread_ts === ts)
    .map((message) => renderForPerson(forge, channel, message));
