import type { Brief, BriefSubject, Sees } from '../../../contracts/answers.ts';
import type { AnswerDeps } from '../ports.ts';

export async function writeBrief(
  _deps: AnswerDeps,
  _wish: { workspaceId: string; about: BriefSubject; sees: Sees },
): Promise<Brief> {
  return { title: '', sections: [], passages: [], by: 'rules', empty: 'Nothing to report.' };
}
