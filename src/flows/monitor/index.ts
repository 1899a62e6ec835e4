import { implement } from '@orpc/server';
import type { FlowRouter } from '../../contracts/house.ts';
import { monitorContract } from '../../contracts/monitor.ts';
import type { CallContext } from '../../contracts/shared.ts';
import type { Workers } from '../../queue/queue.ts';
import { loadMonitorView, loadMonitorViews } from '../../store/monitor-views.ts';
import { lockMonitor, watchedMonitorIds } from '../../store/monitors.ts';
import { checkNow, muteKind, pause, resume, snooze, start, stop } from './change-state.ts';
import { requireState, stateOf } from './check-state.ts';
import { createMonitor } from './create-monitor.ts';
import { editMonitor } from './edit-monitor.ts';
import { followWithBrowser } from './follow-pages.ts';
import { type Acting, type Asked, carryOut, type Decision, gone, nameOf, performAct } from './perform-act.ts';
import type { MonitorDeps } from './ports.ts';
import { removeMonitor } from './remove-monitor.ts';
import { takeProposal } from './take-proposal.ts';

export type { MonitorDeps } from './ports.ts';

/** The monitor room: what people asked to be told, its states, its pages, and who did what. */
export function createMonitorFlow(deps: MonitorDeps): { calls: FlowRouter<'monitor'>; workers: Workers } {
  const os = implement(monitorContract).$context<CallContext>();
  const askedOf = (context: CallContext, input: { monitorId: string; by: string }): Asked => ({
    ...input,
    workspaceId: context.workspaceId,
  });
  const act =
    (decide: (acting: Acting, by: string) => Decision | null) =>
    async ({ input, context }: { input: { monitorId: string; by: string }; context: CallContext }) =>
      await performAct(deps, askedOf(context, input), (acting) => decide(acting, input.by));

  const giveBrowser = async (acting: Acting, asked: Asked): Promise<Decision | null> => {
    requireState(acting.monitor, 'proposed', 'watching', 'paused');
    const dropped = await followWithBrowser(acting.tx, asked.workspaceId, asked.monitorId, acting.now);
    if (!dropped) return null;
    return {
      act: 'given a browser',
      read: 'baseline',
      dropped,
      say: `Read with a browser from now on, says ${nameOf(asked.by)}.`,
    };
  };

  const finish = async (workspaceId: string, monitorId: string): Promise<void> => {
    await deps.database.tenant(workspaceId, async (tx) => {
      const monitor = await lockMonitor(tx, monitorId);
      if (monitor?.mode !== 'once') return;
      if (stateOf(monitor) !== 'watching' && stateOf(monitor) !== 'paused') return;
      const asked = { workspaceId, monitorId, by: 'lookout' };
      await carryOut(
        deps,
        tx,
        asked,
        { act: 'done', changes: { state: 'done' }, read: 'no' },
        deps.clock.now(),
      );
    });
  };

  return {
    calls: os.router({
      create: os.create.handler(
        async ({ input, context }) => await createMonitor(deps, context.workspaceId, input),
      ),
      get: os.get.handler(async ({ input, context }) => {
        const view = await deps.database.tenant(context.workspaceId, (tx) =>
          loadMonitorView(tx, input.monitorId),
        );
        if (!view) throw gone();
        return view;
      }),
      list: os.list.handler(
        async ({ input, context }) =>
          await deps.database.tenant(context.workspaceId, (tx) =>
            loadMonitorViews(tx, { ...input, viewer: context.userId }),
          ),
      ),
      start: os.start.handler(act(start)),
      pause: os.pause.handler(act(pause)),
      resume: os.resume.handler(act(resume)),
      stop: os.stop.handler(act(stop)),
      pauseAll: os.pauseAll.handler(async ({ input, context }) => {
        const ids = await deps.database.tenant(context.workspaceId, watchedMonitorIds);
        for (const monitorId of ids) await act(pause)({ input: { monitorId, by: input.by }, context });
        return { paused: ids.length };
      }),
      checkNow: os.checkNow.handler(act(checkNow)),
      snooze: os.snooze.handler(
        async ({ input, context }) => await act(snooze(input.minutes))({ input, context }),
      ),
      muteKind: os.muteKind.handler(
        async ({ input, context }) => await act(muteKind(input.kind, input.muted))({ input, context }),
      ),
      remove: os.remove.handler(async ({ input, context }) => {
        await removeMonitor(deps, askedOf(context, input));
        return { monitorId: input.monitorId };
      }),
      useBrowser: os.useBrowser.handler(async ({ input, context }) => {
        const asked = askedOf(context, input);
        return await performAct(deps, asked, (acting) => giveBrowser(acting, asked));
      }),
      edit: os.edit.handler(async ({ input, context }) => {
        const asked = askedOf(context, input);
        return await performAct(deps, asked, (acting) => editMonitor(deps, acting, asked, input));
      }),
    }),
    workers: {
      'monitor.proposed': async (payload) => await takeProposal(deps, payload),
      'monitor.done': async ({ workspaceId, monitorId }) => await finish(workspaceId, monitorId),
    },
  };
}
