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

/** `/lookout meetings`: the meetings of this channel, newest first, shown to the asker alone; each can be forgotten. */
export async function showMeetings(door: Door, place: Place): Promise<void> {
  await requireMayCreateWork(door, place, place.channelId);
  const { transcripts } = await callsFor(door, place).transcript.list({
    channelId: place.channelId,
    limit: mostShown,
  });
  if (transcripts.length === 0)
    return await place.whisper({
      text: 'No meeting in this channel yet. Drop a transcript here, or paste one with `/lookout transcript`.',
    });
  const text = `${plural(transcripts.length, 'meeting')} in this channel`;
  await place.whisper({ text, blocks: [section(`*${text}*`), ...transcripts.flatMap(meetingLine)] });
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
