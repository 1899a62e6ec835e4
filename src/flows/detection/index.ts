import { implement } from '@orpc/server';
import { detectionContract } from '../../contracts/detection.ts';
import type { FlowRouter } from '../../contracts/house.ts';
import type { CallContext } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';
import type { Workers } from '../../queue/queue.ts';
import {
  attachToAlert,
  insertAlert,
  loadAlert,
  loadChange,
  loadChangesOfAlert,
  markDelivered,
  rateAlert,
} from '../../store/changes.ts';
import type { Tx } from '../../store/database.ts';
import { findMonitorChannel } from '../../store/monitor-lookup.ts';
import { advanceAlerted } from '../../store/pointers.ts';
import { compareSource } from './compare-source.ts';
import { explainSilence } from './explain-silence.ts';
import { judgeComparison } from './judge-comparison.ts';
import type { DetectionDeps } from './ports.ts';

/** "You should have told me": the suppressed change becomes an alert, once, whoever asks again. */
async function promote(
  deps: DetectionDeps,
  tx: Tx,
  workspaceId: string,
  changeId: string,
): Promise<{ alertId: string }> {
  const change = await loadChange(tx, changeId);
  if (!change) throw new LookoutError('not_found', 'There is no such change.');
  if (change.alertId) return { alertId: change.alertId };
  const alertId = stableId('alert', changeId);
  const verdict = {
    ...change.verdict,
    outcome: 'alert' as const,
    reason: 'promoted',
    judgedBy: 'person' as const,
  };
  await insertAlert(tx, {
    alertId,
    workspaceId,
    monitorId: change.monitorId,
    channelId: await findMonitorChannel(tx, change.monitorId),
    sentence: verdict.sentence,
    kind: verdict.kind,
    severity: verdict.severity,
    createdAt: deps.clock.now(),
  });
  await attachToAlert(tx, changeId, alertId, verdict);
  await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId });
  return { alertId };
}

/** The detection room: what changed, whether it matters to each request, and why not when silent. */
export function createDetectionFlow(deps: DetectionDeps): {
  calls: FlowRouter<'detection'>;
  workers: Workers;
} {
  const os = implement(detectionContract).$context<CallContext>();
  const { tenant } = deps.database;
  return {
    calls: os.router({
      compare: os.compare.handler(async ({ input, context }) => {
        const { hunks, verdict } = await judgeComparison(deps, {
          ...input,
          workspaceId: context.workspaceId,
        });
        return { hunks, verdict };
      }),
      why: os.why.handler(
        async ({ input, context }) =>
          await tenant(context.workspaceId, (tx) =>
            explainSilence(tx, input.monitorId, input.sinceDays, deps.clock.now()),
          ),
      ),
      getChange: os.getChange.handler(async ({ input, context }) => {
        const change = await tenant(context.workspaceId, (tx) => loadChange(tx, input.changeId));
        if (!change) throw new LookoutError('not_found', 'There is no such change.');
        return change;
      }),
      getAlert: os.getAlert.handler(
        async ({ input, context }) =>
          await tenant(context.workspaceId, async (tx) => {
            const alert = await loadAlert(tx, input.alertId);
            if (!alert) throw new LookoutError('not_found', 'There is no such alert.');
            const changes = await loadChangesOfAlert(tx, input.alertId);
            return { alertId: alert.alertId, monitorId: alert.monitorId, sentence: alert.sentence, changes };
          }),
      ),
      promote: os.promote.handler(
        async ({ input, context }) =>
          await tenant(context.workspaceId, (tx) => promote(deps, tx, context.workspaceId, input.changeId)),
      ),
      rate: os.rate.handler(async ({ input, context }) => {
        const { workspaceId } = context;
        const { alertId } = input;
        await tenant(workspaceId, async (tx) => {
          if (!(await rateAlert(tx, alertId, input.useful, input.by)))
            throw new LookoutError('not_found', 'There is no such alert.');
          await deps.queue.enqueue(tx, 'notification.alert', { workspaceId, alertId }); // the message shows who said so
        });
        return { alertId };
      }),
    }),
    workers: {
      'detection.compare': async (payload, { signal }) => {
        await compareSource(deps, payload, signal);
      },
      'detection.delivered': async ({ workspaceId, alertId }) => {
        await tenant(workspaceId, async (tx) => {
          await advanceAlerted(tx, alertId);
          await markDelivered(tx, alertId, deps.clock.now());
        });
      },
    },
  };
}
