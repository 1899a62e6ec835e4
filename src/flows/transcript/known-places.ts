import type { Tx } from '../../store/database.ts';
import { findLinearCatalog } from '../../store/linear-catalogs.ts';
import { findLastPlace } from '../../store/work-items.ts';
import { countOpenIssues } from '../../store/work-reads.ts';
import type { PlacesKnown } from './resolve-place.ts';

/** What the items of a transcript are placed by. */
export const knownPlaces = async (
  tx: Tx,
  { workspace_id: workspaceId, channel_id: channelId }: { workspace_id: string; channel_id: string | null },
): Promise<PlacesKnown> => ({
  catalog: await findLinearCatalog(tx, workspaceId),
  last: channelId ? await findLastPlace(tx, channelId) : null,
  openIssues: await countOpenIssues(tx),
});
