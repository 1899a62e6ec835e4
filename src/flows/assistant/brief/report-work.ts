import { plural } from '../../../kit/text.ts';
import { closedTypes, type KnownIssue } from '../../../store/linear-issues.ts';
import type { Calendar } from '../answer/say-where.ts';
import { citeIssue, type Report } from './cite.ts';
import { sayDate } from './say-item.ts';

/** Of one person in one section; the rest is counted. */
const mostOfPerson = 8;

export interface WeeksWork {
  issues: readonly KnownIssue[];
  /** What Lookout made or changed in that time, by issue. */
  byLookout: ReadonlyMap<string, 'created' | 'changed'>;
  since: Date;
  calendar: Calendar;
}

/**
 * Issues by what became of them, each once: done, late, in work (in a state that Linear counts as started), and of the
 * rest those that Lookout made or changed.
 */
export function reportWork(report: Report, { issues, byLookout, since, calendar }: WeeksWork): void {
  const today = calendar.now.toISOString().slice(0, 10);
  const headingOf = ({ brief, updatedAt }: KnownIssue): string | null => {
    const isOpen = !closedTypes.some((type) => type === brief.stateType);
    const byUs = byLookout.get(brief.issueId);
    if (!isOpen) return brief.stateType === 'completed' && (byUs || updatedAt >= since) ? 'Done' : null;
    if (brief.due !== null && brief.due < today) return 'Overdue';
    if (brief.stateType === 'started') return 'In work';
    return byUs === 'created' ? 'New' : byUs === 'changed' ? 'Changed' : null;
  };
  const found = Map.groupBy(issues, headingOf);
  for (const heading of ['Done', 'In work', 'New', 'Changed', 'Overdue']) {
    const more = (issue: KnownIssue): string =>
      heading === 'Overdue' && issue.brief.due ? `, due ${sayDate(issue.brief.due, calendar)}` : '';
    byPerson(report, heading, found.get(heading) ?? [], more);
  }
}

/** A line for each person, each issue cited; those without an owner last. */
function byPerson(
  report: Report,
  heading: string,
  issues: readonly KnownIssue[],
  more: (issue: KnownIssue) => string,
): void {
  const people = [...Map.groupBy(issues, ({ brief }) => brief.assignee)];
  const [owned, ownerless] = [people.filter(([person]) => person), people.filter(([person]) => !person)];
  report.section(
    heading,
    [...owned, ...ownerless].map(([person, own]) => {
      const shown = own.slice(0, mostOfPerson);
      const told = shown.map((issue) => `${issue.brief.identifier} ${issue.brief.title}${more(issue)}`);
      const rest =
        own.length > shown.length ? [`and ${plural(own.length - shown.length, 'more', 'more')}`] : [];
      return report.line(
        `${person ?? 'Without an owner'}: ${[...told, ...rest].join('; ')}`,
        ...shown.map(citeIssue),
      );
    }),
  );
}
