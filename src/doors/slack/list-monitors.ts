import type { KnownBlock } from '@slack/types';
import { plural } from '../../kit/text.ts';
import { monitorList } from '../../vendors/slack/blocks/monitor-line.ts';
import { section } from '../../vendors/slack/blocks/text.ts';
import { callsFor, type Door, isDirect, type Place } from './door.ts';
import { onlyVisible } from './permissions.ts';

export type ListScope = 'channel' | 'mine' | 'all';

const mostListed = 200;
/** Two blocks each, and a message takes 50. */
const mostShown = 20;

const headings: Record<ListScope, string> = {
  channel: 'in this channel',
  mine: 'asked for by you',
  all: 'in channels you can see',
};

/** Monitors of a channel, of the asker, or all the asker may see; shown to the asker alone. */
export async function showList(door: Door, place: Place, asked: ListScope): Promise<void> {
  const scope = asked === 'channel' && isDirect(place.channelId) ? 'mine' : asked;
  const filter = {
    channel: { channelId: place.channelId },
    mine: { createdBy: place.userId },
    all: {},
  }[scope];
  const listed = await callsFor(door, place).monitor.list({ ...filter, limit: mostListed });
  const monitors = await onlyVisible(door, place, listed.monitors);
  if (monitors.length === 0) return await place.whisper(nothingWatched(scope));
  const text = `${plural(monitors.length, 'monitor')} ${headings[scope]}`;
  const blocks: KnownBlock[] = [
    section(`*${text}*`),
    ...monitorList(monitors, { menu: 'list', place: scope !== 'channel', max: mostShown }),
  ];
  await place.whisper({ text, blocks });
}

function nothingWatched(scope: ListScope): { text: string } {
  return {
    text: `No monitor ${headings[scope]} yet. Ask for one with \`/watch\`, for example: \`/watch the price of the Pro plan on example.com/pricing\`.`,
  };
}
