import { newId } from '../../kit/ids.ts';
import { loadMonitorView } from '../../store/monitor-views.ts';
import { deleteMonitor, lockMonitor, updateMonitor } from '../../store/monitors.ts';
import { refreshSources, sourcesOfMonitor } from '../../store/sources.ts';
import { type Asked, gone, nameOf } from './perform-act.ts';
import type { MonitorDeps } from './ports.ts';

/** Deletes a monitor with its history; pages that nobody else follows are no longer read. Throws not_found. */
export async function removeMonitor(
  { database, queue }: MonitorDeps,
  { workspaceId, monitorId, by }: Asked,
): Promise<void> {
  await database.tenant(workspaceId, async (tx) => {
    if (!(await lockMonitor(tx, monitorId))) throw gone();
    const view = await loadMonitorView(tx, monitorId);
    const sourceIds = (await sourcesOfMonitor(tx, monitorId)).map(({ sourceId }) => sourceId);
    await updateMonitor(tx, monitorId, { state: 'stopped' });
    await refreshSources(tx, sourceIds);
    await queue.enqueueMany(
      tx,
      'content.schedule',
      sourceIds.map((sourceId) => ({ workspaceId, sourceId, read: 'no' as const })),
    );
    await deleteMonitor(tx, monitorId);
    if (!view?.channelId) return;
    // The card cannot be kept current any more, so the thread says it.
    const text = `Deleted with its history by ${nameOf(by)}.`;
    const { channelId, threadTs } = view;
    await queue.enqueue(tx, 'notification.say', {
      workspaceId,
      channelId,
      threadTs,
      monitorId: null,
      text,
      key: newId(),
    });
  });
}
