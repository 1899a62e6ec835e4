import { IssueBrief, type TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { closeConflict, findConflict } from '../../store/work-conflicts.ts';
import { updateItem } from '../../store/work-items.ts';
import { findTodo } from '../../store/work-reads.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { Agreed, agreedOn } from './side-values.ts';
import { requireItem, viewOf } from './view-transcript.ts';

export interface Choice {
  workspaceId: string;
  conflictId: string;
  keep: 'linear' | 'notion';
  by: string;
}

/**
 * Brings the other side in step with the one a person chose. One that is decided already stays as it is.
 *
 * @throws LookoutError not_found
 */
export async function resolveConflict(
  { database, queue, clock }: TranscriptDeps,
  { workspaceId, conflictId, keep, by }: Choice,
): Promise<TranscriptView> {
  return await database.tenant(workspaceId, async (tx) => {
    const asked = await findConflict(tx, conflictId);
    if (!asked) throw gone();
    const { item, transcript } = await requireItem(tx, asked.item_id);
    const conflict = await findConflict(tx, conflictId); // as it is under the transcript's lock
    if (conflict && conflict.resolved_at === null && item.issue) {
      const field = conflict.field === 'done' ? 'done' : 'title';
      const chosen = keep === 'linear' ? conflict.linear_value : conflict.notion_value;
      const isDone = chosen === 'true';
      const issue = IssueBrief.parse(item.issue);
      const todo = await findTodo(tx, item.item_id);
      const key = newId();
      if (keep === 'notion') {
        const change = field === 'done' ? { state: isDone ? 'done' : 'reopened' } : { title: chosen };
        await queue.enqueue(
          tx,
          'linear.apply',
          { workspaceId, issueId: issue.issueId, change, key },
          { key },
        );
      } else if (todo) {
        const checked = field === 'done' ? isDone : todo.checked;
        const text = field === 'title' ? chosen : todo.text;
        const { blockId } = todo;
        await queue.enqueue(tx, 'notion.apply', { workspaceId, blockId, checked, text, key }, { key });
      }
      const memory = item.agreed ? Agreed.parse(item.agreed) : agreedOn(issue);
      const agreed = { ...memory, [field]: field === 'done' ? isDone : chosen };
      await updateItem(tx, item.item_id, { agreed: JSON.stringify(agreed) });
      await closeConflict(tx, { itemId: item.item_id, field, by, at: clock.now() });
      await showReview(queue, tx, transcript);
    }
    return await viewOf(tx, item.transcript_id);
  });
}

const gone = () =>
  new LookoutError('not_found', 'no such conflict', { humanMessage: 'This is settled already.' });
