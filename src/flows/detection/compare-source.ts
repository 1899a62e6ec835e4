import type { Hunk } from '../../contracts/detection.ts';
import type { Tx } from '../../store/database.ts';
import { claimBudgetNotice } from '../../store/model-spend.ts';
import { type Follower, saveMemory } from '../../store/pointers.ts';
import { describeEvent } from './describe-event.ts';
import type { VolatilityMemory } from './engine/volatility.ts';
import { isDoubtful } from './judge/doubt-values.ts';
import { silent } from './judge/silent-verdict.ts';
import { type Judged, judgeComparison } from './judge-comparison.ts';
import { keepMostRelevant } from './keep-hunks.ts';
import { type CompareRequest, type Loaded, loadTasks, type Task } from './load-tasks.ts';
import { muteKinds } from './mute-kinds.ts';
import type { DetectionDeps } from './ports.ts';
import { type Finding, holdChange, recordChange } from './record-change.ts';

/**
 * A source has a new version: tells every monitor that follows it what that means for its own request.
 * Comparing happens outside the transactions; recording is refused when the pointer has moved meanwhile,
 * so a job that runs twice changes nothing the second time.
 */
export async function compareSource(
  deps: DetectionDeps,
  request: CompareRequest,
  signal: AbortSignal,
): Promise<void> {
  const loaded = await loadTasks(deps, request);
  if (!loaded) return;
  let learnt: VolatilityMemory | undefined;
  for (const task of loaded.tasks) {
    const judged = await judgeTask(deps, request, loaded, task, signal);
    const hold = task.doubtedVersionId === null && isDoubted(judged);
    const finding = await findingOf(deps, judged, hold);
    await deps.database.tenant(request.workspaceId, async (tx) => {
      await (hold ? holdChange : recordChange)(deps, tx, { ...request, task, ...finding });
      if (judged.overBudget) await tellOfBudget(deps, tx, request.workspaceId, task.follower);
    });
    if (!hold) learnt ??= judged.memory;
  }
  if (learnt) {
    const memory = learnt;
    await deps.database.tenant(request.workspaceId, (tx) =>
      saveMemory(tx, request.workspaceId, request.sourceId, memory),
    );
  }
}

async function judgeTask(
  deps: DetectionDeps,
  request: CompareRequest,
  { version, memory }: Loaded,
  { follower, before, background }: Task,
  signal: AbortSignal,
): Promise<Judged> {
  const judged = await judgeComparison(deps, {
    workspaceId: request.workspaceId,
    request: follower.request,
    condition: follower.condition,
    before: before.extraction.blocks,
    after: version.extraction.blocks,
    consecutive: before.observedAt.toISOString() === request.previousGoodAt,
    background,
    signal,
    ...(memory ? { memory } : {}),
  });
  return muteKinds(follower.mutedKinds, judged, background.sourceId, background.marks ?? []);
}

const isDoubted = ({ verdict, hunks }: Judged): boolean =>
  verdict.outcome === 'alert' && isDoubtful(hunks, verdict.quotes);

/** What is stored of a judgement, with its event's vector when it is going to be told. */
async function findingOf(deps: DetectionDeps, judged: Judged, hold: boolean): Promise<Finding> {
  const hunks: Hunk[] = keepMostRelevant(judged.hunks);
  if (judged.hunks.length === 0) return { hunks, verdict: silent('no_difference', []) };
  const { verdict } = judged;
  const vector = verdict.outcome === 'alert' && !hold ? await describeEvent(deps, hunks, verdict) : undefined;
  return { hunks, verdict, ...(vector ? { vector } : {}) };
}

/** Told once a month, in the first thread that would have asked the model. */
async function tellOfBudget(
  deps: DetectionDeps,
  tx: Tx,
  workspaceId: string,
  { monitorId, channelId }: Follower,
): Promise<void> {
  const now = deps.clock.now();
  if (!channelId || !(await claimBudgetNotice(tx, workspaceId, now))) return;
  const key = `budget:${workspaceId}:${now.toISOString().slice(0, 7)}`;
  const text =
    '▲ The budget for the language model is used up for this month. Until it ends, rules alone decide what is told.';
  await deps.queue.enqueue(
    tx,
    'notification.say',
    { workspaceId, channelId, threadTs: null, monitorId, text, key },
    { key },
  );
}
