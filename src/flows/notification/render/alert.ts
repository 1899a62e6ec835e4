import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { ChangeKind, ChangeView, Severity, Verdict } from '../../../contracts/detection.ts';
import { plural } from '../../../kit/text.ts';
import { blockIds } from '../../../vendors/slack/action-ids.ts';
import { dateToken } from '../../../vendors/slack/blocks/dates.ts';
import { evidenceLines } from '../../../vendors/slack/blocks/marked-lines.ts';
import { mentionOf, personInWords } from '../../../vendors/slack/blocks/people.ts';
import { evidenceOf, placeOf, type QuoteShape } from '../../../vendors/slack/blocks/quote-evidence.ts';
import { bold, context, inline, section, shortUrl } from '../../../vendors/slack/blocks/text.ts';
import type { SlackMessage } from '../../../vendors/slack/web-client.ts';
import { actionsOf } from './alert-actions.ts';
import { alertMark, kindInWords } from './alert-mark.ts';
import { notShown, quotesShown } from './evidence.ts';

export interface AlertToRender {
  alertId: string;
  sentence: string;
  severity: Severity;
  kind: ChangeKind;
  /** Oldest first; the first is the alert's own, the others tell the same event elsewhere. */
  changes: readonly ChangeView[];
  /** Whom it rings; see `whomToMention`. */
  mentions: readonly string[];
  useful: boolean | null;
  ratedBy: string | null;
}

/** Other pages of the same event, one line each; a context block takes ten. */
const pagesShown = 6;

function evidence(quotes: readonly QuoteShape[]): RichTextBlock[] {
  const elements = quotes.slice(0, quotesShown).flatMap((quote) => evidenceLines(evidenceOf(quote)));
  return elements.length > 0 ? [{ type: 'rich_text', elements }] : [];
}

function whereLine(change: ChangeView): string {
  const path = placeOf(change.verdict.quotes[0]).map((part) => inline(part, 60));
  return [[shortUrl(change.url), ...path].join(' › '), `seen ${dateToken(change.detectedAt)}`].join(' · ');
}

const alsoLine = (change: ChangeView): string => {
  const quote = change.verdict.quotes[0];
  const words = quote?.after ?? quote?.before;
  return `also on ${shortUrl(change.url)}${words ? `: "${inline(words, 150)}"` : ''} · ${dateToken(change.detectedAt, 'time')}`;
};

/** One line for each other page of the event, by time; a page that two monitors saw is one page. */
function alsoLines([first, ...others]: readonly ChangeView[]): string[] {
  const seen = new Set(first ? [first.url] : []);
  const elsewhere = others
    .toSorted((one, other) => one.detectedAt.localeCompare(other.detectedAt))
    .filter((change) => !seen.has(change.url) && seen.add(change.url));
  const more = elsewhere.length - pagesShown;
  return [
    ...elsewhere.slice(0, pagesShown).map(alsoLine),
    ...(more > 0 ? [`and ${plural(more, 'more page')}`] : []),
  ];
}

const unjudgedNote = 'Unjudged: the model did not answer in time, so this is told rather than kept back.';

function notesOf(alert: AlertToRender, { verdict }: ChangeView): string[] {
  const more = notShown(verdict);
  return [
    ...(more > 0 ? [`and ${more.toLocaleString('en')} more in *Show diff*`] : []),
    ...(verdict.judgedBy === 'unjudged' ? [unjudgedNote] : []),
    ...(verdict.judgedBy === 'person' ? ['Told because somebody said it should have been.'] : []),
    ...(alert.useful === null ? [] : [ratingNote(alert, verdict)]),
  ];
}

/** Who said what of it and, when it was not useful, what Lookout does differently from now on. */
function ratingNote({ useful, ratedBy, kind }: AlertToRender, { quotes }: Verdict): string {
  const who = ratedBy ? personInWords(ratedBy) : 'somebody';
  if (useful) return `Useful, says ${who}`;
  const places = [
    ...new Set(
      quotes.map((quote) =>
        placeOf(quote)
          .map((part) => inline(part, 60))
          .join(' › '),
      ),
    ),
  ];
  const [place] = places;
  const others = places.length > 1 ? ` and in ${plural(places.length - 1, 'other place')}` : '';
  return `Not useful, says ${who}: from now on ${kindInWords[kind]} like this ${place ? `under ${place}` : 'in this place'}${others} stay silent for this monitor.`;
}

/** The alert: one sentence, before and after, where and when, what one can do. */
export function renderAlert(alert: AlertToRender): SlackMessage {
  const [first] = alert.changes;
  const mention = alert.mentions.map(mentionOf).join(' ');
  const mark = alertMark(alert.severity, alert.kind);
  const notes = first ? notesOf(alert, first) : [];
  const blocks: KnownBlock[] = [
    section([mark, bold(alert.sentence, 500), mention].filter(Boolean).join(' ')),
    ...(first
      ? [...evidence(first.verdict.quotes), context(whereLine(first), ...alsoLines(alert.changes))]
      : []),
    ...(notes.length > 0 ? [context(...notes)] : []),
    { type: 'actions', block_id: blockIds.alertActions, elements: actionsOf(alert) },
  ];
  return { text: `${mark} ${inline(alert.sentence, 600)}`, blocks };
}
