import type { ChangeView } from '../../../contracts/detection.ts';
import { cleanText, oneLine, truncate } from '../../../kit/text.ts';
import { evidenceOf, type QuoteShape } from '../../../vendors/slack/blocks/quote-evidence.ts';
import { notShown, quotesShown } from './evidence.ts';

export interface PlainAlert {
  alertId: string;
  sentence: string;
  intent: string;
  changes: readonly ChangeView[];
}

const inUtc = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const line = (text: string, max: number): string => truncate(oneLine(cleanText(text)), max);

/** "  before: …" and "  after:  …", the change in sight; a line that came or went has one of them. */
const quoteLines = (quote: QuoteShape): string[] => {
  const { before, after } = evidenceOf(quote);
  const words = (marked: typeof before) => line((marked?.parts ?? []).map(({ text }) => text).join(''), 500);
  return [...(before ? [`  before: ${words(before)}`] : []), ...(after ? [`  after:  ${words(after)}`] : [])];
};

/** The same alert as an e-mail of plain text: nothing in a foreign line can do anything there. */
export function renderMail({ sentence, intent, changes }: PlainAlert): { subject: string; text: string } {
  const evidence = changes.flatMap(({ url, verdict, detectedAt }) => {
    const more = notShown(verdict);
    return [
      '',
      url,
      ...verdict.quotes.slice(0, quotesShown).flatMap(quoteLines),
      ...(more > 0 ? [`  and ${more.toLocaleString('en')} more`] : []),
      `  seen ${inUtc(detectedAt)}`,
    ];
  });
  return {
    subject: line(sentence, 180),
    text: [
      line(sentence, 600),
      ...evidence,
      '',
      `You get this because Lookout was asked: ${line(intent, 300)}.`,
      'Pause or stop it in its Slack thread.',
      '',
    ].join('\n'),
  };
}

/** The same alert for a program: what a signed webhook carries. */
export function renderWebhook({ alertId, sentence, intent, changes }: PlainAlert) {
  return {
    type: 'alert',
    alertId,
    sentence: cleanText(sentence),
    intent: cleanText(intent),
    changes: changes.map((change) => ({
      changeId: change.id,
      url: change.url,
      detectedAt: change.detectedAt,
      kind: change.verdict.kind,
      severity: change.verdict.severity,
      quotes: change.verdict.quotes,
      qualifying: change.verdict.qualifying ?? change.verdict.quotes.length,
    })),
  };
}
