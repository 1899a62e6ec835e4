import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { slackErrorName } from '../../vendors/slack/errors.ts';
import { answerRequest } from './answer-request.ts';
import { bestEffort, type Door, isDirect, type Place } from './door.ts';
import { answerEvent } from './handle-event.ts';
import { judgeFileName } from './judge-file.ts';
import { placeInChannel } from './place.ts';
import { eventKey, teamOf, triesOf } from './read-context.ts';
import { readMessageText } from './read-message-text.ts';

type MentionArgs = AllMiddlewareArgs & SlackEventMiddlewareArgs<'app_mention'>;
type MessageArgs = AllMiddlewareArgs & SlackEventMiddlewareArgs<'message'>;

/** What a mention and a direct message have in common. */
interface Said {
  channel: string;
  user: string;
  text: string;
  ts: string;
  threadTs: string | undefined;
}

/** Lookout is spoken to: by a mention in a channel or by a direct message. */
export function listenToMentions(app: App, door: Door): void {
  app.event('app_mention', async (args) => {
    const said = readMention(args);
    if (said) await answerSaid(door, args, said);
  });
  app.message(async (args) => {
    const said = readDirectMessage(args);
    if (said) await answerSaid(door, args, said);
  });
}

/** Bots, edits and joins are not requests; a mention in a direct message comes as a message too. */
function readMention({ event }: MentionArgs): Said | undefined {
  const extra = event as typeof event & {
    bot_id?: string;
    subtype?: string;
    edited?: unknown;
    files?: { name?: string }[];
  };
  if (!event.user || extra.bot_id || extra.subtype || extra.edited || isDirect(event.channel))
    return undefined;
  // "@Lookout here is the recording": the captions are answered by their review.
  if (extra.files?.some(({ name }) => judgeFileName(name ?? '') === 'surely')) return undefined;
  return {
    channel: event.channel,
    user: event.user,
    text: event.text,
    ts: event.ts,
    threadTs: event.thread_ts,
  };
}

function readDirectMessage({ event }: MessageArgs): Said | undefined {
  if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id || !event.user)
    return undefined;
  const extra = event as typeof event & { edited?: unknown };
  if (extra.edited) return undefined;
  return {
    channel: event.channel,
    user: event.user,
    text: event.text ?? '',
    ts: event.ts,
    threadTs: event.thread_ts,
  };
}

async function answerSaid(door: Door, args: MentionArgs | MessageArgs, said: Said): Promise<void> {
  const root = said.threadTs ?? said.ts;
  const direct = isDirect(said.channel);
  const place = placeInChannel({
    workspaceId: teamOf(args.context),
    userId: said.user,
    client: args.client,
    key: eventKey(args.body),
    channelId: said.channel,
    // Under agent_view every direct message is the root of a thread of its own.
    threadTs: direct ? root : (said.threadTs ?? null),
    rootTs: root,
    attempt: triesOf(args.context),
  });
  const eyes = putEyes(door, place, said.ts);
  // Slack clears the line when the answer is posted: set after it, the line would stay for two minutes.
  if (direct) await showWorking(door, place);
  await Promise.all([
    eyes,
    answerEvent(door, place, async () => {
      const text = readMessageText(said.text, args.context.botUserId);
      await answerRequest(door, place, { text });
    }),
  ]);
}

/** At once: eyes on the message. */
async function putEyes(door: Door, place: Place, ts: string): Promise<void> {
  await bestEffort(door, 'reaction', async () => {
    try {
      await place.client.reactions.add({ channel: place.channelId, timestamp: ts, name: 'eyes' });
    } catch (error) {
      if (slackErrorName(error) !== 'already_reacted') throw error;
    }
  });
}

async function showWorking(door: Door, place: Place): Promise<void> {
  const { threadTs } = place;
  if (threadTs === null) return;
  await bestEffort(door, 'status line', () =>
    place.client.assistant.threads.setStatus({
      channel_id: place.channelId,
      thread_ts: threadTs,
      status: 'is working on it…',
    }),
  );
}
