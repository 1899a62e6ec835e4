import { LookoutError } from '../../kit/errors.ts';
import { inline } from '../../vendors/slack/blocks/text.ts';
import { callsFor, type Door, type Place } from './door.ts';
import { requireMayCreateWork } from './review-permissions.ts';

/** Reads a Notion page; its requirements come into the thread for review, as what was agreed in a meeting does. */
export async function readRequirements(door: Door, place: Place, url: string): Promise<void> {
  await requireMayCreateWork(door, place, place.channelId);
  const calls = callsFor(door, place);
  if (!(await calls.notion.status({})).connected) {
    throw new LookoutError('not_found', 'Notion is not connected', {
      humanMessage: 'Notion is not connected. `/lookout connect notion` does it; then ask again.',
    });
  }
  const page = await calls.notion.readPage({ url });
  await calls.transcript.receivePage({
    ...page,
    channelId: place.channelId,
    threadTs: place.threadTs ?? place.rootTs ?? (await postRoot(place, page.title)),
    by: place.userId,
    key: `requirements ${place.key}`,
  });
}

/** A slash command leaves no message for the review to hang on. */
async function postRoot(place: Place, title: string): Promise<string> {
  const { ts } = await place.client.chat.postMessage({
    channel: place.channelId,
    text: `<@${place.userId}> asked for the requirements of *${inline(title, 200)}*`,
    unfurl_links: false,
    unfurl_media: false,
  });
  if (!ts) throw new LookoutError('vendor_refused', 'chat.postMessage answered without a ts');
  return ts;
}
