import type { App } from '@slack/bolt';
import { actionIds, clarifyActionId } from '../../vendors/slack/action-ids.ts';
import { inline } from '../../vendors/slack/blocks/text.ts';
import { answerRequest } from './answer-request.ts';
import type { Door } from './door.ts';
import { placeOfPress } from './place-of-press.ts';
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
