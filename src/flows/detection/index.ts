import { implement } from '@orpc/server';
import { detectionContract } from '../../contracts/detection.ts';
import type { FlowRouter } from '../../contracts/house.ts';
import type { CallContext } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { loadAlert, loadChange, loadChangesOfAlert, markDelivered } from '../../store/changes.ts';
import { advanceAlerted } from '../../store/pointers.ts';
import { compareSource } from './compare-source.ts';
import { describeAlert } from './describe-alert.ts';
import { explainSilence } from './explain-silence.ts';
import { judgeComparison } from './judge-comparison.ts';
import { readSpend } from './keep-accounts.ts';
import { forgetMark, promoteChange, rateAlertOf } from './mark-change.ts';
import type { DetectionDeps } from './ports.ts';
import { recheckMarks } from './recheck-marks.ts';
import { reconsiderHistory } from './reconsider-history.ts';
import { replayMonitor } from './replay-monitor.ts';

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
      describeAlert: os.describeAlert.handler(
        async ({ input, context }) =>
          await describeAlert(deps, { ...input, workspaceId: context.workspaceId }),
      ),
      promote: os.promote.handler(async ({ input, context }) => {
        const { workspaceId } = context;
        const { changeId, by } = input;
        return await tenant(workspaceId, (tx) => promoteChange(deps, { tx, workspaceId, by }, changeId));
      }),
      rate: os.rate.handler(async ({ input, context }) => {
        const { workspaceId } = context;
        const { alertId, useful, by } = input;
        await tenant(workspaceId, (tx) => rateAlertOf(deps, { tx, workspaceId, by }, alertId, useful));
        return { alertId };
      }),
      forgetMark: os.forgetMark.handler(async ({ input, context }) => {
        const { workspaceId } = context;
        const { changeId, by } = input;
        return await tenant(workspaceId, (tx) => forgetMark(deps, { tx, workspaceId, by }, changeId));
      }),
      replay: os.replay.handler(
        async ({ input, context }) =>
          await replayMonitor(deps, { ...input, workspaceId: context.workspaceId }),
      ),
      spend: os.spend.handler(
        async ({ context: { workspaceId } }) =>
          await tenant(workspaceId, (tx) => readSpend(deps, tx, workspaceId)),
      ),
    }),
    workers: {
      'detection.compare': async (payload, { signal }) => {
        await compareSource(deps, payload, signal);
      },
      'detection.reconsider': async (payload) => await reconsiderHistory(deps, payload),
      'detection.recheck': async (payload) => await recheckMarks(deps, payload),
      'detection.delivered': async ({ workspaceId, alertId }) => {
        await tenant(workspaceId, async (tx) => {
          await advanceAlerted(tx, alertId);
          await markDelivered(tx, alertId, deps.clock.now());
        });
      },
    },
  };
}
