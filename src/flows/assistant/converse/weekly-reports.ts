import type { Cadence } from '../../../contracts/discovery.ts';
import type { JobPayload } from '../../../contracts/jobs.ts';
import { describeCadence, nextRun, phaseOf } from '../../../kit/schedule.ts';
import {
  endWeeklyReport,
  loadWeeklyReport,
  lockDueReports,
  postponeReport,
  saveWeeklyReport,
} from '../../../store/weekly-reports.ts';
import { writeBrief } from '../brief/write-brief.ts';
import type { AssistantDeps } from '../ports.ts';
import { withAddresses } from './find-addresses.ts';

const weekMs = 7 * 86_400_000;

const nextDue = (cadence: Cadence, channelId: string, after: Date): Date =>
  nextRun(cadence, { after, phaseMs: phaseOf(channelId, weekMs) });

/** From now on a channel hears of its week; without a cadence, no more. */
export async function scheduleWeekly(
  { database, clock }: AssistantDeps,
  wish: { workspaceId: string; channelId: string; cadence: Cadence | null; by: string },
): Promise<{ cadence: Cadence | null; nextAt: string | null }> {
  const { workspaceId, channelId, cadence, by } = wish;
  const now = clock.now();
  const nextDueAt = cadence && nextDue(cadence, channelId, now);
  await database.tenant(workspaceId, async (tx) => {
    if (cadence && nextDueAt)
      await saveWeeklyReport(tx, { workspaceId, channelId, cadence, nextDueAt, askedBy: by, askedAt: now });
    else await endWeeklyReport(tx, channelId);
  });
  return { cadence, nextAt: nextDueAt?.toISOString() ?? null };
}

/** Leaves a job for each report whose time has come, once for each due time. However long nobody looked, one comes. */
export async function releaseWeekly(
  { database, queue, clock }: AssistantDeps,
  limit: number,
): Promise<number> {
  return await database.system(async (tx) => {
    const now = clock.now();
    const due = await lockDueReports(tx, now, limit);
    for (const report of due) {
      const { workspaceId, channelId } = report;
      const dueAt = report.nextDueAt.toISOString();
      await queue.enqueue(
        tx,
        'assistant.weekly',
        { workspaceId, channelId, dueAt },
        { key: `${workspaceId} ${channelId} ${dueAt}` },
      );
      await postponeReport(tx, report, nextDue(report.cadence, channelId, now));
    }
    return due.length;
  });
}

/** The report of a channel's week, from what stands in that channel and nowhere else. */
export async function writeWeekly(
  deps: AssistantDeps,
  { workspaceId, channelId, dueAt }: JobPayload<'assistant.weekly'>,
): Promise<void> {
  const { tenant } = deps.database;
  const report = await tenant(workspaceId, (tx) => loadWeeklyReport(tx, channelId));
  if (!report) return; // ended meanwhile
  const since = new Date(new Date(dueAt).getTime() - weekMs).toISOString();
  const brief = await writeBrief(deps, {
    workspaceId,
    about: { kind: 'weekly', since, channelId },
    sees: { channelIds: [channelId], unplaced: false },
  });
  const passages = await withAddresses(deps, workspaceId, brief.passages);
  const permalinks = Object.fromEntries(
    passages.flatMap(({ n, permalink }) => (permalink ? [[String(n), permalink]] : [])),
  );
  const key = `weekly:${channelId}:${dueAt}`;
  const why = `Comes ${describeCadence(report.cadence)}, asked for by <@${report.askedBy}>. Say \`@Lookout stop weekly\` to end it.`;
  await tenant(workspaceId, (tx) =>
    deps.queue.enqueue(
      tx,
      'notification.brief',
      { workspaceId, channelId, brief, permalinks, why, key },
      { key: `${workspaceId} ${key}` },
    ),
  );
}
