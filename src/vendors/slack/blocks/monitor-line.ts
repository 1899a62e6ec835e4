import type { ContextBlock, KnownBlock, Overflow, PlainTextOption, SectionBlock } from '@slack/types';
import { type CadenceLike, describeCadence } from '../../../kit/schedule.ts';
import { plural } from '../../../kit/text.ts';
import { actionIds, type MonitorMoreVerb, monitorMoreValue } from '../action-ids.ts';
import { dateToken } from './dates.ts';
import { bold, context, inline, plain, section, shortUrl } from './text.ts';

/** What a line shows of a monitor; the contract's MonitorView fits. */
export interface MonitorLine {
  monitorId: string;
  state: 'looking' | 'proposed' | 'watching' | 'paused' | 'stopped' | 'done' | 'failed';
  request: string;
  intent: string;
  cadence: CadenceLike;
  snoozedUntil: string | null;
  channelId: string | null;
  createdBy: string;
  failure: string | null;
  alerts: number;
  sources: readonly {
    url: string;
    lastCheckedAt: string | null;
    nextCheckAt: string | null;
    problem: string | null;
    problemSince: string | null;
  }[];
}

const stateWords: Record<MonitorLine['state'], string> = {
  looking: '○ Looking for pages',
  proposed: '○ Waits for Start',
  watching: '● Watching',
  paused: '‖ Paused',
  stopped: '■ Stopped',
  done: '✓ Done',
  failed: '▲ No page found',
};

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

/** "● Watching · checked 4 min ago · next in 26 min · 2 alerts" */
export function statusLine(monitor: MonitorLine): string {
  const checked = latest(monitor.sources.map((source) => source.lastCheckedAt));
  const next = earliest(monitor.sources.map((source) => source.nextCheckAt));
  return [
    stateWords[monitor.state],
    ...(monitor.snoozedUntil ? [`snoozed until ${dateToken(monitor.snoozedUntil)}`] : []),
    ...(monitor.state === 'failed' && monitor.failure ? [inline(monitor.failure, 200)] : []),
    ...(checked ? [`checked ${dateToken(checked, 'ago')}`] : []),
    ...(next && monitor.state === 'watching' ? [`next ${dateToken(next, 'time')}`] : []),
    plural(monitor.alerts, 'alert'),
  ].join(' · ');
}

/** "▲ openai.com/api/pricing: bot check since 09:10", one for each page that cannot be read. */
export const healthLines = (monitor: MonitorLine): string[] =>
  monitor.sources
    .filter((source) => source.problem !== null)
    .map((source) => {
      const since = source.problemSince ? ` since ${dateToken(source.problemSince)}` : '';
      return `▲ ${shortUrl(source.url)}: ${inline(source.problem?.replaceAll('_', ' ') ?? '')}${since}`;
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
    `asked by <@${monitor.createdBy}>`,
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

function verbsFor(state: MonitorLine['state']): MonitorMoreVerb[] {
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

const present = (times: readonly (string | null)[]): string[] =>
  times.filter((time): time is string => time !== null).toSorted();
const latest = (times: readonly (string | null)[]): string | undefined => present(times).at(-1);
const earliest = (times: readonly (string | null)[]): string | undefined => present(times)[0];
