import type { Proposal } from '../../contracts/discovery.ts';
import type { JobPayload } from '../../contracts/jobs.ts';
import { canonicalUrl } from '../../kit/canonical-url.ts';
import { atLeastEvery } from '../../kit/schedule.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import type { Tx } from '../../store/database.ts';
import {
  lockMonitor,
  type MonitorChanges,
  type MonitorRow,
  wasEditedByHand,
  werePagesNamed,
} from '../../store/monitors.ts';
import { sourcesOfMonitor } from '../../store/sources.ts';
import { stateOf } from './check-state.ts';
import { followPages, type Page } from './follow-pages.ts';
import { type Asked, carryOut } from './perform-act.ts';
import type { MonitorDeps } from './ports.ts';

const lookout = 'lookout';

/** Discovery's answer. One for an older version of the request, or for a monitor that has ended, is left aside. */
export async function takeProposal(deps: MonitorDeps, job: JobPayload<'monitor.proposed'>): Promise<void> {
  await deps.database.tenant(job.workspaceId, async (tx) => {
    const monitor = await lockMonitor(tx, job.monitorId);
    if (!monitor || monitor.request_version !== job.requestVersion) return;
    const state = stateOf(monitor);
    if (state === 'stopped' || state === 'done') return;
    const asked = { workspaceId: job.workspaceId, monitorId: job.monitorId, by: lookout };
    if (job.proposal && job.proposal.sources.length > 0) await accept(deps, tx, asked, monitor, job.proposal);
    else await giveUp(deps, tx, asked, monitor, job);
  });
}

async function accept(
  deps: MonitorDeps,
  tx: Tx,
  asked: Asked,
  monitor: MonitorRow,
  proposal: Proposal,
): Promise<void> {
  const now = deps.clock.now();
  const state = stateOf(monitor);
  const isFirst = state === 'looking' || state === 'failed';
  const changes: MonitorChanges = {
    intent: proposal.intent,
    condition: proposal.condition ? JSON.stringify(proposal.condition) : null,
    unreadable: JSON.stringify(proposal.unreadable),
    worked_out_by: proposal.workedOutBy,
    failure: null,
  };
  if (isFirst) changes.state = monitor.start_at_once ? 'watching' : 'proposed';
  if (!monitor.cadence_asked)
    changes.cadence = JSON.stringify(atLeastEvery(proposal.cadence, deps.minCadenceMinutes));
  if (!(await wasEditedByHand(tx, asked.monitorId, 'mode'))) changes.mode = proposal.mode;
  const pages = await pagesToFollow(tx, monitor, proposal);
  const dropped = await followPages(tx, { ...asked, pages, at: now });
  const also = isFirst ? {} : { also: reconsider(deps, tx, asked, monitor) };
  await carryOut(deps, tx, asked, { act: 'proposed', changes, read: 'baseline', dropped, ...also }, now);
}

/** The edited request and its condition are settled: detection says what they would have done on history. */
const reconsider =
  (deps: MonitorDeps, tx: Tx, { workspaceId, monitorId }: Asked, monitor: MonitorRow) =>
  async (): Promise<void> => {
    const { request_version: requestVersion } = monitor;
    await deps.queue.enqueue(tx, 'detection.reconsider', { workspaceId, monitorId, requestVersion });
  };

/** The proposed pages; when a person named the pages of this version, those, with what was found out about them. */
async function pagesToFollow(tx: Tx, monitor: MonitorRow, proposal: Proposal): Promise<Page[]> {
  const proposed = proposal.sources.flatMap(({ url, needsBrowser, why, currentValue }) => {
    const canonical = canonicalUrl(url);
    return canonical ? [{ url: canonical, withBrowser: needsBrowser, why, currentValue }] : [];
  });
  if (!(await werePagesNamed(tx, monitor.monitor_id, monitor.request_version))) return proposed;
  const found = new Map(proposed.map((page) => [page.url, page]));
  return (await sourcesOfMonitor(tx, monitor.monitor_id)).map((page) => {
    const known = found.get(page.url);
    return known ? { ...known, withBrowser: page.withBrowser || known.withBrowser } : page;
  });
}

async function giveUp(
  deps: MonitorDeps,
  tx: Tx,
  asked: Asked,
  monitor: MonitorRow,
  job: JobPayload<'monitor.proposed'>,
): Promise<void> {
  const now = deps.clock.now();
  const failure = job.failure ?? 'No page about that could be read. Name a page, or say it in other words.';
  const unreadable = JSON.stringify(job.proposal?.unreadable ?? []);
  const state = stateOf(monitor);
  if (state === 'looking' || state === 'failed') {
    await carryOut(
      deps,
      tx,
      asked,
      { act: 'failed', changes: { state: 'failed', failure, unreadable }, detail: { failure } },
      now,
    );
    return;
  }
  // An edited monitor goes on with the pages it has.
  const say = `${escapeMrkdwn(failure)} The pages stay as they are.`;
  const isByHand = await werePagesNamed(tx, monitor.monitor_id, monitor.request_version);
  await carryOut(
    deps,
    tx,
    asked,
    {
      act: 'kept',
      changes: { unreadable },
      detail: { failure },
      also: reconsider(deps, tx, asked, monitor),
      ...(!isByHand && { say }),
    },
    now,
  );
}
