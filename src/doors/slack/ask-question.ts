import type { Answer } from '../../contracts/answers.ts';
import { answerMessage, answerWithQuestion, type ShownAnswer } from '../../vendors/slack/blocks/answer.ts';
import type { CitedPassage } from '../../vendors/slack/blocks/passages.ts';
import { type Asker, bestEffort, callsFor, type Door, isDirect, type Place } from './door.ts';
import { refuseShared } from './permissions.ts';
import { whatMayBeSeen } from './what-may-be-seen.ts';

export interface Question {
  question: string;
  /** Only these meetings; none: everything that may be seen. */
  meetings: readonly string[];
}

/** Answers in the thread of the question; where there is none, to the asker alone. */
export async function askQuestion(door: Door, place: Place, question: Question): Promise<void> {
  const threadTs = place.threadTs ?? place.rootTs;
  if (threadTs === null) {
    const answer = await answerAlone(door, place, question);
    return await place.whisper(answerWithQuestion(answer, question.question));
  }
  await askInThread(door, { ...place, threadTs }, question);
}

/** The answer comes into the thread by itself, from what everybody there may see. */
export async function askInThread(
  door: Door,
  place: Asker & { channelId: string; threadTs: string },
  { question, meetings }: Question,
): Promise<void> {
  const sees = await whatMayBeSeen(door, place, { kind: 'channel', channelId: place.channelId });
  if (!isDirect(place.channelId)) {
    await bestEffort(door, 'status line', () =>
      place.client.assistant.threads.setStatus({
        channel_id: place.channelId,
        thread_ts: place.threadTs,
        status: 'is looking it up…',
      }),
    );
  }
  await callsFor(door, place).assistant.ask({
    question: question.slice(0, 2_000),
    sees,
    meetings: [...meetings],
    channelId: place.channelId,
    threadTs: place.threadTs,
    by: place.userId,
    key: place.key,
  });
}

/** An answer for one reader, from all they may see. */
export async function answerAlone(
  door: Door,
  asker: Asker & { channelId?: string },
  { question, meetings }: Question,
): ReturnType<typeof messageOf> {
  if (asker.channelId) await refuseShared(door, asker, asker.channelId).catch(ignoreUnknownChannel);
  const sees = await whatMayBeSeen(door, asker, { kind: 'asker' });
  const answer = await callsFor(door, asker).assistant.answer({
    question: question.slice(0, 2_000),
    sees,
    meetings: [...meetings],
  });
  return await messageOf(door, asker, { question, meetings }, answer);
}

/** A command may be typed where Lookout is no member; what only the asker reads does no harm there. */
function ignoreUnknownChannel(error: unknown): void {
  if ((error as { code?: unknown }).code === 'not_allowed') throw error;
}

async function messageOf(door: Door, asker: Asker, { question, meetings }: Question, answer: Answer) {
  const shown: ShownAnswer = {
    ...answer,
    question,
    passages: await withAddresses(door, asker, answer.passages),
    modelHelp: null,
    chosen: meetings.length,
  };
  return answerMessage(shown);
}

/** Passages with the addresses of their threads, as far as Slack gives them. */
export async function withAddresses(
  door: Door,
  asker: Asker,
  passages: Answer['passages'],
): Promise<CitedPassage[]> {
  const asked = new Map<string, Promise<string | null>>();
  const addressOf = ({ channelId, threadTs }: { channelId: string; threadTs: string }) => {
    const key = `${channelId} ${threadTs}`;
    const address =
      asked.get(key) ??
      asker.client.chat
        .getPermalink({ channel: channelId, message_ts: threadTs })
        .then(({ permalink }) => permalink ?? null)
        .catch((error: unknown) => {
          door.log.debug({ err: error }, 'no address of a thread');
          return null;
        });
    asked.set(key, address);
    return address;
  };
  return await Promise.all(
    passages.map(async (passage) => ({
      ...passage,
      permalink: passage.thread ? await addressOf(passage.thread) : null,
    })),
  );
}
