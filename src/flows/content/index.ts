import { implement } from '@orpc/server';
import { contentContract } from '../../contracts/content.ts';
import type { FlowRouter } from '../../contracts/house.ts';
import { type CallContext, systemWorkspace } from '../../contracts/shared.ts';
import { longestMinutes } from '../../kit/cadence-text.ts';
import { codeOf, humanMessageOf, LookoutError } from '../../kit/errors.ts';
import { earliestRun, phaseOf } from '../../kit/schedule.ts';
import type { Workers } from '../../queue/queue.ts';
import { claimDueSources, countLeased } from '../../store/claims.ts';
import { scheduleReading } from '../../store/readings.ts';
import { findSourceUrl } from '../../store/source-lookup.ts';
import { loadVersions, sweepSnapshots } from '../../store/versions.ts';
import { createChecker, leaseMs } from './check-sources.ts';
import { classifyPage } from './health/classify-page.ts';
import type { ContentDeps } from './ports.ts';

const longestPeriodMs = longestMinutes * 60_000;
const dayMs = 86_400_000;

function requireSystem(context: CallContext): void {
  if (context.workspaceId !== systemWorkspace) {
    throw new LookoutError('not_allowed', 'Only the system key may drive the clock.');
  }
}

/** The content room: reads pages, keeps snapshots and versions, watches the health of sources. */
export function createContentFlow(deps: ContentDeps): { calls: FlowRouter<'content'>; workers: Workers } {
  const check = createChecker(deps);
  const os = implement(contentContract).$context<CallContext>();

  const claimDue = async (limit: number): Promise<number> => {
    const now = deps.clock.now();
    return await deps.database.system(async (tx) => {
      const free = deps.maxLeased - (await countLeased(tx, now));
      if (free <= 0) return 0;
      const claimed = await claimDueSources(tx, {
        now,
        leasedUntil: new Date(now.getTime() + leaseMs),
        limit: Math.min(limit, free),
        perOrigin: deps.maxLeasedPerOrigin,
        unlimitedOrigins: deps.unlimitedOrigins,
      });
      await deps.queue.enqueueMany(
        tx,
        'content.fetch',
        claimed.map((source) => ({ ...source, reason: 'due' as const })),
      );
      return claimed.length;
    });
  };

  return {
    calls: os.router({
      readPage: os.readPage.handler(async ({ input }) => {
        const result = await deps.fetchPage({ url: input.url });
        if (result.kind !== 'fetched') {
          const failed =
            result.kind === 'failed'
              ? result
              : { problem: 'unreachable' as const, message: 'The page gave no content.' };
          return { kind: 'unreadable', url: input.url, problem: failed.problem, message: failed.message };
        }
        try {
          const { extraction, signals } = await deps.extractor.extract({
            body: result.body,
            contentType: result.contentType,
            url: result.finalUrl,
          });
          const finding = classifyPage({
            extraction,
            signals,
            status: result.status,
            requestedUrl: input.url,
            finalUrl: result.finalUrl,
          });
          if (finding)
            return { kind: 'unreadable', url: input.url, problem: finding.problem, message: finding.why };
          return {
            kind: 'read',
            url: result.finalUrl,
            status: result.status,
            readAt: result.fetchedAt.toISOString(),
            extraction,
          };
        } catch (error) {
          if (codeOf(error) !== 'unsupported') throw error;
          return {
            kind: 'unreadable',
            url: input.url,
            problem: 'unsupported',
            message: humanMessageOf(error),
          };
        }
      }),
      getVersion: os.getVersion.handler(
        async ({ input, context }) =>
          await deps.database.tenant(context.workspaceId, async (tx) => {
            const version = (await loadVersions(tx, [input.versionId])).get(input.versionId);
            const url = version && (await findSourceUrl(tx, version.sourceId));
            if (!version || !url) throw new LookoutError('not_found', 'There is no such version.');
            return {
              versionId: version.versionId,
              sourceId: version.sourceId,
              url,
              observedAt: version.observedAt.toISOString(),
              extraction: version.extraction,
            };
          }),
      ),
      claimDue: os.claimDue.handler(async ({ input, context }) => {
        requireSystem(context);
        return { claimed: await claimDue(input.limit) };
      }),
      sweep: os.sweep.handler(async ({ context }) => {
        requireSystem(context);
        const before = new Date(deps.clock.now().getTime() - deps.retentionDays * dayMs);
        return await deps.database.system((tx) => sweepSnapshots(tx, before));
      }),
    }),
    workers: {
      'content.schedule': async ({ workspaceId, sourceId, read }) => {
        await deps.database.tenant(workspaceId, async (tx) => {
          const scheduled = await scheduleReading(tx, sourceId, ({ cadences }) => {
            const phaseMs = phaseOf(sourceId, longestPeriodMs);
            return { phaseMs, nextDueAt: earliestRun(cadences, { after: deps.clock.now(), phaseMs }) };
          });
          if (scheduled && read !== 'no')
            await deps.queue.enqueue(tx, 'content.fetch', { workspaceId, sourceId, reason: read });
        });
      },
      'content.fetch': async (payload, { signal }) => {
        await check(payload, signal);
      },
    },
  };
}
