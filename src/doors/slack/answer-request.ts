import type { Understanding } from '../../contracts/assistant.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { helpBlocks, helpText } from '../../vendors/slack/blocks/help.ts';
import { monitorLine, monitorName } from '../../vendors/slack/blocks/monitor-line.ts';
import { type Choice, questionBlocks } from '../../vendors/slack/blocks/question.ts';
import { bold, inline } from '../../vendors/slack/blocks/text.ts';
import { tellWho, updateIssue } from './act-on-issues.ts';
import { actOnMonitor, doneSentence, type MonitorAct } from './act-on-monitor.ts';
import { askQuestion } from './ask-question.ts';
import { askWhichMonitor } from './ask-which-monitor.ts';
import { createIssueFromWords } from './create-issue.ts';
import { createMonitor } from './create-monitor.ts';
import { callsFor, type Door, type Place } from './door.ts';
import { findMonitor, monitorsOfThread } from './find-monitor.ts';
import { showList } from './list-monitors.ts';
import { requireMayAct } from './permissions.ts';
import { postOnce } from './post-once.ts';
import { readRequirements } from './read-requirements.ts';
import { tellClient, tellSummary, tellWeekly } from './tell-brief.ts';
import { whyBlocks } from './why-blocks.ts';

export interface Request {
  /** The person's words, mention and markup already taken out. */
  text: string;
  evenIfWatched?: boolean;
  /** Meetings the conversation of this thread is limited to; none: all that may be seen. */
  meetings?: readonly string[];
}

/** Plain language from anywhere: understood by the assistant, then done, shown or asked back. */
export async function answerRequest(door: Door, place: Place, request: Request): Promise<void> {
  if (request.text === '') return await place.whisper({ text: helpText, blocks: helpBlocks() });
  const [{ timeZone }, ofThread, conversation] = await Promise.all([
    door.people.person(place.client, place.workspaceId, place.userId),
    monitorsOfThread(door, place),
    conversationOf(door, place),
  ]);
  const understood = await callsFor(door, place).assistant.understand({
    text: request.text.slice(0, 8_000),
    inMonitorThread: ofThread.length > 0,
    inConversation: conversation.open,
    timeZone,
  });
  await answerUnderstood(door, place, understood, { ...request, meetings: conversation.meetings });
}

/** Whether questions were answered in this thread, and about which meetings. */
async function conversationOf(door: Door, place: Place): Promise<{ open: boolean; meetings: string[] }> {
  const { channelId, threadTs } = place;
  if (threadTs === null) return { open: false, meetings: [] };
  return await callsFor(door, place).assistant.conversation({ channelId, threadTs });
}

/** Does what was understood. Exhaustive: a new kind does not compile without an answer. */
export async function answerUnderstood(
  door: Door,
  place: Place,
  understood: Understanding,
  request: Request,
): Promise<void> {
  switch (understood.kind) {
    case 'watch':
      return await createMonitor(door, place, {
        request: understood.request,
        urls: understood.urls,
        cadence: understood.cadence,
        asWritten: request.text,
        evenIfWatched: request.evenIfWatched ?? false,
      });
    case 'list':
      return await showList(door, place, understood.scope);
    case 'help':
      return await place.whisper({ text: helpText, blocks: helpBlocks() });
    case 'unclear':
      return await ask(place, understood.question, understood.options);
    case 'ask':
      return await askQuestion(door, place, {
        question: understood.question,
        meetings: request.meetings ?? [],
      });
    case 'create':
      return await createIssueFromWords(door, place, understood);
    case 'update':
      return await updateIssue(door, place, understood);
    case 'who':
      return await tellWho(door, place, understood);
    case 'client':
      return await tellClient(door, place, understood.name);
    case 'weekly':
      return await tellWeekly(door, place, understood);
    case 'summarize':
      return await tellSummary(door, place, understood.what);
    case 'requirements':
      return await readRequirements(door, place, understood.url);
    case 'cadence':
    case 'show':
    case 'why':
    case 'pause':
    case 'resume':
    case 'stop':
    case 'check':
      return await answerAboutMonitor(door, place, understood);
  }
}

/** One short question with buttons: in the thread of what was said, or to the asker where there is none. */
async function ask(place: Place, question: string, choices: readonly Choice[]): Promise<void> {
  const message = { text: inline(question), blocks: questionBlocks(question, choices) };
  if (place.rootTs === null) await place.whisper(message);
  else await postOnce(place, 'question', message);
}

type Act = MonitorAct | 'cadence';
type AboutMonitor = Extract<Understanding, { target: string | null }>;

async function answerAboutMonitor(door: Door, place: Place, wish: AboutMonitor): Promise<void> {
  const found = await findMonitor(door, place, wish.target);
  if (found.kind === 'several') return await askWhichMonitor(place, wish.kind, found.monitors);
  const { monitor } = found;
  if (wish.kind === 'show') {
    return await place.whisper({ text: monitorName(monitor), blocks: monitorLine(monitor, { place: true }) });
  }
  if (wish.kind === 'why') return await tellWhy(door, place, monitor);
  await requireMayAct(door, place, monitor);
  const changed =
    wish.kind === 'cadence'
      ? await callsFor(door, place).monitor.edit({
          monitorId: monitor.monitorId,
          by: place.userId,
          cadence: wish.cadence,
        })
      : await actOnMonitor(door, place, wish.kind, monitor.monitorId);
  await confirm(door, place, monitor, changed, wish.kind);
}

async function tellWhy(door: Door, place: Place, monitor: MonitorView): Promise<void> {
  const report = await callsFor(door, place).detection.why({ monitorId: monitor.monitorId });
  const message = {
    text: `Why so quiet: ${inline(monitorName(monitor))}`,
    blocks: await whyBlocks(door, place, report),
  };
  // In the monitor's own thread everybody reads the answer; elsewhere it is nobody else's business.
  if (place.threadTs !== null && place.threadTs === monitor.threadTs) await postOnce(place, 'why', message);
  else await place.whisper(message);
}

/**
 * The monitor room leaves a line in the monitor's thread when a state changes, so that all see who did
 * what; the asker hears of it here only when they asked elsewhere or nothing was left to say there.
 */
async function confirm(
  door: Door,
  place: Place,
  before: MonitorView,
  after: MonitorView,
  act: Act,
): Promise<void> {
  const isChange = act === 'cadence' || before.state !== after.state;
  if (isChange && place.threadTs !== null && place.threadTs === after.threadTs) return;
  const sentence = doneSentence(act, after);
  if (act !== 'check' || place.rootTs === null)
    return await place.whisper({ text: `${bold(monitorName(after), 120)}: ${sentence}` });
  await callsFor(door, place).notification.notify({
    channelId: place.channelId,
    threadTs: place.threadTs ?? place.rootTs,
    text: sentence,
    key: `${place.key}:confirm`,
  });
}
