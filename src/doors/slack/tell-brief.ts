import type { BriefSubject } from '../../contracts/answers.ts';
import type { Understanding } from '../../contracts/assistant.ts';
import { LookoutError } from '../../kit/errors.ts';
import { describeCadence } from '../../kit/schedule.ts';
import { briefMessage } from '../../vendors/slack/blocks/brief.ts';
import { dateToken } from '../../vendors/slack/blocks/dates.ts';
import { withAddresses } from './ask-question.ts';
import { callsFor, type Door, isDirect, type Place } from './door.ts';
import { readConversation } from './read-conversation.ts';
import { reply } from './reply.ts';
import { requireMayCreateWork } from './review-permissions.ts';
import { whatMayBeSeen } from './what-may-be-seen.ts';

const weekMs = 7 * 86_400_000;

/** A short cited report, where it was asked for, from what its readers may see. */
async function tell(door: Door, place: Place, about: BriefSubject): Promise<void> {
  const inThread = place.rootTs !== null || place.threadTs !== null;
  const readers = inThread
    ? ({ kind: 'channel', channelId: place.channelId } as const)
    : ({ kind: 'asker' } as const);
  const sees = await whatMayBeSeen(door, place, readers);
  const brief = await callsFor(door, place).assistant.brief({ about, sees });
  const passages = await withAddresses(door, place, brief.passages);
  await reply(place, 'brief', briefMessage({ ...brief, passages, why: null }));
}

export const tellClient = async (door: Door, place: Place, name: string): Promise<void> =>
  await tell(door, place, { kind: 'client', name });

type Weekly = Extract<Understanding, { kind: 'weekly' }>;

/** The week of this channel (in a direct message: of all one may see), now, from now on, or no more. */
export async function tellWeekly(door: Door, place: Place, { when, cadence }: Weekly): Promise<void> {
  if (when === 'now') {
    const since = new Date(door.clock.now().getTime() - weekMs).toISOString();
    const channelId = isDirect(place.channelId) ? null : place.channelId;
    return await tell(door, place, { kind: 'weekly', since, channelId });
  }
  await requireMayCreateWork(door, place, place.channelId);
  const scheduled = await callsFor(door, place).assistant.scheduleWeekly({
    channelId: place.channelId,
    cadence: when === 'schedule' ? cadence : null,
    by: place.userId,
  });
  const text =
    scheduled.cadence && scheduled.nextAt
      ? `A report of the week comes here ${describeCadence(scheduled.cadence)}, first ${dateToken(scheduled.nextAt)}. \`@Lookout stop weekly\` ends it.`
      : 'No report of the week comes here any more.';
  await reply(place, 'weekly', { text });
}

/**
 * The last meeting here, or the thread somebody stands in. Outside a thread, and in a meeting's own thread where nobody
 * has said anything, there is only the meeting.
 */
export async function tellSummary(door: Door, place: Place, what: 'meeting' | 'thread'): Promise<void> {
  const { channelId, threadTs } = place;
  const transcriptId = threadTs === null ? null : await meetingOfThread(door, place, threadTs);
  if (what === 'thread' && threadTs !== null) {
    const spoken = await readConversation(door, place, threadTs);
    const messages = spoken
      .filter(({ hasFiles }) => !hasFiles || transcriptId === null)
      .map(({ author, text, ts }) => ({ author, text, ts }));
    if (messages.length > 0)
      return await tell(door, place, { kind: 'thread', channelId, threadTs, messages });
    if (transcriptId === null && !isDirect(channelId))
      throw new LookoutError('not_found', 'nothing said in the thread', {
        humanMessage: 'Nothing was said in this thread yet that could be summarised.',
      });
  }
  await tell(door, place, { kind: 'meeting', transcriptId, channelId });
}

async function meetingOfThread(door: Door, place: Place, threadTs: string): Promise<string | null> {
  const { transcripts } = await callsFor(door, place).transcript.list({
    channelId: place.channelId,
    threadTs,
    limit: 5,
  });
  const [found] = transcripts.filter(({ source }) => source !== 'page');
  // One that was handed in before says nothing of its own.
  return (found?.state === 'duplicate' ? found.earlierId : null) ?? found?.transcriptId ?? null;
}
