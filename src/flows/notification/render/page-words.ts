import type { TranscriptView } from '../../../contracts/transcript.ts';
import { plural } from '../../../kit/text.ts';
import { dateToken } from '../../../vendors/slack/blocks/dates.ts';
import { linkTo } from '../../../vendors/slack/blocks/link.ts';
import { bold, inline } from '../../../vendors/slack/blocks/text.ts';

/** A review of a page's requirements, rather than of a meeting. */
export const isOfPage = ({ source }: Pick<TranscriptView, 'source'>): boolean => source === 'page';

/** "📄 *Billing v2 spec* · Notion · 14 requirements" */
export function pageHead(view: TranscriptView, hidden: readonly string[]): string {
  const title = view.title || 'A page';
  const name = view.sourceUrl ? `*${linkTo(view.sourceUrl, title, 150)}*` : bold(title, 150);
  const count = view.extract ? [countOf(view)] : [];
  return [`📄 ${name}`, inline(view.report?.format ?? 'Notion', 60), ...count, ...hidden].join(' · ');
}

function countOf({ items, earlierId, extract }: TranscriptView): string {
  if (items.length > 0) return plural(items.length, 'requirement');
  return earlierId && (extract?.actions.length ?? 0) > 0
    ? 'no requirement is new or changed'
    : 'no requirements found';
}

/** For notifications: "14 requirements to review". */
export const pageStatus = (view: TranscriptView): string =>
  `${countOf(view)}${view.items.length > 0 ? ' to review' : ''}`;

/** What is said below the head: "2 open questions". */
export function pageFound({ items, earlierId, extract }: TranscriptView): string {
  const questions = extract?.questions.length ?? 0;
  const hint =
    items.length > 0 || earlierId
      ? []
      : [
          'Lookout looks for what “must” or “should” be, user stories, and lists under headings like “Requirements”',
        ];
  return [...hint, ...(questions > 0 ? [plural(questions, 'open question')] : [])].join(' · ');
}

type Earlier = { title: string; createdAt: string } | null;

export const pageUnchanged = (earlier: Earlier): string =>
  `This page says the same as when its requirements were last read${earlier ? `, ${dateToken(earlier.createdAt)}` : ''}. A second set of issues is made only when somebody asks for it.`;

export const pageRepeat = (earlier: Earlier): string[] =>
  earlier
    ? [`Read before, ${dateToken(earlier.createdAt)}: only what is new or changed since is proposed`]
    : [];

/** What of the reading is to be taken with care. */
export function pageNotes({ report, extract }: TranscriptView): string[] {
  const { ungrounded = 0, beyond = 0 } = extract ?? {};
  return [
    ...(report?.cut
      ? [
          `The page is longer than Lookout reads at once: this is of its first ${plural(report.turns, 'block')}`,
        ]
      : []),
    ...(beyond > 0 ? [`${plural(beyond, 'more requirement')} on this page: split it to review them`] : []),
    ...(ungrounded > 0
      ? [
          `${plural(ungrounded, 'requirement')} left out: no words on the page stand behind ${ungrounded === 1 ? 'it' : 'them'}`,
        ]
      : []),
    ...(extract?.degraded ? [inline(extract.degraded, 300)] : []),
  ];
}
