import { IssueBrief, type TodoBrief } from '../../contracts/transcript.ts';
import { newId } from '../../kit/ids.ts';
import type { Tx } from '../../store/database.ts';
import { threadOfTranscript } from '../../store/deliveries.ts';
import { findIssue } from '../../store/linear-issues.ts';
import { lockTranscript, type TranscriptRow } from '../../store/transcripts.ts';
import { closeConflict, loadOpenConflicts, saveConflict } from '../../store/work-conflicts.ts';
import { findItem, findItemsOfIssue, type ItemRow, updateItem } from '../../store/work-items.ts';
import { findItemOfTodo, findTodo } from '../../store/work-reads.ts';
import { type MergedSides, mergeSides, type SidesNow } from './merge-sides.ts';
import type { TranscriptDeps } from './ports.ts';
import { sayChange } from './say-change.ts';
import { showReview } from './show-review.ts';
import { Agreed, agreedOn, valuesOfIssue, valuesOfTodo } from './side-values.ts';

/** Work that was undone, or whose review never came to work, is no longer kept in step. */
const keptStates = ['creating', 'created', 'forgotten'];

/** An issue is not as it was: its to-do, the review and the thread follow. */
export async function takeIssueChange(
  deps: TranscriptDeps,
  change: { workspaceId: string; issue: IssueBrief; exists: boolean; archived: boolean },
): Promise<void> {
  const { workspaceId, issue } = change;
  await deps.database.tenant(workspaceId, async (tx) => {
    for (const place of await findItemsOfIssue(tx, issue.issueId))
      await compareItem(deps, tx, {
        ...place,
        issue,
        gone: change.exists ? null : change.archived ? 'archived' : 'deleted',
      });
  });
}

/** A to-do is not as it was: its issue, the review and the thread follow. */
export async function takeTodoChange(
  deps: TranscriptDeps,
  { workspaceId, todo }: { workspaceId: string; todo: TodoBrief },
): Promise<void> {
  await deps.database.tenant(workspaceId, async (tx) => {
    const place = await findItemOfTodo(tx, todo.blockId);
    if (place) await compareItem(deps, tx, place);
  });
}

interface Compared {
  itemId: string;
  transcriptId: string;
  /** As the job says it, for the case that the linear room no longer knows it. */
  issue?: IssueBrief;
  /** Out of Linear's boards, and how; undefined where the news is not of the issue. */
  gone?: 'archived' | 'deleted' | null;
}

/**
 * Compares both sides as their rooms know them now, whichever of them the news is of: so jobs may come late, twice
 * or in any order.
 */
async function compareItem(deps: TranscriptDeps, tx: Tx, compared: Compared): Promise<void> {
  const transcript = await lockTranscript(tx, compared.transcriptId);
  const item = await findItem(tx, compared.itemId);
  if (!transcript || !item?.issue || !keptStates.includes(transcript.state)) return;
  const before = IssueBrief.parse(item.issue);
  const known = await findIssue(tx, before.issueId);
  const now = known?.brief ?? compared.issue ?? before;
  const wasGone = goneProblems.find(({ problem }) => problem === item.problem)?.gone ?? null;
  // How it went, its own news says, which is on its way.
  if (known?.archived && !compared.gone && !wasGone) return;
  const gone = compared.gone || known?.archived ? (compared.gone ?? wasGone) : null;
  const todo = await findTodo(tx, item.item_id);
  const sides: SidesNow = {
    memory: item.agreed ? Agreed.parse(item.agreed) : agreedOn(before),
    linear: valuesOfIssue(now),
    notion: todo && valuesOfTodo(todo),
    open: await openFields(tx, item.item_id),
  };
  const merged = !gone
    ? mergeSides(sides)
    : { memory: sides.memory, done: 'nothing' as const, title: 'nothing' as const };
  const isSame = JSON.stringify(now) === JSON.stringify(before) && gone === wasGone;
  await writeConflicts(deps, tx, item, sides, merged);
  await sendChanges(deps, tx, { item, before, now, todo, merged });
  await updateItem(tx, item.item_id, {
    issue: JSON.stringify(now),
    agreed: JSON.stringify(merged.memory),
    ...(gone !== wasGone ? { problem: goneProblems.find((one) => one.gone === gone)?.problem ?? null } : {}),
  });
  if (isSame && !isAct(merged.done) && !isAct(merged.title)) return; // an echo: remembered, not told
  await showReview(deps.queue, tx, transcript);
  const line =
    gone && gone === wasGone
      ? null
      : sayChange({ before, now, gone, wasGone, merged, todo: sides.notion, agreed: sides.memory });
  if (line) await sayInThread(deps, tx, transcript, line);
}

