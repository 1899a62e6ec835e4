import { newId } from '../../kit/ids.ts';
import { type CadenceLike, earliestRun } from '../../kit/schedule.ts';
import type { Tx } from '../../store/database.ts';
import {
  followersOf,
  lockCadences,
  type ReadableSource,
  type ReadingUpdate,
  updateReadings,
} from '../../store/readings.ts';
import {
  insertReadings,
  type NewReading,
  packBody,
  packExtraction,
  retractVersions,
} from '../../store/versions.ts';
import { extractorVersion } from './extract/extract.ts';
import { type Health, type HealthNews, nextHealth, retryAt } from './next-health.ts';
import type { ContentDeps } from './ports.ts';
import type { Outcome } from './read-source.ts';

export interface Checked {
  source: ReadableSource;
  outcome: Outcome;
  at: Date;
  /** Monitors may be without a baseline: hand them the version even when it is not new. */
  baseline: boolean;
}

interface Prepared extends Checked {
  reading: NewReading | null;
  health: Health;
  news: HealthNews;
  versionId: string | null;
}

/** What stood there before was not the page: it is taken back, so that nobody is told of the difference. */
const isRecovery = (outcome: Outcome): boolean => outcome.kind === 'version' && outcome.recovered;

async function prepare(checked: Checked): Promise<Prepared> {
  const { source, outcome, at } = checked;
  // A reading not believed yet says nothing of the page's health either.
  const { health, news } =
    outcome.kind === 'unconfirmed'
      ? { health: healthOf(source), news: { kind: 'none' } as const }
      : nextHealth(source, outcome.kind === 'problem' ? outcome.problem : null, at);
  if (outcome.kind !== 'version')
    return { ...checked, health, news, reading: null, versionId: source.observedVersionId };
  const reading: NewReading = {
    versionId: newId(),
    snapshotId: newId(),
    sourceId: source.sourceId,
    fetchedAt: at,
    status: outcome.status,
    finalUrl: outcome.finalUrl,
    contentType: outcome.contentType,
    body: await packBody(outcome.bodyHash, outcome.body),
    extractor: extractorVersion,
    versionHash: outcome.versionHash,
    packedExtraction: await packExtraction(outcome.extraction),
  };
  return { ...checked, health, news, reading, versionId: reading.versionId };
}

const healthOf = ({ problem, problemSince, failures, episode, noticed }: ReadableSource): Health => ({
  problem,
  problemSince,
  failures,
  episode,
  noticed,
});

/** A doubtful reading is looked at again this soon, once; after that the page's own rhythm is soon enough. */
const confirmMs = 60_000;

function confirmAt(at: Date, regular: Date | null, isFirst: boolean): Date | null {
  if (!regular || !isFirst) return regular;
  return new Date(Math.min(at.getTime() + confirmMs, regular.getTime()));
}

function toUpdate(
  { source, outcome, at, health, versionId }: Prepared,
  cadences: readonly CadenceLike[],
): ReadingUpdate {
  const regular = earliestRun(cadences, { after: at, phaseMs: source.phaseMs });
  const base = {
    sourceId: source.sourceId,
    checkedAt: at,
    ...health,
    observedVersionId: versionId,
    notModified: outcome.kind === 'not_modified',
  };
  if (outcome.kind === 'problem' || outcome.kind === 'unconfirmed') {
    return {
      ...base,
      goodAt: null,
      nextDueAt:
        outcome.kind === 'problem'
          ? retryAt(at, regular, health.failures, outcome.retryAfterMs)
          : confirmAt(at, regular, outcome.isFirst),
      title: null,
      // The next request is unconditional: what was not believed must not hide behind its own ETag.
      etag: null,
      lastModified: null,
      bodyHash: source.bodyHash,
      history: outcome.history,
    };
  }
  return {
    ...base,
    goodAt: at,
    nextDueAt: regular,
    title: outcome.kind === 'version' ? outcome.extraction.title : null,
    etag: outcome.validators.etag,
    lastModified: outcome.validators.lastModified,
    bodyHash: outcome.kind === 'not_modified' ? source.bodyHash : outcome.bodyHash,
    history: outcome.kind === 'not_modified' ? null : outcome.history,
  };
}

/** How old "checked … ago" on a card may get, in milliseconds: Slack reckons the "ago", one edit an interval is enough. */
const cardIntervalMs = 10 * 60_000;
const intervalOf = (at: Date | null): number => Math.floor((at?.getTime() ?? 0) / cardIntervalMs);

/** The card shows a new state at once and the time of the last check every ten minutes. */
const cardIsStale = ({ source, health, at, baseline }: Prepared): boolean =>
  baseline || source.problem !== health.problem || intervalOf(source.lastCheckedAt) !== intervalOf(at);

async function leaveJobs(
  deps: ContentDeps,
  tx: Tx,
  workspaceId: string,
  prepared: readonly Prepared[],
): Promise<void> {
  const compares = prepared.flatMap(({ source, reading, baseline, versionId }) =>
    (reading || baseline) && versionId
      ? [
          {
            workspaceId,
            sourceId: source.sourceId,
            versionId,
            previousGoodAt: source.lastGoodAt?.toISOString() ?? null,
          },
        ]
      : [],
  );
  await deps.queue.enqueueMany(tx, 'detection.compare', compares);
  for (const { source, news, reading, outcome } of prepared) {
    if (news.kind === 'none') continue;
    await deps.queue.enqueue(
      tx,
      'notification.health',
      {
        workspaceId,
        sourceId: source.sourceId,
        problem: news.kind === 'notice' ? news.problem : null,
        since: news.since.toISOString(),
        tries: news.tries,
        episode: news.episode,
        changedMeanwhile: reading !== null && source.observedVersionId !== null && !isRecovery(outcome),
      },
      { key: `${news.episode}:${news.kind}` },
    );
  }
  const stale = prepared.filter(cardIsStale).map(({ source }) => source.sourceId);
  const monitors = new Set((await followersOf(tx, stale)).map(({ monitorId }) => monitorId));
  await deps.queue.enqueueMany(
    tx,
    'notification.card',
    [...monitors].map((monitorId) => ({ workspaceId, monitorId })),
  );
}

/** Writes what a group of checks of one workspace came to, in one transaction with the jobs that follow. */
export async function recordOutcomes(
  deps: ContentDeps,
  workspaceId: string,
  group: readonly Checked[],
): Promise<void> {
  const prepared = await Promise.all(group.map(prepare));
  await deps.database.tenant(workspaceId, async (tx) => {
    await insertReadings(
      tx,
      workspaceId,
      prepared.flatMap(({ reading }) => (reading ? [reading] : [])),
    );
    await retractVersions(
      tx,
      prepared.flatMap(({ source, outcome }) =>
        isRecovery(outcome) && source.observedVersionId ? [source.observedVersionId] : [],
      ),
    );
    const cadences = await lockCadences(
      tx,
      prepared.map(({ source }) => source.sourceId),
    );
    await updateReadings(
      tx,
      workspaceId,
      prepared.map((checked) => toUpdate(checked, cadences.get(checked.source.sourceId) ?? [])),
    );
    await leaveJobs(deps, tx, workspaceId, prepared);
  });
}
