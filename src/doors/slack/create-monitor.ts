import type { KnownBlock } from '@slack/types';
import type { Cadence } from '../../contracts/discovery.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { actionIds, blockIds } from '../../vendors/slack/action-ids.ts';
import { monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { bold, plain, section } from '../../vendors/slack/blocks/text.ts';
import { callsFor, type Door, type Place } from './door.ts';
import { maySee, requireMayWatch } from './permissions.ts';
import { postOnce } from './post-once.ts';

export interface Wanted {
  request: string;
  urls: readonly string[];
  cadence: Cadence | null;
  /** What the person wrote, for "Watch anyway". */
  asWritten: string;
  evenIfWatched: boolean;
}

/**
 * Asks for a monitor whose card hangs under `place.rootTs`. Its card is the answer; only when the same
 * is watched already does the door speak, and only of monitors this person may see.
 */
export async function createMonitor(door: Door, place: Place, wanted: Wanted): Promise<void> {
  await requireMayWatch(door, place, place.channelId);
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
  if (await maySee(door, place, monitor)) await postOnce(place, 'already', alreadyWatchedMessage(monitor, wanted));
  else await create(true);
}

function alreadyWatchedMessage(monitor: MonitorView, wanted: Wanted): { text: string; blocks: KnownBlock[] } {
  const where = monitor.channelId ? ` in <#${monitor.channelId}>` : '';
  return {
    text: `Already watched by <@${monitor.createdBy}>${where}.`,
    blocks: [
      section(`Already watched by <@${monitor.createdBy}>${where}: ${bold(monitorName(monitor))}`),
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
            value: wanted.asWritten.slice(0, 1_900),
          },
        ],
      },
    ],
  };
}
