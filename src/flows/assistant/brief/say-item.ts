import type { ReportedItem } from '../../../store/brief-reads.ts';
import { type Calendar, sayDay } from '../answer/say-where.ts';

/** "Send the quote · ENG-12 · In Progress · Ana Ruiz · due 8 May". */
export function sayItem(item: ReportedItem, calendar: Calendar): string {
  const { issue, extracted, title } = item;
  const owner = issue ? issue.assignee : extracted.owner.state === 'none' ? null : extracted.owner.spoken;
  const due = issue?.due ?? item.due;
  return [
    issue?.title ?? title,
    ...(issue
      ? [issue.identifier, issue.state]
      : [['failed', 'undone'].includes(item.state) ? 'not created' : 'proposed']),
    owner ?? 'no owner named',
    ...(due === null ? [] : [`due ${sayDate(due, calendar)}`]),
  ].join(' · ');
}

/** A day given as an ISO date, which is the same day everywhere. */
export const sayDate = (date: string, { now }: Calendar): string =>
  sayDay(new Date(`${date.slice(0, 10)}T12:00:00Z`), { now, timeZone: 'UTC' });
