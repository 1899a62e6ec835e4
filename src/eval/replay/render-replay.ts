import type { ReplayReport } from '../../contracts/detection.ts';
import { cleanText, oneLine, plural, truncate } from '../../kit/text.ts';

const longestSentence = 160;

/** A replay as text for a terminal: each change with what would be said now beside what was done then. */
export function renderReplay({
  request,
  compared,
  wouldAlert,
  toldThen,
  changes,
  cases,
}: ReplayReport): string {
  const lines = changes.map(({ at, url, toldThen: told, verdict }) => {
    const tells = verdict.outcome === 'alert';
    const mark = tells === told ? ' ' : tells ? '+' : '-';
    const when = at.slice(0, 16).replace('T', ' ');
    const sentence = truncate(oneLine(verdict.sentence), longestSentence);
    return `${mark} ${when}  ${verdict.outcome.padEnd(6)} ${verdict.reason.padEnd(18)} ${url}\n    ${sentence}`;
  });
  const end = `${plural(compared, 'change')}: ${wouldAlert} would be told, ${toldThen} ${toldThen === 1 ? 'was' : 'were'} told then.`;
  const legend = changes.some(({ toldThen: told, verdict }) => told !== (verdict.outcome === 'alert'))
    ? ['+ would be told now and was not, - was told and would not be now', '']
    : [];
  return cleanText(
    [`Asked: ${oneLine(request)}`, '', ...lines, '', ...legend, end, ...renderCases(cases), ''].join('\n'),
  );
}

/** What people marked as wrongly silent or wrongly told, and which of it would still go wrong. */
function renderCases({ marked, kept, failing }: ReplayReport['cases']): string[] {
  if (marked === 0) return [];
  const wanted = failing.map(({ expected, sentence, url }) => {
    const what = expected === 'alert' ? 'should be told' : 'should not be told';
    return `    ${what}: ${truncate(oneLine(sentence), longestSentence)}  ${url}`;
  });
  return [
    `Of ${plural(marked, 'change')} that people marked, ${kept} ${kept === 1 ? 'comes' : 'come'} out as they want${failing.length > 0 ? '; the others:' : '.'}`,
    ...wanted,
  ];
}
