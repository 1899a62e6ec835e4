import type { Brief, Sees } from '../../../contracts/answers.ts';
import type { Tx } from '../../../store/database.ts';
import type { Calendar } from '../answer/say-where.ts';
import type { Report } from './cite.ts';

/** What each kind of report is given. */
export interface BriefWork {
  workspaceId: string;
  sees: Sees;
  calendar: Calendar;
  tenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A report as it is answered; `empty` when no section has a line. */
export const finish = (
  title: string,
  { sections, passages }: Pick<Report, 'sections' | 'passages'>,
  empty: string,
  by: Brief['by'] = 'rules',
): Brief => ({ title, sections, passages, by, empty: sections.length === 0 ? empty : null });
