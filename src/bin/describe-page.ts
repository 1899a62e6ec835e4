import { styleText } from 'node:util';
import type { CheckedPage } from '../house/check-pages.ts';
import { shortUrl } from '../kit/canonical-url.ts';
import { truncate } from '../kit/text.ts';

type Verdict = NonNullable<CheckedPage['verdict']>;
type Style = Parameters<typeof styleText>[0];

const quotesShown = 3;
const quoteLength = 300;

/** One page of a run as a person reads it; coloured only on a terminal. */
export function describePage(page: CheckedPage, stream: NodeJS.WriteStream): string {
  const paint = (style: Style, text: string) => styleText(style, text, { stream });
  const name = shortUrl(page.url);
  switch (page.outcome) {
    case 'first':
      return `${paint('dim', '○')} ${name}: first reading; the next run compares with it`;
    case 'unchanged':
      return `${paint('dim', '=')} ${name}: nothing to tell${page.verdict ? ` (${reasonFor(page.verdict)})` : ''}`;
    case 'failed':
      return `${paint('yellow', '▲')} ${name}: could not be read (${page.problem}). ${page.message ?? ''}`.trimEnd();
    case 'changed': {
      const { sentence, quotes } = page.verdict ?? { sentence: 'It changed.', quotes: [] };
      return [
        `${paint('green', '●')} ${name}`,
        `  ${paint('bold', sentence)}`,
        ...quotes.slice(0, quotesShown).flatMap(quoteLines),
        ...more(quotes),
      ].join('\n');
    }
  }
}

function quoteLines({ before, after, path, label }: Verdict['quotes'][number]): string[] {
  const place = [...path, ...(label ? [label] : [])].join(' › ');
  return [
    ...(before === undefined ? [] : [`  before │ ${truncate(before, quoteLength)}`]),
    ...(after === undefined ? [] : [`  after  │ ${truncate(after, quoteLength)}`]),
    ...(place === '' ? [] : [`  in     │ ${place}`]),
  ];
}

const more = (quotes: readonly unknown[]): string[] =>
  quotes.length > quotesShown ? [`  and ${quotes.length - quotesShown} more`] : [];

const reasons: Record<string, string> = {
  no_difference: 'only the markup differs',
  noise_only: 'only counters, "… ago" and other flicker differ',
  furniture_only: 'only menus and banners differ',
  moved_only: 'lines only changed places',
  learnt: 'only parts that alternate on this page differ',
  not_about_request: 'what changed is not about the request',
  condition_not_met: 'the condition is not met',
};

function reasonFor({ reason, quotes }: Verdict): string {
  const [quote] = quotes;
  const what = quote?.after ?? quote?.before;
  const said = reasons[reason] ?? reason.replaceAll('_', ' ');
  return what ? `${said}: "${truncate(what, 80)}"` : said;
}
