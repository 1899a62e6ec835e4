import type { Button, KnownBlock, SectionBlock } from '@slack/types';
import type { MonitorView, SourceView } from '../../../contracts/monitor.ts';
import { describeCadence } from '../../../kit/schedule.ts';
import { actionIds, blockIds } from '../../../vendors/slack/action-ids.ts';
import { statusLine } from '../../../vendors/slack/blocks/monitor-status.ts';
import {
  bold,
  context,
  inline,
  limits,
  plain,
  section,
  shortUrl,
} from '../../../vendors/slack/blocks/text.ts';
import type { SlackMessage } from '../../../vendors/slack/web-client.ts';

export interface CardOptions {
  /** Where to connect a model; the card says it was worked out without one. */
  modelHelp: string;
  unreadable: readonly { url: string; reason: string }[];
  /** Nobody pressed Start, so there is something to undo. */
  startedAtOnce: boolean;
}

const button = (actionId: string, label: string, value: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(label, limits.button),
  value,
  ...(style ? { style } : {}),
});

/** The value stood there when the page was proposed: "now" only until then, since an alert tells of every later one. */
function sourceLine(source: SourceView, index: number, isProposal: boolean): string {
  const value = source.currentValue && bold(source.currentValue, 200);
  const known = value ? [isProposal ? `now ${value}` : `${value} at the start`] : [];
  const why = source.why ? [inline(source.why, 150)] : [];
  return [`${index + 1}. ${shortUrl(source.url)}`, ...known, ...why].join(' · ');
}

function scheduleLine(monitor: MonitorView): string {
  const where = monitor.channelId ? 'tells this thread' : 'tells no channel';
  const also = monitor.notify.map((target) =>
    target.kind === 'email' ? inline(target.address) : 'a webhook',
  );
  const until = monitor.mode === 'once' ? 'until it has happened once' : 'until you stop it';
  const quiet = monitor.quietHours
    ? [`quiet ${monitor.quietHours.from}–${monitor.quietHours.to} (${inline(monitor.quietHours.timeZone)})`]
    : [];
  const how = describeCadence(monitor.cadence);
  return [how[0]?.toUpperCase() + how.slice(1), [where, ...also].join(', '), ...quiet, until].join(' · ');
}

function buttonsOf(monitor: MonitorView, startedAtOnce: boolean): Button[] {
  const id = monitor.monitorId;
  switch (monitor.state) {
    case 'proposed':
      return [
        button(actionIds.monitorStart, 'Start', id, 'primary'),
        button(actionIds.monitorEdit, 'Edit', id),
        button(actionIds.monitorCancel, 'Cancel', id),
      ];
    case 'watching':
      return [
        button(actionIds.monitorCheck, 'Check now', id),
        button(actionIds.monitorEdit, 'Edit', id),
        button(actionIds.monitorPause, 'Pause', id),
        button(actionIds.monitorWhy, 'Why so quiet?', id),
        startedAtOnce && monitor.alerts === 0
          ? button(actionIds.monitorUndo, 'Undo', id)
          : button(actionIds.monitorStop, 'Stop', id),
      ];
    case 'paused':
      return [
        button(actionIds.monitorResume, 'Resume', id, 'primary'),
        button(actionIds.monitorEdit, 'Edit', id),
        button(actionIds.monitorStop, 'Stop', id),
      ];
    case 'failed':
      return [button(actionIds.monitorOtherPage, 'Name a page', id)];
    case 'stopped':
    case 'done':
      return [button(actionIds.monitorResume, 'Watch again', id)];
    case 'looking':
      return [];
  }
}

const unreadableLine = ({ url, reason }: { url: string; reason: string }): string =>
  `${shortUrl(url)} left out: ${inline(reason, 200)}`;

/** Lines under each other in as few sections as their length allows: none is cut in the middle. */
function linesAsSections(lines: readonly string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limits.section)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}

/** The card in the thread: what was understood, the pages with their values now, how often, and what one can do. */
export function renderCard(monitor: MonitorView, options: CardOptions): SlackMessage {
  if (monitor.state === 'looking') {
    const text = `👀 Looking for pages about ${bold(monitor.request, 200)}…`;
    return { text, blocks: [section(text)] };
  }
  if (monitor.state === 'failed') {
    const text = inline(monitor.failure ?? '', 800) || 'No page about that could be read.';
    return {
      text,
      blocks: [
        section(text),
        { type: 'actions', block_id: blockIds.cardActions, elements: buttonsOf(monitor, false) },
      ],
    };
  }
  const name = monitor.intent || monitor.request;
  const title = bold(name, 300);
  const status = statusLine(monitor);
  const notes = [
    ...options.unreadable.map(unreadableLine),
    ...(monitor.workedOutBy === 'rules'
      ? [`Worked out without a language model · ${options.modelHelp}`]
      : []),
  ];
  const pages = monitor.sources.map((source, index) =>
    sourceLine(source, index, monitor.state === 'proposed'),
  );
  const hasEnded = monitor.state === 'stopped' || monitor.state === 'done';
  const buttons = buttonsOf(monitor, options.startedAtOnce);
  const blocks: KnownBlock[] = [
    ...linesAsSections([title, ...pages]),
    ...(hasEnded ? [] : [context(scheduleLine(monitor))]),
    context(status),
    ...(buttons.length > 0
      ? [{ type: 'actions' as const, block_id: blockIds.cardActions, elements: buttons }]
      : []),
    ...(notes.length > 0 ? [context(...notes)] : []),
  ];
  return { text: [inline(name, 300), status].join(' · '), blocks };
}