const goneProblems = [
  { gone: 'deleted', problem: 'The issue was deleted in Linear.' },
  { gone: 'archived', problem: 'The issue was archived in Linear.' },
] as const;

const isAct = (merge: MergedSides['done']): boolean => merge !== 'nothing' && merge !== 'settled';

async function openFields(tx: Tx, itemId: string): Promise<SidesNow['open']> {
  const open = (await loadOpenConflicts(tx, [itemId])).map((conflict) => conflict.field);
  return { done: open.includes('done'), title: open.includes('title') };
}

async function writeConflicts(
  { clock }: TranscriptDeps,
  tx: Tx,
  item: ItemRow,
  { linear, notion, open }: SidesNow,
  merged: MergedSides,
): Promise<void> {
  const at = clock.now();
  const { item_id: itemId, workspace_id: workspaceId } = item;
  for (const field of ['done', 'title'] as const) {
    if (merged[field] === 'conflict' && notion) {
      const values = { linear: String(linear[field]), notion: String(notion[field]) };
      await saveConflict(tx, { conflictId: newId(), workspaceId, itemId, field, ...values, at });
    } else if (merged[field] === 'settled' && open[field]) {
      await closeConflict(tx, { itemId, field, by: null, at });
    }
  }
}

interface Sent {
  item: ItemRow;
  before: IssueBrief;
  now: IssueBrief;
  todo: TodoBrief | null;
  merged: MergedSides;
}

/** Brings the side that did not change in step. One write a side: Notion's has both fields. */
async function sendChanges(
  { queue }: TranscriptDeps,
  tx: Tx,
  { item, before, now, todo, merged }: Sent,
): Promise<void> {
  const { memory, done, title } = merged;
  const key = newId();
  const { workspace_id: workspaceId } = item;
  if (todo && (done === 'toNotion' || title === 'toNotion')) {
    const { blockId } = todo;
    const checked = done === 'toNotion' ? memory.done : todo.checked;
    const text = title === 'toNotion' ? memory.title : todo.text;
    await queue.enqueue(tx, 'notion.apply', { workspaceId, blockId, checked, text, key }, { key });
  }
  if (todo && (now.assignee !== before.assignee || now.due !== before.due)) {
    const line = { workspaceId, itemId: item.item_id, before };
    await queue.enqueue(tx, 'notion.details', line, { key });
  }
  if (done !== 'toLinear' && title !== 'toLinear') return;
  const change = {
    ...(done === 'toLinear' ? { state: memory.done ? 'done' : 'reopened' } : {}),
    ...(title === 'toLinear' ? { title: memory.title } : {}),
  };
  await queue.enqueue(tx, 'linear.apply', { workspaceId, issueId: now.issueId, change, key }, { key });
}

/** One line in the thread of a meeting; nothing when it has none. */
export async function sayInThread(
  { queue }: TranscriptDeps,
  tx: Tx,
  transcript: TranscriptRow,
  text: string,
): Promise<void> {
  const { workspace_id: workspaceId, transcript_id: transcriptId, channel_id: channelId } = transcript;
  if (!channelId) return;
  const threadTs = await threadOfTranscript(tx, {
    workspaceId,
    transcriptId,
    threadTs: transcript.thread_ts,
  });
  const key = newId();
  const said = { workspaceId, channelId, threadTs, monitorId: null, text, key };
  await queue.enqueue(tx, 'notification.say', said, { key });
}
