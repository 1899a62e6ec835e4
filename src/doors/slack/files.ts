import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { mostTranscriptBytes } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { slackErrorName } from '../../vendors/slack/errors.ts';
import { type Asker, bestEffort, callsFor, type Door, isDirect, type Place } from './door.ts';
import { answerEvent } from './handle-event.ts';
import { judgeFileName, looksSpoken, soundsLikeMeeting } from './judge-file.ts';
import { placeInChannel } from './place.ts';
import { eventKey, teamOf, triesOf } from './read-context.ts';
import { requireMayCreateWork } from './review-permissions.ts';

type FileArgs = AllMiddlewareArgs & SlackEventMiddlewareArgs<'file_shared'>;
export type SlackFile = NonNullable<Awaited<ReturnType<WebClient['files']['info']>>['file']>;

/** Where a file was shared: its message, and the thread of that. */
interface Share {
  ts: string;
  threadTs: string | null;
}

/** A file dropped in a channel or a direct message, when it is a transcript. */
export function listenToFiles(app: App, door: Door): void {
  app.event('file_shared', async (args) => {
    const { event, context } = args;
    if (event.user_id === context.botUserId) return;
    const file = await fileOf(args.client, event.file_id);
    if (!file || (judgeFileName(nameOf(file)) === 'no' && !isDirect(event.channel_id))) return;
    const share = await shareOf(args.client, file, event.channel_id);
    const place = placeOf(args, share);
    await answerEvent(door, place, async () => {
      const read = await readShared(door, place, file);
      if (!read) return;
      if (share) await bestEffort(door, 'reaction', () => lookAt(place, share.ts));
      await handIn(door, place, file, read);
    });
  });
}

/** Gone before it was looked at: nothing to say. */
export async function fileOf(client: WebClient, fileId: string): Promise<SlackFile | undefined> {
  try {
    return (await client.files.info({ file: fileId })).file;
  } catch (error) {
    const name = slackErrorName(error);
    if (name === 'file_not_found' || name === 'file_deleted') return undefined;
    throw error;
  }
}

const nameOf = (file: SlackFile): string => file.name ?? file.title ?? 'file';

const recentMessages = 20;

/** The event does not say in which message the file stands. */
async function shareOf(client: WebClient, file: SlackFile, channelId: string): Promise<Share | null> {
  const shares = { ...file.shares?.public, ...file.shares?.private }[channelId];
  const [known] = shares ?? [];
  if (known?.ts) return { ts: known.ts, threadTs: known.thread_ts ?? null };
  const { messages } = await client.conversations.history({ channel: channelId, limit: recentMessages });
  const message = messages?.find((one) => one.files?.some(({ id }) => id === file.id));
  return message?.ts ? { ts: message.ts, threadTs: message.thread_ts ?? null } : null;
}

function placeOf({ event, client, context, body }: FileArgs, share: Share | null): Place {
  const root = share ? (share.threadTs ?? share.ts) : null;
  return placeInChannel({
    workspaceId: teamOf(context),
    userId: event.user_id,
    client,
    key: eventKey(body),
    channelId: event.channel_id,
    threadTs: root,
    rootTs: root,
    attempt: triesOf(context),
  });
}

/** The bytes, or nothing when the file was not meant for Lookout. In a direct message everything is. */
async function readShared(door: Door, place: Place, file: SlackFile): Promise<Uint8Array | undefined> {
  const direct = isDirect(place.channelId);
  const judged = judgeFileName(nameOf(file));
  if (judged === 'surely' || direct) {
    await requireMayCreateWork(door, place, place.channelId);
    return await readFile(door, place, file);
  }
  if (tooLargeToRead(file)) return undefined;
  const bytes = await readFile(door, place, file);
  if (!soundsLikeMeeting(nameOf(file)) && !looksSpoken(bytes)) return undefined;
  await requireMayCreateWork(door, place, place.channelId);
  return bytes;
}

const tooLargeToRead = ({ size }: SlackFile): boolean => (size ?? 0) > mostTranscriptBytes;

/**
 * The bytes of a file that Lookout can read as a transcript: type and size are looked at before anything is fetched.
 *
 * @throws LookoutError `unsupported`, `too_large`
 */
export async function readFile(door: Door, asker: Asker, file: SlackFile): Promise<Uint8Array> {
  const { url_private: url } = file;
  const { token } = asker.client;
  if (judgeFileName(nameOf(file)) === 'no' || !url)
    throw new LookoutError('unsupported', 'no transcript by its name', {
      humanMessage:
        'Lookout reads transcripts: .vtt, .srt, .txt, .md, .docx or .json. This file is none of them.',
    });
  if (tooLargeToRead(file))
    throw new LookoutError('too_large', 'the file is too large', {
      humanMessage: `This file is too large: Lookout reads transcripts of up to ${mostTranscriptBytes / 1e6} MB.`,
    });
  if (!token) throw new LookoutError('unauthenticated', 'no token to read a file with');
  return await door.readFile({ url, token, mostBytes: mostTranscriptBytes });
}

async function lookAt(place: Place, ts: string): Promise<void> {
  await place.client.reactions.add({ channel: place.channelId, timestamp: ts, name: 'eyes' });
}

/** The transcript room says the rest, in the thread of the file. Once a file and channel. */
export async function handIn(door: Door, place: Place, file: SlackFile, bytes: Uint8Array): Promise<void> {
  await callsFor(door, place).transcript.receive({
    source: 'file',
    base64: Buffer.from(bytes).toString('base64'),
    fileName: nameOf(file).slice(0, 300),
    ...(file.mimetype ? { contentType: file.mimetype.slice(0, 200) } : {}),
    channelId: place.channelId,
    threadTs: place.threadTs,
    by: place.userId,
    key: `slack file ${file.id ?? place.key} ${place.channelId}`,
  });
}
