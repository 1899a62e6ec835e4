import { ItemState, type TranscriptState } from '../../contracts/transcript.ts';
import { sha256 } from '../../kit/ids.ts';
import type { Tx } from '../../store/database.ts';
import { issuesOfItems } from '../../store/linear-issues.ts';
import { lockTranscript, type TranscriptRow, updateTranscript } from '../../store/transcripts.ts';
import { type ItemRow, loadItems, updateItem } from '../../store/work-items.ts';
import {
  findTodo,
  loadConnections,
  loadPages,
  loadRefusals,
  type MeetingPage,
} from '../../store/work-reads.ts';
import { linkBlocks } from './link-blocks.ts';
import { meetTodos } from './meet-todos.ts';
import { nextStep, type Step, type WorkFacts } from './next-step.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { Agreed, agreedOn } from './side-values.ts';

/** How long what was created can be taken back by a press. */
const undoMs = 10 * 60_000;

/** Takes the next step of a creation or undo, as far as the rows of the other rooms allow. */
export async function advanceWork(
  deps: TranscriptDeps,
  { workspaceId, transcriptId }: { workspaceId: string; transcriptId: string },
): Promise<void> {
  await deps.database.tenant(workspaceId, async (tx) => {
    const row = await lockTranscript(tx, transcriptId);
    if (!row || !isUnderWay(row.state)) return;
    const items = await loadItems(tx, transcriptId);
    const page = (await loadPages(tx, [transcriptId])).get(transcriptId) ?? null;
    const facts = await loadFacts(tx, { row, state: row.state, items, page });
    const step = nextStep(facts);
    await writeItems(deps, tx, step);
    await leaveJobs(deps, tx, step, { row, facts, page });
    if (step.leave.includes('linkPage')) {
      await bringToPage(deps, tx, row);
      await meetTodos(deps, tx, transcriptId);
    }
    const now = deps.clock.now();
    await updateTranscript(tx, transcriptId, {
      state: step.state,
      progress: step.progress && JSON.stringify(step.progress),
      problem: step.problem,
      ...(row.state === 'creating' && step.state === 'created'
        ? { undo_until: new Date(now.getTime() + undoMs) }
        : {}),
      ...(step.state === 'undone' ? { undo_until: null } : {}),
    });
    await showReview(deps.queue, tx, row);
  });
}

const isUnderWay = (state: string): state is WorkFacts['state'] =>
  (['creating', 'created', 'undoing', 'undone'] satisfies TranscriptState[]).some((one) => one === state);

export async function loadFacts(
  tx: Tx,
  work: {
    row: TranscriptRow;
    state: WorkFacts['state'];
    items: readonly ItemRow[];
    page: MeetingPage | null;
  },
): Promise<WorkFacts> {
  const ids = work.items.map((item) => item.item_id);
  const made = new Map((await issuesOfItems(tx, ids)).map((issue) => [issue.itemId, issue]));
  const refusals = await loadRefusals(tx, ids);
  return {
    ...(await loadConnections(tx, work.row.workspace_id)),
    state: work.state,
    page: work.page,
    fromPage: work.row.source === 'page',
    items: work.items.map((item) => {
      const issue = made.get(item.item_id);
      return {
        itemId: item.item_id,
        state: ItemState.parse(item.state),
        changedAt: item.changed_at,
        made: issue ? { brief: issue.brief, archived: issue.archived } : null,
        refusal: refusals.get(item.item_id) ?? null,
      };
    }),
  };
}

async function writeItems({ clock }: TranscriptDeps, tx: Tx, step: Step): Promise<void> {
  const changed_at = clock.now();
  for (const item of step.items) {
    if (item.state === 'created')
      await updateItem(tx, item.itemId, {
        state: 'created',
        issue: JSON.stringify(item.issue),
        issue_id: item.issue.issueId,
        agreed: JSON.stringify(agreedOn(item.issue)),
        problem: item.problem,
        changed_at,
      });
    else if (item.state === 'linked') await leaveItem(tx, item, { changed_at });
    else
      await updateItem(tx, item.itemId, {
        state: item.state,
        problem: item.state === 'failed' ? item.problem : null,
        changed_at,
      });
  }
}

/** Its issue stays in Linear although the rest is taken back. */
export const leaveItem = async (
  tx: Tx,
  { itemId, issue, problem }: Extract<Step['items'][number], { state: 'linked' }>,
  changed: { changed_at: Date; changed_by?: string },
): Promise<void> =>
  await updateItem(tx, itemId, {
    state: 'linked',
    issue: JSON.stringify(issue),
    issue_id: issue.issueId,
    problem,
    ...changed,
  });

/** Each job has a key of what it is to do, so that a step taken twice leaves it once. */
async function leaveJobs(
  { queue }: TranscriptDeps,
  tx: Tx,
  step: Step,
  { row, facts, page }: { row: TranscriptRow; facts: WorkFacts; page: MeetingPage | null },
): Promise<void> {
  const payload = { workspaceId: row.workspace_id, transcriptId: row.transcript_id };
  const attempt = `${row.transcript_id} ${row.attempt}`;
  for (const job of step.leave) {
    if (job === 'createPage') await queue.enqueue(tx, 'notion.createPage', payload, { key: attempt });
    else if (job === 'undoItems') {
      const live = facts.items.filter(({ made }) => made && !made.archived).map(({ itemId }) => itemId);
      await queue.enqueue(tx, 'linear.undoItems', payload, { key: `${attempt} ${sha256(live.join())}` });
    } else if (job === 'undoPage')
      await queue.enqueue(tx, 'notion.undoPage', payload, { key: `${attempt} ${page?.pageId}` });
    else if (job === 'linkBlocks') await linkBlocks(queue, tx, row);
    else if (page) await linkPage(queue, tx, row, page, job);
  }
}

/** What a later try made is not on the page, or stands there without its issue. */
async function bringToPage({ queue }: TranscriptDeps, tx: Tx, row: TranscriptRow): Promise<void> {
  if (row.attempt < 2) return;
  const itemIds: string[] = [];
  for (const item of await loadItems(tx, row.transcript_id)) {
    if (item.state !== 'created' && item.state !== 'linked') continue;
    const isMet = item.agreed ? Agreed.parse(item.agreed).notion !== null : false;
    if (!isMet && (item.agreed || !(await findTodo(tx, item.item_id)))) itemIds.push(item.item_id);
  }
  if (itemIds.length === 0) return;
  const { workspace_id: workspaceId, transcript_id: transcriptId, attempt } = row;
  const key = `${transcriptId} ${attempt}`;
  await queue.enqueue(tx, 'notion.addTodos', { workspaceId, transcriptId, itemIds }, { key });
}

/** The page on each issue, or off those that are left when the page is in the bin. */
async function linkPage(
  queue: TranscriptDeps['queue'],
  tx: Tx,
  row: TranscriptRow,
  page: MeetingPage,
  job: 'linkPage' | 'unlinkPage',
): Promise<void> {
  for (const item of await loadItems(tx, row.transcript_id)) {
    if (!item.issue_id || (item.state !== 'created' && item.state !== 'linked')) continue;
    const link = { workspaceId: row.workspace_id, issueId: item.issue_id, url: page.url };
    const key = `${item.issue_id} ${page.pageId}`;
    if (job === 'unlinkPage') await queue.enqueue(tx, 'linear.unlinkPage', link, { key });
    else await queue.enqueue(tx, 'linear.linkPage', { ...link, title: page.title }, { key });
  }
}
