import { implement } from '@orpc/server';
import { discoveryContract, type Proposal } from '../../contracts/discovery.ts';
import type { FlowRouter } from '../../contracts/house.ts';
import type { CallContext } from '../../contracts/shared.ts';
import { humanMessageOf, LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { createDiscover } from './discover.ts';
import type { DiscoveryDeps } from './ports.ts';

export type { DiscoveryDeps } from './ports.ts';

const pagesProposed = 3;

/** The discovery room: from a request to the pages that answer it, each read before it is proposed. */
export function createDiscoveryFlow<Signals>(deps: DiscoveryDeps<Signals>): {
  calls: FlowRouter<'discovery'>;
  workers: Workers;
} {
  const os = implement(discoveryContract).$context<CallContext>();
  const discover = createDiscover(deps);

  const discoverOrExplain = async (
    workspaceId: string,
    request: string,
    signal: AbortSignal,
  ): Promise<{ proposal: Proposal | null; failure: string | null }> => {
    try {
      return {
        proposal: await discover({ workspaceId, request, limit: pagesProposed, signal }),
        failure: null,
      };
    } catch (error) {
      // A way for pages to fail is an answer for the person; a fault of ours is tried again.
      if (
        signal.aborted ||
        !(error instanceof LookoutError) ||
        error.code === 'internal' ||
        error.code === 'unavailable'
      )
        throw error;
      return { proposal: null, failure: humanMessageOf(error) };
    }
  };

  return {
    calls: os.router({
      discover: os.discover.handler(
        async ({ input, context, signal }) =>
          await discover({ workspaceId: context.workspaceId, ...input, signal }),
      ),
    }),
    workers: {
      'discovery.propose': async ({ workspaceId, monitorId, request, requestVersion }, { signal }) => {
        const answer = await discoverOrExplain(workspaceId, request, signal);
        await deps.database.tenant(workspaceId, async (tx) => {
          const key = `${monitorId} ${requestVersion}`;
          await deps.queue.enqueue(
            tx,
            'monitor.proposed',
            { workspaceId, monitorId, requestVersion, ...answer },
            { key },
          );
        });
      },
    },
  };
}
