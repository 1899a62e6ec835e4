import type { Calls } from '../../../src/gateway/hall.ts';
import { newId } from '../../../src/kit/ids.ts';
import type { Workers } from '../../../src/queue/queue.ts';
import { saveConflict } from '../../../src/store/work-conflicts.ts';
import type { ForgedLinear } from '../../helpers/forged-linear.ts';
import type { ForgedNotion } from '../../helpers/forged-notion.ts';
import { type Room, workspaceId } from '../../helpers/open-room.ts';
import type { Vendors } from './play-vendors.ts';

export const thread = { channelId: 'C0GENERAL1', threadTs: '1700000000.000500' };

/** A meeting whose review is open, and what it was handed in twice for. */
export interface Meetings {
  forgedLinear: ForgedLinear;
  forgedNotion: ForgedNotion;
  transcriptId: string;
  /** The items of its review, three at least; the last stands on an issue that was there before. */
  itemIds: string[];
  /** On that item both sides changed. */
  conflictId: string;
  /** Says the same as the first, and waits for a person. */
  repeatedId: string;
}

const meeting = `Grace Hopper: I will send the revised quote to the bank by Friday.
Ada Lovelace: I will book the room for the workshop tomorrow.
Grace Hopper: Linus, can you fix the login for addresses with a plus sign?
Linus Pauling: Yes, I will fix the login this week.`;

const tables = [
  'transcripts',
  'spoken_names',
  'comment_syncs',
  'mirrored_comments',
  ...['connections', 'catalogs', 'issues', 'refusals'].map((name) => `linear_${name}`),
  ...['connections', 'pages', 'todos'].map((name) => `notion_${name}`),
];

/** Linear and Notion connected, fresh ones, and a meeting handed in twice. */
export async function makeMeetings(
  room: Room,
  { calls, vendors, workers }: { calls: Calls; vendors: Vendors; workers: Workers },
): Promise<Meetings> {
  await room.rows(`truncate ${tables.join(', ')} cascade`);
  const { forgedLinear, forgedNotion } = await vendors.renew();
  const by = 'U1';
  await calls.linear.connect({ apiKey: forgedLinear.apiKey, by });
  await calls.notion.connect({ token: forgedNotion.token, by });
  await room.drain(workers);
  const handIn = async (key: string) => {
    const { transcriptId } = await calls.transcript.receive({ ...thread, text: meeting, by, key });
    await room.drain(workers);
    await room.clock.advance(1_000);
    return transcriptId;
  };
  const transcriptId = await handIn('m1');
  const { items } = await calls.transcript.get({ transcriptId });
  const itemIds = items.map((item) => item.itemId);
  const itemId = itemIds.at(-1) ?? '';
  await calls.transcript.linkItem({ itemId, issueId: forgedLinear.ids.issue('ENG-6'), by });
  const conflictId = newId();
  const values = { field: 'done', linear: 'false', notion: 'true', at: room.clock.now() } as const;
  await room.database.tenant(workspaceId, (tx) =>
    saveConflict(tx, { conflictId, workspaceId, itemId, ...values }),
  );
  return { forgedLinear, forgedNotion, transcriptId, itemIds, conflictId, repeatedId: await handIn('m2') };
}
