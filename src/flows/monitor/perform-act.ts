import type { MonitorView } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import type { Tx } from '../../store/database.ts';
import { loadMonitorView } from '../../store/monitor-views.ts';
import {
  lockMonitor,
  type MonitorChanges,
  type MonitorRow,
  recordAct,
  updateMonitor,
} from '../../store/monitors.ts';
import { refreshSources, sourcesOfMonitor } from '../../store/sources.ts';
import type { MonitorDeps } from './ports.ts';

export interface Asked {
  workspaceId: string;
  monitorId: string;
  by: string;
}

export interface Acting {
  tx: Tx;
  monitor: MonitorRow;
  now: Date;
}

/** What an act comes to. Null from `decide` means it was so already: nothing is written and the asker succeeds. */
export interface Decision {
  /** Past tense, for the record: "paused", "edited". */
  act: string;
  changes?: MonitorChanges;
  detail?: Record<string, unknown>;
  /** Left in the thread (mrkdwn), when the card does not show it at once. */
  say?: string;
  /** Set when who reads which page how often may have changed, and what to read now. */
  read?: 'no' | 'baseline' | 'asked';
  /** Sources the monitor followed before, so that their rhythm is reckoned anew too. */
  dropped?: readonly string[];
  /** More to leave in the same transaction. */
  also?: (tx: Tx) => Promise<void>;
}

export const gone = () =>
  new LookoutError('not_found', 'no such monitor', { humanMessage: 'This monitor no longer exists.' });

/** How a person is named in a thread. Callers of the API are no Slack users. */
export const nameOf = (by: string): string =>
  /^[UW][A-Z0-9]{1,20}$/.test(by) ? `<@${by}>` : by.replace(/[<>&]/g, '');

/**
 * One act of a person on one monitor, in one transaction: state, record, rhythm of its pages, card and, where
 * the card does not say it, a line in the thread. Throws not_found, and whatever `decide` refuses with.
 */
export async function performAct(
  deps: MonitorDeps,
  asked: Asked,
  decide: (acting: Acting) => Promise<Decision | null> | Decision | null,
): Promise<MonitorView> {
  return await deps.database.tenant(asked.workspaceId, async (tx) => {
    const monitor = await lockMonitor(tx, asked.monitorId);
    if (!monitor) throw gone();
    const now = deps.clock.now();
    const decision = await decide({ tx, monitor, now });
    if (decision) await carryOut(deps, tx, asked, decision, now);
    const view = await loadMonitorView(tx, asked.monitorId);
    if (!view) throw gone();
    return view;
  });
}

/** Writes a decision with all its consequences. */
export async function carryOut(
  deps: MonitorDeps,
  tx: Tx,
  asked: Asked,
  decision: Decision,
  now: Date,
): Promise<void> {
  const { workspaceId, monitorId, by } = asked;
  await updateMonitor(tx, monitorId, { ...decision.changes, updated_at: now });
  const actId = newId();
  await recordAct(tx, {
    actId,
    workspaceId,
    monitorId,
    actor: by,
    act: decision.act,
    detail: decision.detail,
    at: now,
  });
  await decision.also?.(tx);
  if (decision.read) await reschedule(deps, tx, asked, decision.read, decision.dropped);
  await deps.queue.enqueue(tx, 'notification.card', { workspaceId, monitorId });
  if (decision.say) await say(deps, tx, asked, decision.say, actId);
}

async function reschedule(
  { queue }: MonitorDeps,
  tx: Tx,
  { workspaceId, monitorId }: Asked,
  read: 'no' | 'baseline' | 'asked',
  dropped: readonly string[] = [],
): Promise<void> {
  const followed = (await sourcesOfMonitor(tx, monitorId)).map(({ sourceId }) => sourceId);
  const left = dropped.filter((sourceId) => !followed.includes(sourceId));
  await refreshSources(tx, [...followed, ...left]);
  await queue.enqueueMany(tx, 'content.schedule', [
    ...followed.map((sourceId) => ({ workspaceId, sourceId, read })),
    ...left.map((sourceId) => ({ workspaceId, sourceId, read: 'no' as const })),
  ]);
}

async function say(
  { queue }: MonitorDeps,
  tx: Tx,
  { workspaceId, monitorId }: Asked,
  text: string,
  actId: string,
): Promise<void> {
  const view = await loadMonitorView(tx, monitorId);
  if (!view?.channelId) return;
  const { channelId, threadTs } = view;
  await queue.enqueue(
    tx,
    'notification.say',
    { workspaceId, channelId, threadTs, monitorId, text, key: actId },
    { key: actId },
  );
}
