import type { ContextBlock, KnownBlock, Overflow, PlainTextOption, SectionBlock } from '@slack/types';
import { describeCadence } from '../../../kit/schedule.ts';
import { actionIds, type MonitorMoreVerb, monitorMoreValue } from '../action-ids.ts';
import { dateToken } from './dates.ts';
import { type MonitorStatus, statusLine } from './monitor-status.ts';
import { personInWords } from './people.ts';
import { type ProblemName, problemSinceInWords } from './problem-words.ts';
import { bold, context, plain, section, shortUrl } from './text.ts';

/** What a line shows of a monitor; the contract's MonitorView fits. */
export interface MonitorLine extends MonitorStatus {
  monitorId: string;
  request: string;
  intent: string;
  channelId: string | null;
  createdBy: string;
  sources: readonly {
    url: string;
    lastCheckedAt: string | null;
    nextCheckAt: string | null;
    problem: ProblemName | null;
    problemSince: string | null;
    failures: number;
  }[];
}

const moreLabels: Record<MonitorMoreVerb, string> = {
  check: 'Check now',
  pause: 'Pause',
  resume: 'Resume',
  edit: 'Edit',
  why: 'Why so quiet?',
  delete: 'Delete…',
};

/** What a person calls the monitor: what it will tell, or the request while pages are looked for. */
export const monitorName = (monitor: Pick<MonitorLine, 'intent' | 'request'>): string =>
  monitor.intent || monitor.request;

/** "▲ openai.com/api/pricing has answered with a bot check since 09:10", one for each page that cannot be read. */
export const healthLines = (monitor: MonitorLine): string[] =>
  monitor.sources.flatMap(({ url, problem, problemSince }) => {
    if (problem === null) return [];
    const since = problemSince ? ` since ${dateToken(problemSince)}` : '';
    return `▲ ${shortUrl(url)} ${problemSinceInWords(problem)}${since}`;
  });

/** One monitor in a list: what it tells, its state, its pages, and with `menu` what can be done. Two blocks. */
export function monitorLine(
  monitor: MonitorLine,
  options: { menu?: 'home' | 'list'; place?: boolean } = {},
): [SectionBlock, ContextBlock] {
  const pages = monitor.sources.map((source) => shortUrl(source.url, 60)).join(', ');
  const line = section(
    [bold(monitorName(monitor), 250), statusLine(monitor), ...healthLines(monitor).slice(0, 3)].join('\n'),
  );
  const where = options.place && monitor.channelId ? [`<#${monitor.channelId}>`] : [];
  const about = [
    ...where,
    ...(pages ? [pages] : []),
    describeCadence(monitor.cadence),
    `asked by ${personInWords(monitor.createdBy)}`,
  ];
  return [
    options.menu ? { ...line, accessory: moreMenu(monitor, options.menu) } : line,
    context(about.join(' · ')),
  ];
}

function moreMenu(monitor: MonitorLine, menu: 'home' | 'list'): Overflow {
  return {
    type: 'overflow',
    action_id: menu === 'home' ? actionIds.homeMore : actionIds.listMore,
    options: verbsFor(monitor.state).map(
      (verb): PlainTextOption => ({
        text: plain(moreLabels[verb], 75),
        value: monitorMoreValue(verb, monitor.monitorId),
      }),
    ),
  };
}

function verbsFor(state: MonitorStatus['state']): MonitorMoreVerb[] {
  if (state === 'watching') return ['check', 'pause', 'edit', 'why', 'delete'];
  if (state === 'paused') return ['resume', 'edit', 'why', 'delete'];
  if (state === 'stopped' || state === 'done') return ['why', 'delete'];
  return ['edit', 'delete'];
}

/** Monitors one under the other, at most `max`, and how many more there are. */
export function monitorList(
  monitors: readonly MonitorLine[],
  options: { menu?: 'home' | 'list'; place?: boolean; max: number },
): KnownBlock[] {
  const more = monitors.length - options.max;
  return [
    ...monitors.slice(0, options.max).flatMap((monitor) => monitorLine(monitor, options)),
    ...(more > 0 ? [context(`and ${more} more`)] : []),
  ] satisfies KnownBlock[];
}
