import type { App } from '@slack/bolt';
import { plural } from '../../kit/text.ts';
import { meetingLine } from '../../vendors/slack/blocks/meeting-line.ts';
import { inline, section } from '../../vendors/slack/blocks/text.ts';
import { reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { callsFor, type Door, type Place } from './door.ts';
import { onPress } from './press.ts';
import { transcriptToActOn } from './review-actions.ts';
import { requireMayCreateWork } from './review-permissions.ts';

/** Two blocks each, and a message takes 50. */
const mostShown = 20;

/**
 * `/lookout meetings`: the meetings of this channel, newest first, and below them pages read for requirements, shown to
 * the asker alone; each can be forgotten.
 */
export async function showMeetings(door: Door, place: Place): Promise<void> {
  await requireMayCreateWork(door, place, place.channelId);
  const { transcripts } = await callsFor(door, place).transcript.list({
    channelId: place.channelId,
    once: 'yes',
    limit: mostShown,
  });
  if (transcripts.length === 0)
    return await place.whisper({
      text: 'No meeting in this channel yet. Drop a transcript here, or paste one with `/lookout transcript`.',
    });
  const pages = transcripts.filter(({ source }) => source === 'page');
  const meetings = transcripts.filter(({ source }) => source !== 'page');
  const parts = [
    { text: `${plural(meetings.length, 'meeting')} in this channel`, shown: meetings },
    { text: `${plural(pages.length, 'page')} read for requirements`, shown: pages },
  ].filter(({ shown }) => shown.length > 0);
  await place.whisper({
    text: parts.map(({ text }) => text).join(', '),
    blocks: parts.flatMap(({ text, shown }) => [section(`*${text}*`), ...shown.flatMap(meetingLine)]),
  });
}

export function listenToMeetings(app: App, door: Door): void {
  onPress(app, door, reviewActionIds.forget, async (press) => {
    const { title } = await transcriptToActOn(door, press, press.value);
    await callsFor(door, press).transcript.forget({ transcriptId: press.value, by: press.userId });
    await press.tell({
      text: `Forgotten: what was said in *${inline(title)}* is deleted. Issues and pages stay.`,
    });
  });
}
