import type { ChangeView } from '../../../contracts/detection.ts';
import { cleanText, oneLine, truncate } from '../../../kit/text.ts';

export interface PlainAlert {
  alertId: string;
  sentence: string;
  intent: string;
  changes: readonly ChangeView[];
}

const inUtc = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const line = (text: string, max: number): string => truncate(oneLine(cleanText(text)), max);

/** The same alert as an e-mail of plain text: nothing in a foreign line can do anything there. */
export function renderMail({ sentence, intent, changes }: PlainAlert): { subject: string; text: string } {
  const evidence = changes.flatMap((change) => [
    '',
    change.url,
    ...change.verdict.quotes.flatMap((quote) => [
      ...(quote.before === undefined ? [] : [`  before: ${line(quote.before, 500)}`]),
      ...(quote.after === undefined ? [] : [`  after:  ${line(quote.after, 500)}`]),
    ]),
    `  seen ${inUtc(change.detectedAt)}`,
  ]);
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
    })),
  };
}
