import type { Hall } from '../../../src/gateway/hall.ts';
import type { Workers } from '../../../src/queue/queue.ts';
import { type Room, workspaceId } from '../../helpers/open-room.ts';
import { person, type Way } from './ask.ts';
import { makeMeetings } from './make-meetings.ts';
import { page, type Shop } from './play-shop.ts';
import type { Vendors } from './play-vendors.ts';

export interface World {
  room: Room;
  shop: Shop;
  vendors: Vendors;
  workers: Workers;
}

/**
 * A watched page that has changed once: told to one monitor, kept from its twin, which mutes prices. Beside it the
 * meetings. Whatever was there before is gone.
 */
export async function makeWay(world: World, hall: Hall): Promise<Way> {
  const { room, shop, workers } = world;
  await room.forget();
  shop.price = '$20';
  const monitorId = await room.addMonitor({ urls: [page] });
  await room.clock.advance(1_000);
  await room.addMonitor({ urls: [page], mutedKinds: ['price'], threadTs: '1700000000.000300' });
  await room.clock.advance(1_000);
  const spareId = await room.addMonitor({ urls: [page], state: 'proposed', threadTs: '1700000000.000200' });
  const sourceId = await room.sourceId(page);
  for (const price of ['$20', '$25']) {
    shop.price = price;
    await room.database.tenant(workspaceId, (tx) =>
      room.queue.enqueue(tx, 'content.schedule', { workspaceId, sourceId, read: 'baseline' }),
    );
    await room.drain(workers);
    await room.clock.advance(60_000);
  }
  const [alert] = await room.rows<{ alert_id: string }>('select alert_id from alerts');
  const [kept] = await room.rows<{ change_id: string; to_version_id: string }>(
    "select * from changes where outcome = 'silent'",
  );
  return {
    hall,
    monitorId,
    spareId,
    alertId: alert?.alert_id ?? '',
    changeId: kept?.change_id ?? '',
    versionId: kept?.to_version_id ?? '',
    ...(await makeMeetings(room, { ...world, calls: hall.as(person) })),
  };
}
