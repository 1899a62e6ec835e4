import type { App } from '@slack/bolt';
import { actionIds, clarifyActionId } from '../../vendors/slack/action-ids.ts';
import { inline } from '../../vendors/slack/blocks/text.ts';
import { answerRequest } from './answer-request.ts';
import type { Door, Place } from './door.ts';
import { onPress, type Press } from './press.ts';

/** The buttons under a question: pressing one says its words, and the question is settled. */
export function listenToClarifications(app: App, door: Door): void {
  for (const position of [1, 2, 3, 4] as const) {
    onPress(app, door, clarifyActionId(position), (press) => sayInstead(door, press, false));
  }
  onPress(app, door, actionIds.watchAnyway, (press) => sayInstead(door, press, true));
}

async function sayInstead(door: Door, press: Press, evenIfWatched: boolean): Promise<void> {
  const place = placeOfPress(press);
  if (!place) return;
  await press.replace(`→ ${inline(press.label)} · <@${press.userId}>`);
  await answerRequest(door, place, { text: press.value, evenIfWatched });
}

/** Where a pressed question stands; its thread is where a monitor would hang. */
export function placeOfPress(press: Press): Place | undefined {
  if (press.from.kind !== 'message') return undefined;
  const { channelId, threadTs, messageTs, isEphemeral } = press.from;
  return {
    workspaceId: press.workspaceId,
    userId: press.userId,
    client: press.client,
    key: press.key,
    channelId,
    threadTs,
    // Nothing can hang on a message that only one person sees.
    rootTs: threadTs ?? (isEphemeral ? null : messageTs),
    attempt: 1,
    whisper: press.tell,
  };
}
