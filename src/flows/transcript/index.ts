import { implement, type Router } from '@orpc/server';
import { type CallContext, systemWorkspace } from '../../contracts/shared.ts';
import { transcriptContract } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { countTurns, loadTurns } from '../../store/transcript-turns.ts';
import { loadTranscriptViews } from '../../store/transcript-views.ts';
import { advanceWork } from './advance-work.ts';
import { chooseTeam } from './choose-team.ts';
import { closeUndo } from './close-undo.ts';
import { createWork } from './create-work.ts';
import { dropItem, editItem, linkItem } from './edit-item.ts';
import { embedTurns } from './embed-turns.ts';
import { fetchRecording } from './fetch-recording.ts';
import { forgetTranscript, sweepTranscripts } from './forget-transcript.ts';
import { giveUpReading } from './give-up-reading.ts';
import { goOn } from './go-on.ts';
import { takeIssueChange, takeTodoChange } from './keep-in-step.ts';
import { leaveIssues } from './leave-issues.ts';
import type { TranscriptDeps } from './ports.ts';
import { readTranscript } from './read-transcript.ts';
import { receivePage } from './receive-page.ts';
import { receiveTranscript } from './receive-transcript.ts';
import { createRedactor } from './redact/redact.ts';
import { resolveAnew } from './resolve-anew.ts';
import { resolveConflict } from './resolve-conflict.ts';
import { undoWork } from './undo-work.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

export type { FetchRecording, TranscriptDeps } from './ports.ts';
export { createMeetingReader } from './reading-threads.ts';
export { createUnderstanding } from './understand-meeting.ts';

/** The transcript room: meetings in, one review, and what became of each item at Linear and Notion. */
export function createTranscriptFlow(deps: TranscriptDeps): {
  calls: Router<typeof transcriptContract, CallContext>;
  workers: Workers;
} {
  const os = implement(transcriptContract).$context<CallContext>();
  const { tenant } = deps.database;
  /** What a call asks, with the workspace it may ask it of. */
  const asked = <Input extends object>({ input, context }: { input: Input; context: CallContext }) => ({
    ...input,
    workspaceId: context.workspaceId,
  });
  return {
    calls: os.router({
      receive: os.receive.handler(
        async ({ input, context }) => await receiveTranscript(deps, context.workspaceId, input),
      ),
      receivePage: os.receivePage.handler(
        async ({ input, context }) => await receivePage(deps, context.workspaceId, input),
      ),
      get: os.get.handler(
        async ({ input, context }) =>
          await tenant(context.workspaceId, (tx) => viewOf(tx, input.transcriptId)),
      ),
      list: os.list.handler(async ({ input, context }) => ({
        transcripts: await tenant(context.workspaceId, (tx) => loadTranscriptViews(tx, input)),
      })),
      turns: os.turns.handler(
        async ({ input: { transcriptId, ...page }, context }) =>
          await tenant(context.workspaceId, async (tx) => {
            await requireTranscript(tx, transcriptId);
            return {
              turns: await loadTurns(tx, transcriptId, page),
              total: await countTurns(tx, transcriptId),
            };
          }),
      ),
      editItem: os.editItem.handler(async (call) => await editItem(deps, asked(call))),
      dropItem: os.dropItem.handler(async (call) => await dropItem(deps, asked(call))),
      linkItem: os.linkItem.handler(async (call) => await linkItem(deps, asked(call))),
      goOn: os.goOn.handler(async (call) => await goOn(deps, asked(call))),
      chooseTeam: os.chooseTeam.handler(async (call) => await chooseTeam(deps, asked(call))),
      createWork: os.createWork.handler(async (call) => await createWork(deps, asked(call))),
      undoWork: os.undoWork.handler(async (call) => await undoWork(deps, asked(call))),
      redactText: os.redactText.handler(({ input }) => {
        const redactor = createRedactor({ rules: deps.redaction });
        return { texts: input.texts.map((text) => redactor.redact(text)), receipt: redactor.receipt() };
      }),
      leaveIssues: os.leaveIssues.handler(async (call) => await leaveIssues(deps, asked(call))),
      resolveConflict: os.resolveConflict.handler(async (call) => await resolveConflict(deps, asked(call))),
      forget: os.forget.handler(async (call) => await forgetTranscript(deps, asked(call))),
      closeUndo: os.closeUndo.handler(async ({ input, context }) => {
        if (context.workspaceId !== systemWorkspace)
          throw new LookoutError('not_allowed', 'only the clock may end the time to undo');
        return await closeUndo(deps, input.limit);
      }),
      sweep: os.sweep.handler(async ({ input, context }) => {
        if (context.workspaceId !== systemWorkspace)
          throw new LookoutError('not_allowed', 'only the clock may sweep transcripts');
        return await sweepTranscripts(deps, input.limit);
      }),
    }),
    workers: {
      'transcript.read': async (payload, { signal }) => await readTranscript(deps, { ...payload, signal }),
      'transcript.embed': async (payload, { signal }) => await embedTurns(deps, payload, signal),
      'transcript.surroundings': async (payload) => await resolveAnew(deps, payload),
      'transcript.unread': async (payload) => await giveUpReading(deps, payload),
      'transcript.fetch': async (payload, { signal }) => await fetchRecording(deps, payload, signal),
      'transcript.advance': async (payload) => await advanceWork(deps, payload),
      'transcript.issueChanged': async (payload) => await takeIssueChange(deps, payload),
      'transcript.todoChanged': async (payload) => await takeTodoChange(deps, payload),
    },
  };
}
