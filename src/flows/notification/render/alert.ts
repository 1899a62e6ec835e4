import type { Button, KnownBlock, Overflow, RichTextBlock, RichTextBlockElement } from '@slack/types';
import type { ChangeView, Verdict } from '../../../contracts/detection.ts';
import { cleanText, oneLine, plural, truncate } from '../../../kit/text.ts';
import {
  type AlertMoreVerb,
  actionIds,
  alertMoreValue,
  alertMoreVerbs,
  blockIds,
} from '../../../vendors/slack/action-ids.ts';
import { dateToken } from '../../../vendors/slack/blocks/dates.ts';
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

export interface AlertToRender {
  alertId: string;
  sentence: string;
  severity: Verdict['severity'];
  /** Oldest first; the first is the alert's own, the others tell the same event elsewhere. */
  changes: readonly ChangeView[];
  mentions: readonly string[];
  useful: boolean | null;
  ratedBy: string | null;
}

/** Lines of evidence shown in the thread; the rest is behind Show diff. */
const quotesShown = 4;
const quoteMax = 400;

const verbLabels: Record<AlertMoreVerb, string> = {
  diff: 'Show diff',
  snooze60: 'Snooze for 1 hour',
  snooze1440: 'Snooze for 1 day',
  snooze10080: 'Snooze for 1 week',
  mute: 'Mute this kind',
  pause: 'Pause',
};

type Quote = Verdict['quotes'][number];

function quoteLines(quote: Quote): RichTextBlockElement[] {
  const line = (name: string, words: string): RichTextBlockElement => ({
    type: 'rich_text_section',
    elements: [
      { type: 'text', text: `${name} │ `, style: { code: true } },
      { type: 'text', text: truncate(oneLine(cleanText(words)), quoteMax) || ' ' },
    ],
  });
  return [
    ...(quote.before === undefined ? [] : [line('before', quote.before)]),
    ...(quote.after === undefined ? [] : [line('after ', quote.after)]),
  ];
}

/** Evidence as rich text: nothing in a foreign line can become a mention, a link or markup. */
function evidence(quotes: readonly Quote[]): RichTextBlock[] {
  const elements = quotes.slice(0, quotesShown).flatMap(quoteLines);
  return elements.length > 0 ? [{ type: 'rich_text', elements }] : [];
}

function whereLine(change: ChangeView): string {
  const quote = change.verdict.quotes[0];
  const path = [...(quote?.path ?? []), ...(quote?.label ? [quote.label] : [])].map((part) =>
    inline(part, 60),
  );
  return [[shortUrl(change.url), ...path].join(' › '), `seen ${dateToken(change.detectedAt)}`].join(' · ');
}

const alsoLine = (change: ChangeView): string => {
  const quote = change.verdict.quotes[0];
  const words = quote?.after ?? quote?.before;
  return `also on ${shortUrl(change.url)}${words ? `: "${inline(words, 150)}"` : ''} · ${dateToken(change.detectedAt, 'time')}`;
};

function actionsOf(alert: AlertToRender): (Button | Overflow)[] {
  const rated = alert.useful !== null;
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.button),
    value: alert.alertId,
  });
  return [
    ...(rated
      ? []
      : [button(actionIds.alertUseful, 'Useful'), button(actionIds.alertNotUseful, 'Not useful')]),
    button(actionIds.alertDiff, 'Show diff'),
    {
      type: 'overflow',
      action_id: actionIds.alertMore,
      options: alertMoreVerbs
        .filter((verb) => verb !== 'diff')
        .map((verb) => ({
          text: plain(verbLabels[verb], limits.option),
          value: alertMoreValue(verb, alert.alertId),
        })),
    },
  ];
}

const severityMarks: Record<Verdict['severity'], string> = { high: '🔴 ', normal: '', low: '' };

const unjudgedNote = 'Unjudged: the model did not answer in time, so this is told rather than kept back.';

function notesOf(alert: AlertToRender, first: ChangeView): string[] {
  const more = first.verdict.quotes.length - quotesShown;
  return [
    ...(more > 0 ? [`and ${plural(more, 'more difference')}`] : []),
    ...(first.verdict.judgedBy === 'unjudged' ? [unjudgedNote] : []),
    ...(first.verdict.judgedBy === 'person' ? ['Told because somebody said it should have been.'] : []),
    ...(alert.useful === null
      ? []
      : [
          `${alert.useful ? 'Useful' : 'Not useful'}, says ${alert.ratedBy ? `<@${alert.ratedBy}>` : 'somebody'}`,
        ]),
  ];
}

/** The alert: one sentence, before and after, where and when, what one can do. */
export function renderAlert(alert: AlertToRender): SlackMessage {
  const [first, ...others] = alert.changes;
  const mention = alert.mentions.map((user) => `<@${user}>`).join(' ');
  const sentence = `${severityMarks[alert.severity]}${bold(alert.sentence, 500)}`;
  const seen = new Set(first ? [first.url] : []);
  const elsewhere = others.filter((change) => !seen.has(change.url) && seen.add(change.url));
  const notes = first ? notesOf(alert, first) : [];
  const blocks: KnownBlock[] = [
    section([sentence, mention].filter(Boolean).join(' ')),
    ...(first
      ? [...evidence(first.verdict.quotes), context(whereLine(first), ...elsewhere.slice(0, 8).map(alsoLine))]
      : []),
    ...(notes.length > 0 ? [context(...notes)] : []),
    { type: 'actions', block_id: blockIds.alertActions, elements: actionsOf(alert) },
  ];
  return { text: inline(alert.sentence, 600), blocks };
}
