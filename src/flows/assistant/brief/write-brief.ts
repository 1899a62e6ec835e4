import type { Brief, BriefSubject, Sees } from '../../../contracts/answers.ts';
import { loadTimeZone } from '../../../store/answer-scope.ts';
import type { AnswerDeps } from '../ports.ts';
import { briefClient } from './brief-client.ts';
import { briefMeeting } from './brief-meeting.ts';
import { briefThread } from './brief-thread.ts';
import { briefWeek } from './brief-week.ts';
import type { BriefWork } from './brief-work.ts';

/**
 * A client, a week, a meeting or a thread in short; each line stands on passages that `sees` lets through. `empty` says
 * so when there is nothing to report.
 */
export async function writeBrief(
  deps: AnswerDeps,
  { workspaceId, about, sees }: { workspaceId: string; about: BriefSubject; sees: Sees },
): Promise<Brief> {
  const tenant: BriefWork['tenant'] = async (work) => await deps.database.tenant(workspaceId, work);
  const timeZone = await tenant((tx) => loadTimeZone(tx, workspaceId));
  const work: BriefWork = { workspaceId, sees, tenant, calendar: { now: deps.clock.now(), timeZone } };
  switch (about.kind) {
    case 'client':
      return await briefClient(work, about);
    case 'weekly':
      return await briefWeek(work, about);
    case 'meeting':
      return await briefMeeting(work, about);
    case 'thread':
      return await briefThread(deps, work, about);
  }
}
