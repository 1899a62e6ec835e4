import type { KnownBlock } from '@slack/types';
import { plural } from '../../../kit/text.ts';
import { actionIds } from '../action-ids.ts';
import { dateToken } from './dates.ts';
import { evidenceLines } from './marked-lines.ts';
import { evidenceOf, placeOf, type QuoteShape } from './quote-evidence.ts';
import { context, inline, limits, plain, section, shortUrl } from './text.ts';

/** What the report shows; the contract's WhyReport fits, with the reason of each change in words. */
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
    /** Why nobody was told, as a sentence of ours. */
    why: string;
    verdict: { outcome: 'alert' | 'silent'; sentence: string; quotes: readonly QuoteShape[] };
  }[];
}

type Kept = WhyShape['recent'][number];

/** Four blocks each, in a message that takes 50. */
const mostRecent = 8;
const quotesEach = 2;

/** "Why so quiet?": what was seen, what was kept back and why, line by line, and a way to say that it should not have been. */
export function whyReport(report: WhyShape): KnownBlock[] {
  const days = report.sinceDays === 1 ? 'In the last day' : `In the last ${report.sinceDays} days`;
  const sum = `${days}: ${plural(report.checks, 'check')}, ${plural(report.pageChanges, 'page change')}, ${plural(report.alerts, 'alert')}.`;
  const kept = report.recent.filter(
    ({ alertId, verdict }) => alertId === null && verdict.outcome === 'silent',
  );
  const shown = kept.slice(0, mostRecent);
  const all = report.groups.reduce((total, { count }) => total + count, 0);
  const more = Math.max(all, kept.length) - shown.length;
  return [
    section([sum, ...report.groups.map((group) => `• ${group.count} × ${inline(group.label)}`)].join('\n')),
    ...shown.flatMap(keptBack),
    ...(more > 0 && shown.length > 0
      ? [context(`and ${more.toLocaleString('en')} more of the kinds above`)]
      : []),
  ];
}

/** One change that was kept back: what it says, its lines, where it stands, why, and the button that objects. */
function keptBack({ id, url, detectedAt, why, verdict }: Kept): KnownBlock[] {
  const lines = verdict.quotes.slice(0, quotesEach).flatMap((quote) => evidenceLines(evidenceOf(quote)));
  const where = [shortUrl(url), ...placeOf(verdict.quotes[0]).map((part) => inline(part, 60))].join(' › ');
  return [
    {
      ...section(`${inline(verdict.sentence, 400)} · ${dateToken(detectedAt)}`),
      accessory: {
        type: 'button',
        action_id: actionIds.changePromote,
        text: plain('You should have told me', limits.button),
        value: id,
      },
    },
    ...(lines.length > 0 ? [{ type: 'rich_text' as const, elements: lines }] : []),
    context(where, why),
  ];
}
