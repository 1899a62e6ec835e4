import type { KnownBlock } from '@slack/types';
import type { Cadence } from '../../contracts/discovery.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import { cleanText } from '../../kit/text.ts';
import { actionIds, blockIds } from '../../vendors/slack/action-ids.ts';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { personInWords } from '../../vendors/slack/blocks/people.ts';
import { bold, inline, plain, section } from '../../vendors/slack/blocks/text.ts';
import { bestEffort, callsFor, type Door, type Place } from './door.ts';
import { maySee, requireMayWatch } from './permissions.ts';
import { postOnce } from './post-once.ts';
import { translateError } from './translate-error.ts';

export interface Wanted {
  request: string;
  urls: readonly string[];
  cadence: Cadence | null;
  /** What the person wrote, for "Watch anyway". */
  asWritten: string;
  evenIfWatched: boolean;
}

/**
 * Asks for a monitor whose card hangs under `place.rootTs`; where there is no such message (a slash
 * command leaves none) the request is posted first. The card is the answer.
 */
export async function createMonitor(door: Door, place: Place, wanted: Wanted): Promise<void> {
  await requireMayWatch(door, place, place.channelId);
  if (place.rootTs !== null) return await createUnder(door, place, wanted);
  const said = `<@${place.userId}> asked to watch: ${inline(wanted.asWritten, 700)}`;
  const rootTs = await postRequest(place, said);
  try {
    await createUnder(door, { ...place, threadTs: rootTs, rootTs }, wanted);
  } catch (error) {
    const why = translateError(error).humanMessage;
    const update = { channel: place.channelId, ts: rootTs, text: `${said}\n${why}` };
    await bestEffort(door, 'ending a request', () => place.client.chat.update(update));
    throw error;
  }
}

/** The message a slash command's monitor hangs on. */
async function postRequest(place: Place, text: string): Promise<string> {
  const { ts } = await place.client.chat.postMessage({
    channel: place.channelId,
    text,
    unfurl_links: false,
    unfurl_media: false,
  });
  if (!ts) throw new LookoutError('vendor_refused', 'chat.postMessage answered without a ts');
  return ts;
}

/** Only when the same is watched already does the door speak, and only of monitors this person may see. */
async function createUnder(door: Door, place: Place, wanted: Wanted): Promise<void> {
  const create = async (evenIfWatched: boolean) =>
    await callsFor(door, place).monitor.create({
      request: wanted.request,
      channelId: place.channelId,
      threadTs: place.rootTs,
      by: place.userId,
      cadence: wanted.cadence,
      key: place.key,
      startAtOnce: wanted.urls.length === 1,
      evenIfWatched,
    });
  const { monitor, alreadyWatched } = await create(wanted.evenIfWatched);
  if (!alreadyWatched) return;
  if (await maySee(door, place, monitor))
    await postOnce(place, 'already', alreadyWatchedMessage(monitor, wanted));
  else await create(true);
}

function alreadyWatchedMessage(monitor: MonitorView, wanted: Wanted): { text: string; blocks: KnownBlock[] } {
  const where = monitor.channelId ? ` in <#${monitor.channelId}>` : '';
  return {
    text: `Already watched by ${personInWords(monitor.createdBy)}${where}.`,
    blocks: [
      section(
        `Already watched by ${personInWords(monitor.createdBy)}${where}: ${bold(monitorName(monitor))}`,
      ),
      {
        type: 'actions',
        block_id: blockIds.question,
        elements: [
          {
            type: 'button',
            action_id: actionIds.monitorFollow,
            style: 'primary',
            text: plain('Follow it', 75),
            value: monitor.monitorId,
          },
          {
            type: 'button',
            action_id: actionIds.watchAnyway,
            text: plain('Watch anyway', 75),
            value: cleanText(wanted.asWritten.slice(0, 1_900)),
          },
        ],
      },
    ],
  };
}
