import type { KnownBlock } from '@slack/types';
import { plural } from '../../../kit/text.ts';
import { actionIds } from '../action-ids.ts';
import { dateToken } from './dates.ts';
import { inline, plain, section } from './text.ts';

/** What the report shows; the contract's WhyReport fits. */
export interface WhyShape {
  sinceDays: number;
  checks: number;
  pageChanges: number;
  alerts: number;
  groups: readonly { label: string; count: number }[];
  recent: readonly {
    id: string;
    url: string;
    detectedAt: string;
    alertId: string | null;
    verdict: { outcome: 'alert' | 'silent'; sentence: string };
  }[];
}

const mostRecent = 8;

/** "Why so quiet?": what was seen, what was left out and why, and a way to say that it should not have been. */
export function whyReport(report: WhyShape): KnownBlock[] {
  const days = report.sinceDays === 1 ? 'In the last day' : `In the last ${report.sinceDays} days`;
  const sum = `${days}: ${plural(report.checks, 'check')}, ${plural(report.pageChanges, 'page change')}, ${plural(report.alerts, 'alert')}.`;
  const silent = report.recent.filter(
    (change) => change.alertId === null && change.verdict.outcome === 'silent',
  );
  return [
    section([sum, ...report.groups.map((group) => `• ${group.count} × ${inline(group.label)}`)].join('\n')),
    ...silent.slice(0, mostRecent).map(
      (change): KnownBlock => ({
        ...section(`${inline(change.verdict.sentence, 400)} · ${dateToken(change.detectedAt)}`),
        accessory: {
          type: 'button',
          action_id: actionIds.changePromote,
          text: plain('You should have told me', 75),
          value: change.id,
        },
      }),
    ),
    ...(silent.length > mostRecent ? [section(`and ${silent.length - mostRecent} more`)] : []),
  ] satisfies KnownBlock[];
}
