import type { LinearCatalog } from '../../contracts/linear.ts';
import { codeOf, humanMessageOf, isTransient } from '../../kit/errors.ts';
import { truncate } from '../../kit/text.ts';
import { type CreationItem, type CreationPlan, loadCreationPlan } from '../../store/creation-items.ts';
import type { Tx } from '../../store/database.ts';
import {
  forgetRefusals,
  issuesOfItems,
  noteRefusal,
  saveIssue,
  subissueKey,
} from '../../store/linear-issues.ts';
import type { IssueInput, LinearClient } from '../../vendors/linear/linear-client.ts';
import { withLinear } from './access.ts';
import { readCatalog } from './catalog.ts';
import { createOnce, isRefusal, type Outcome } from './create-once.ts';
import { wantVector } from './embed-issues.ts';
import { issueIdOf, subissueIdOf } from './issue-ids.ts';
import { inputOf, milestoneOf, subissueInputs } from './issue-input.ts';
import { linkToThread } from './link-to-thread.ts';
import type { LinearDeps } from './ports.ts';
import { issueNow } from './remember-issue.ts';

interface Job {
  workspaceId: string;
  transcriptId: string;
}

/** What is made between two looks at whether a person cancelled, and two steps of the progress people see. */
const itemsAtOnce = 10;

/**
 * Makes the issues of a review that are not made yet. Each has an id of ours, and its row is written once it is whole
 * (sub-issues, links); whoever comes again asks Linear for the ids first. What Linear refuses is noted beside the item
 * and stops nothing else. After each group the transcript room is told to look.
 */
export async function createItems(deps: LinearDeps, job: Job): Promise<void> {
  const { workspaceId, transcriptId } = job;
  const tried = new Set<string>();
  const first = await loadTodo(deps, job, tried);
  if (first === 'stop') return;
  try {
    await withLinear(deps, workspaceId, async (client) => {
      const catalog = await readCatalog(deps, workspaceId);
      for (let todo: Todo = first; todo !== 'stop'; todo = await loadTodo(deps, job, tried)) {
        const group = todo.items.slice(0, itemsAtOnce);
        await createGroup(deps, job, client, catalog, todo.plan, group);
        for (const { itemId } of group) tried.add(itemId);
      }
    });
  } catch (error) {
    if (isTransient(error)) throw error;
    deps.log.warn({ err: error, code: codeOf(error), transcriptId }, 'issues were not created');
    await refuseTheRest(deps, job, tried, humanMessageOf(error));
  }
}

/** Linear is not connected, or no longer: it would be the same for each item that is left. */
async function refuseTheRest(
  deps: LinearDeps,
  job: Job,
  tried: ReadonlySet<string>,
  problem: string,
): Promise<void> {
  const left = await loadTodo(deps, job, tried);
  if (left === 'stop') return;
  const { workspaceId } = job;
  await deps.database.tenant(workspaceId, async (tx) => {
    const at = deps.clock.now();
    for (const { itemId } of left.items) await noteRefusal(tx, { workspaceId, itemId, problem, at });
    await deps.queue.enqueue(tx, 'transcript.advance', job);
  });
}

type Todo = { plan: CreationPlan; items: CreationItem[] } | 'stop';

/** Items without an issue that this run has not tried; 'stop' when none is left, or a person has cancelled: then undoing is. */
async function loadTodo(
  { database, queue }: LinearDeps,
  job: Job,
  tried: ReadonlySet<string>,
): Promise<Todo> {
  return await database.tenant(job.workspaceId, async (tx) => {
    const plan = await loadCreationPlan(tx, job.transcriptId);
    if (!plan) return 'stop';
    if (isCancelled(plan.state)) {
      await queue.enqueue(tx, 'linear.undoItems', job);
      return 'stop';
    }
    const wanted = plan.items.filter((item) => item.state === 'creating');
    const rows = await issuesOfItems(
      tx,
      wanted.map((item) => item.itemId),
    );
    const made = new Set(rows.filter((row) => !row.archived).map((row) => row.itemId));
    const items = wanted.filter((item) => !made.has(item.itemId) && !tried.has(item.itemId));
    if (items.length > 0) return { plan, items };
    await queue.enqueue(tx, 'transcript.advance', job);
    return 'stop';
  });
}

const isCancelled = (state: string): boolean => state === 'undoing' || state === 'undone';

interface Wish {
  item: CreationItem;
  input: IssueInput;
  subissues: IssueInput[];
}

async function createGroup(
  deps: LinearDeps,
  job: Job,
  client: LinearClient,
  catalog: LinearCatalog,
  plan: CreationPlan,
  items: readonly CreationItem[],
): Promise<void> {
  const refused = new Map<string, string>();
  const wishes: Wish[] = [];
  for (const item of items) {
    try {
      const milestoneId = await milestoneOf(deps, job.workspaceId, client, item.fields, catalog);
      const input = inputOf(issueIdOf(item.itemId), item.fields, catalog, milestoneId);
      const subissues = subissueInputs(input, item.fields.subtasks, (n) => subissueIdOf(item.itemId, n));
      wishes.push({ item, input, subissues });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.set(item.itemId, humanMessageOf(error));
    }
  }
  const outcomes = await createOnce(
    client,
    wishes.map((wish) => wish.input),
  );
  const made = wishes.filter((wish) => 'issue' in (outcomes.get(wish.input.id) ?? {}));
  const subOutcomes = await createOnce(
    client,
    made.flatMap((wish) => wish.subissues),
  );
  await linkToThread(
    deps,
    job.workspaceId,
    client,
    plan,
    made.map(({ item, input }) => ({ issueId: input.id, quote: item.quote })),
  );

  await deps.database.tenant(job.workspaceId, async (tx) => {
    for (const wish of wishes) {
      const problem = await saveWish(deps, tx, job.workspaceId, wish, outcomes, subOutcomes);
      if (problem) refused.set(wish.item.itemId, problem);
      else await forgetRefusals(tx, [wish.item.itemId]);
    }
    const at = deps.clock.now();
    for (const [itemId, problem] of refused)
      await noteRefusal(tx, { workspaceId: job.workspaceId, itemId, problem, at });
    // Cancelled while Linear was at it: what was made now is taken back too.
    const now = await loadCreationPlan(tx, job.transcriptId);
    if (now && isCancelled(now.state)) await deps.queue.enqueue(tx, 'linear.undoItems', job);
    else await deps.queue.enqueue(tx, 'transcript.advance', job);
  });
}

/** Writes what became of one item; answers with the sentence for a person when something was refused. */
async function saveWish(
  deps: LinearDeps,
  tx: Tx,
  workspaceId: string,
  { item, input, subissues }: Wish,
  outcomes: ReadonlyMap<string, Outcome>,
  subOutcomes: ReadonlyMap<string, Outcome>,
): Promise<string | undefined> {
  const outcome = outcomes.get(input.id);
  if (!outcome || 'refused' in outcome) return outcome?.refused ?? 'Linear did not answer for this item.';
  const problems: string[] = [];
  for (const sub of subissues) {
    const result = subOutcomes.get(sub.id);
    if (result && 'issue' in result)
      await saveIssue(tx, workspaceId, issueNow(result.issue), { noteKey: subissueKey(item.itemId) });
    else if (result) problems.push(`“${truncate(sub.title ?? '', 60)}”: ${result.refused}`);
  }
  const now = issueNow(outcome.issue);
  await saveIssue(tx, workspaceId, now, { itemId: item.itemId });
  await wantVector(deps, tx, workspaceId, now);
  return problems.length > 0 ? `Made, but not its sub-task ${problems.join(' ')}` : undefined;
}
