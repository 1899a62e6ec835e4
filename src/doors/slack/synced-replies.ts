import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { callsFor, type Door } from './door.ts';
import { eventKey, teamOf } from './read-context.ts';
import { readMessageText } from './read-message-text.ts';
import { type Reply, readReply } from './read-reply.ts';

type MessageArgs = AllMiddlewareArgs & SlackEventMiddlewareArgs<'message'>;

/** Linear takes no longer comment. */
const longest = 40_000;

/**
 * Replies in threads that are synced with an issue become its comments. Only such replies are stored at all. What is
 * said to Lookout is no comment.
 */
export function listenToReplies(app: App, door: Door): void {
  app.event('message', async (args) => {
    const reply = readReply(args.event);
    if (!reply || reply.text.includes(`<@${args.context.botUserId}>`)) return;
    await handOn(door, args, reply);
  });
}

async function handOn(door: Door, { client, context, body }: MessageArgs, reply: Reply): Promise<void> {
  const { channelId, threadTs, messageTs, userId, change } = reply;
  const workspaceId = teamOf(context);
  const key = eventKey(body);
  const nameOf = async (id: string): Promise<string> =>
    (await door.people.person(client, workspaceId, id)).name;
  const text = change === 'deleted' ? '' : await withNames(readMessageText(reply.text, undefined), nameOf);
  await callsFor(door, { workspaceId, userId, client, key }).linear.takeReply({
    channelId,
    threadTs,
    messageTs,
    text: text.slice(0, longest),
    by: await nameOf(userId),
    change,
    key,
  });
}

/** Mentions of people by name: ids say nothing in Linear. */
async function withNames(text: string, nameOf: (id: string) => Promise<string>): Promise<string> {
  const ids = [...new Set([...text.matchAll(/<@([A-Z0-9]+)>/g)].flatMap(([, id]) => id ?? []))];
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const)));
  return text.replace(/<@([A-Z0-9]+)>/g, (token, id: string) =>
    names.has(id) ? `@${names.get(id)}` : token,
  );
}
