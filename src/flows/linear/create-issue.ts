import type { IssueBrief, IssueFields } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { truncate } from '../../kit/text.ts';
import { saveIssue } from '../../store/linear-issues.ts';
import type { LinearClient } from '../../vendors/linear/linear-client.ts';
import { withLinear } from './access.ts';
import { readCatalog } from './catalog.ts';
import { createOnce, isRefusal } from './create-once.ts';
import { wantVector } from './embed-issues.ts';
import { linearId } from './issue-ids.ts';
import { inputOf, milestoneOf, subissueInputs } from './issue-input.ts';
import { noteCreated } from './order-change.ts';
import type { LinearDeps } from './ports.ts';
import { briefOf, issueNow } from './remember-issue.ts';

/** Makes one issue for a single order, once per key: asked again, it answers with the first. */
export async function createIssue(
  deps: LinearDeps,
  workspaceId: string,
  order: { fields: IssueFields; link: { url: string; title: string } | null; key: string; by: string },
): Promise<IssueBrief & { changeId: string }> {
  return await withLinear(deps, workspaceId, async (client) => {
    const catalog = await readCatalog(deps, workspaceId);
    const milestoneId = await milestoneOf(deps, workspaceId, client, order.fields, catalog);
    const id = linearId('note', workspaceId, order.key);
    const input = inputOf(id, order.fields, catalog, milestoneId);
    const outcome = (await createOnce(client, [input])).get(id);
    if (!outcome || 'refused' in outcome) {
      throw new LookoutError('vendor_refused', 'Linear did not make the issue', {
        humanMessage: outcome?.refused ?? 'Linear did not make the issue.',
      });
    }
    await createOnce(
      client,
      subissueInputs(input, order.fields.subtasks, (n) =>
        linearId('note', workspaceId, order.key, String(n)),
      ),
    );
    if (order.link) await attachLink(deps, client, id, order.link);
    await deps.database.tenant(workspaceId, async (tx) => {
      const now = issueNow(outcome.issue);
      await saveIssue(tx, workspaceId, now, { noteKey: order.key });
      await wantVector(deps, tx, workspaceId, now);
    });
    const changeId = await noteCreated(deps, workspaceId, { ...order, issueId: id });
    return { ...briefOf(outcome.issue), changeId };
  });
}

/** The meeting's page on the issue. An issue that is gone needs no link. */
export async function linkPage(
  deps: LinearDeps,
  job: { workspaceId: string; issueId: string; url: string; title: string },
): Promise<void> {
  await withLinear(deps, job.workspaceId, (client) => attachLink(deps, client, job.issueId, job));
}

/** The page is gone: its link goes too. */
export async function unlinkPage(
  deps: LinearDeps,
  job: { workspaceId: string; issueId: string; url: string },
): Promise<void> {
  await withLinear(deps, job.workspaceId, async (client) => {
    try {
      await client.detach(job);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      deps.log.warn({ err: error, issueId: job.issueId }, 'a link on an issue was not taken off');
    }
  });
}

async function attachLink(
  deps: LinearDeps,
  client: LinearClient,
  issueId: string,
  { url, title }: { url: string; title: string },
): Promise<void> {
  try {
    await client.attach({ issueId, url, title: truncate(title, 250) });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    deps.log.warn({ err: error, issueId }, 'a link on an issue was refused');
  }
}
