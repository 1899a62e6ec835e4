import type { KnownBlock } from '@slack/types';
import type { ConnectionStatus } from '../../contracts/linear.ts';
import { inline, limits, plain, section } from '../../vendors/slack/blocks/text.ts';
import { noMeeting, reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { type Asker, callsFor, type Door } from './door.ts';

const vendors = [
  { vendor: 'linear', name: 'Linear', actionId: reviewActionIds.connectLinear },
  { vendor: 'notion', name: 'Notion', actionId: reviewActionIds.connectNotion },
] as const;

/** Where issues and meeting pages go, one line each, with what to press. A status that cannot be had has no line. */
export async function connectionBlocks(door: Door, asker: Asker): Promise<KnownBlock[]> {
  const lines = await Promise.all(
    vendors.map(async ({ vendor, name, actionId }) => {
      try {
        return [lineOf(name, actionId, await callsFor(door, asker)[vendor].status({}))];
      } catch (error) {
        door.log.warn({ err: error, vendor }, 'a connection could not be shown');
        return [];
      }
    }),
  );
  return lines.flat();
}

function lineOf(
  name: string,
  actionId: string,
  { connected, problem, ...status }: ConnectionStatus,
): KnownBlock {
  const works = connected && problem === null;
  const line = !connected
    ? `*${name}* is not connected.`
    : `*${name}*: ${problem === null ? `connected to ${inline(status.name ?? name, 80)}.` : `▲ ${inline(problem, 300)}`}`;
  if (works && name === 'Linear') return section(line);
  const label = works ? 'Change the place' : `Connect ${name}`;
  return {
    ...section(line),
    accessory: {
      type: 'button',
      action_id: actionId,
      text: plain(label, limits.button),
      value: noMeeting,
    },
  };
}
