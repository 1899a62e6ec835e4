import type { JobName } from '../contracts/jobs.ts';
import { newId } from '../kit/ids.ts';
import type { Queue } from '../queue/queue.ts';
import { markAnswerFailed } from '../store/answers.ts';
import type { Database } from '../store/database.ts';
import { threadOfTranscript } from '../store/deliveries.ts';
import { loadMonitorViews } from '../store/monitor-views.ts';
import { loadTranscriptView } from '../store/transcript-views.ts';

/** What was lost, as it continues "Lookout could not …". Jobs absent here are their own failure notice. */
const lost: Partial<Record<JobName, string>> = {
  'discovery.propose': 'look for pages', // ends as the monitor's own failure, on its card
  'monitor.proposed': 'set this monitor up',
  'content.schedule': 'schedule a page of this monitor',
  'content.fetch': 'read a page of this monitor',
  'detection.compare': 'compare a page of this monitor',
  'notification.alert': 'write an alert',
};

/** The same for what a meeting waits for, with what a person can do about it. */
const lostOfMeeting: Partial<Record<JobName, string>> = {
  'transcript.advance': 'finish this meeting, and has stopped trying',
  'linear.createItems':
    'make all issues of this meeting in Linear, and has stopped trying. Undo takes back those that exist',
  'linear.undoItems': 'archive all issues of this meeting in Linear, and has stopped trying',
  'notion.createPage': 'finish the page of this meeting in Notion, and has stopped trying',
  'notion.undoPage': 'put the page of this meeting into the bin of Notion, and has stopped trying',
};

/** A job that failed for good is told in the threads of the monitors it was for; `doctor` lists it too. */
export async function tellOfDeadJob(
  { database, queue }: { database: Database; queue: Pick<Queue, 'enqueue'> },
  job: JobName,
  payload: Record<string, unknown>,
): Promise<void> {
  const { workspaceId, monitorId, sourceId, transcriptId, answerId } = payload;
  if (typeof workspaceId === 'string' && typeof answerId === 'string')
    return await tellOfQuestion({ database, queue }, { workspaceId, answerId });
  if (job === 'transcript.fetch') return await tellOfRecording({ database, queue }, payload);
  if (typeof workspaceId === 'string' && typeof transcriptId === 'string')
    return await tellOfMeeting({ database, queue }, job, { workspaceId, transcriptId });
  const what = lost[job];
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

async function tellOfMeeting(
  { database, queue }: { database: Database; queue: Pick<Queue, 'enqueue'> },
  job: JobName,
  { workspaceId, transcriptId }: { workspaceId: string; transcriptId: string },
): Promise<void> {
  const what = lostOfMeeting[job];
  if (!what && job !== 'transcript.read') return;
  await database.tenant(workspaceId, async (tx) => {
    // The room's own failure: it knows how far the reading came, and offers to try again.
    if (!what) return await queue.enqueue(tx, 'transcript.unread', { workspaceId, transcriptId });
    const meeting = await loadTranscriptView(tx, transcriptId);
    if (!meeting?.channelId) return;
    await queue.enqueue(tx, 'notification.say', {
      workspaceId,
      channelId: meeting.channelId,
      threadTs: await threadOfTranscript(tx, { ...meeting, workspaceId }),
      monitorId: null,
      text: `▲ Lookout could not ${what}. "lookout doctor" shows the details.`,
      key: `dead:${job}:${newId()}`,
    });
  });
}

/** A note taker said that a transcript is ready, and nobody will see it. */
async function tellOfRecording(
  { database, queue }: { database: Database; queue: Pick<Queue, 'enqueue'> },
  { workspaceId, vendor, recordingId, channelId }: Record<string, unknown>,
): Promise<void> {
  if (typeof workspaceId !== 'string' || typeof channelId !== 'string') return;
  await database.tenant(workspaceId, async (tx) => {
    await queue.enqueue(tx, 'notification.say', {
      workspaceId,
      channelId,
      threadTs: null,
      monitorId: null,
      text: '▲ A note taker has a transcript ready for this channel, but Lookout could not fetch it and has stopped trying. "lookout doctor" shows the details.',
      key: `dead:transcript.fetch:${vendor}:${recordingId}`,
    });
  });
}

async function tellOfQuestion(
  { database, queue }: { database: Database; queue: Pick<Queue, 'enqueue'> },
  { workspaceId, answerId }: { workspaceId: string; answerId: string },
): Promise<void> {
  await database.tenant(workspaceId, async (tx) => {
    const thread = await markAnswerFailed(tx, answerId, 'tried again and again');
    if (!thread) return;
    await queue.enqueue(tx, 'notification.say', {
      workspaceId,
      ...thread,
      monitorId: null,
      text: '▲ Lookout could not answer this question, and has stopped trying. Ask again; "lookout doctor" shows the details.',
      key: `dead:answer:${answerId}`,
    });
  });
}
