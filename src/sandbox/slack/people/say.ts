import { randomUUID } from 'node:crypto';
import { LookoutError } from '../../../kit/errors.ts';
import { sendAppEvent } from '../app-events.ts';
import { storePersonFile } from '../files.ts';
import type { Forge } from '../forge.ts';
import { addMessage, whisper } from '../messages.ts';
import { formatPersonText, mentionsIn } from '../person-text.ts';
import { botUserId, type Channel, findMessage, type Message } from '../workspace.ts';
import { channelOf, directMessageOf, personOf } from './who-and-where.ts';

export interface Saying {
  user: string;
  channel: string;
  text: string;
  thread_ts?: string;
  files?: { name: string; mimetype?: string; bytes: Uint8Array }[];
}

function rootTs(channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  const target = findMessage(channel, threadTs);
  if (!target) throw new LookoutError('not_found', `no message ${threadTs} to reply to`);
  return target.thread_ts ?? target.ts;
}

/** A person writes, with or without files; mentions and addresses are understood as Slack's composer does. */
export function say(forge: Forge, saying: Saying): Message {
  const person = personOf(forge, saying.user);
  const channel = channelOf(forge, person, saying.channel);
  const threadTs = rootTs(channel, saying.thread_ts);
  const files = (saying.files ?? []).map((file) => storePersonFile(forge, person.id, channel.id, file));
  if (saying.text.trim() === '' && files.length === 0)
    throw new LookoutError('bad_input', 'an empty message');
  const formatted = formatPersonText(forge.workspace, saying.text);
  const message = addMessage(forge, channel, {
    user: person.id,
    text: formatted.text,
    client_msg_id: randomUUID(),
    ...(saying.text.trim() === '' ? {} : { blocks: [{ ...formatted.block, block_id: forge.ids.next('b') }] }),
    ...(files.length > 0 ? { files: files.map((file) => file.id), subtype: 'file_share' } : {}),
    thread_ts: threadTs,
  });
  channel.lastRead.set(person.id, message.ts);
  if (mentionsIn(message.text).includes(botUserId) && !channel.members.has(botUserId)) {
    whisper(
      forge,
      channel,
      person.id,
      `You mentioned <@${botUserId}>, but they're not in this channel. Invite them with \`/invite @${forge.app.name}\`.`,
    );
  }
  return message;
}

/** A person opens the app: its Home, or the conversation with it. The app hears of both. */
export function openHome(forge: Forge, user: string, tab: 'home' | 'messages' = 'home'): void {
  const person = personOf(forge, user);
  const view = forge.views.homes.get(user)?.json;
  sendAppEvent(forge, 'app_home_opened', {
    type: 'app_home_opened',
    user,
    channel: directMessageOf(forge, person).id,
    tab,
    ...(view ? { view } : {}),
    event_ts: forge.ids.ts(),
  });
}
