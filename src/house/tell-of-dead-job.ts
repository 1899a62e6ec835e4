import type { JobName } from '../contracts/jobs.ts';
import { newId } from '../kit/ids.ts';
import type { Queue } from '../queue/queue.ts';
import type { Database } from '../store/database.ts';
import { loadMonitorViews } from '../store/monitor-views.ts';

/** What was lost, as it continues "Lookout could not …". Jobs absent here are their own failure notice. */
const lost: Partial<Record<JobName, string>> = {
  'discovery.propose': 'look for pages', // ends as the monitor's own failure, on its card
  'monitor.proposed': 'set this monitor up',
  'content.schedule': 'schedule a page of this monitor',
  'content.fetch': 'read a page of this monitor',
  'detection.compare': 'compare a page of this monitor',
  'notification.alert': 'write an alert',
};

/** A job that failed for good is told in the threads of the monitors it was for; `doctor` lists it too. */
export async function tellOfDeadJob(
  { database, queue }: { database: Database; queue: Pick<Queue, 'enqueue'> },
  job: JobName,
  payload: Record<string, unknown>,
): Promise<void> {
  const what = lost[job];
  const { workspaceId, monitorId, sourceId } = payload;
  if (!what || typeof workspaceId !== 'string') return;
  if (typeof monitorId !== 'string' && typeof sourceId !== 'string') return;
  await database.tenant(workspaceId, async (tx) => {
    if (job === 'discovery.propose') {
      const { requestVersion } = payload as { requestVersion: number };
      const failure = 'Looking for pages failed again and again. Name a page, or ask again later.';
      await queue.enqueue(tx, 'monitor.proposed', {
        workspaceId,
        monitorId: String(monitorId),
        requestVersion,
        proposal: null,
        failure,
      });
      return;
    }
    const filter =
      typeof monitorId === 'string' ? { monitorIds: [monitorId] } : { sourceId: String(sourceId) };
    const { monitors } = await loadMonitorViews(tx, { ...filter, limit: 50 });
    for (const monitor of monitors) {
      if (!monitor.channelId) continue;
      await queue.enqueue(tx, 'notification.say', {
        workspaceId,
        channelId: monitor.channelId,
        threadTs: monitor.threadTs,
        monitorId: monitor.monitorId,
        text: `▲ Lookout could not ${what}, and has stopped trying. The next scheduled check tries again; "lookout doctor" shows the details.`,
        key: `dead:${job}:${newId()}`,
      });
    }
  });
}
