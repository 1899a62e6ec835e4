import { Extract, type IssueBrief, type TranscriptView } from '../../contracts/transcript.ts';
import { humanMessageOf, isTransient } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { loadSpokenNames } from '../../store/spoken-names.ts';
import { lockTranscript, type TranscriptRow } from '../../store/transcripts.ts';
import type { NewItem } from '../../store/work-items.ts';
import { findLikelyIssues, findOpenIssues } from './find-likely.ts';
import { loadKeptIssues, type MetIssue, meetKeptIssues } from './kept-issues.ts';
import { knownPlaces } from './known-places.ts';
import type { TranscriptDeps } from './ports.ts';
import type { ReadFile } from './prepare-meeting.ts';
import { proposeItems } from './propose-item.ts';
import { readFile } from './read-file.ts';
import { keepDifferences } from './recognise-repeat.ts';
import { settleReading, withoutOriginal } from './settle-reading.ts';
import { type Taken, takeFile } from './take-file.ts';

const sharedChannel =
  'The channel named for this meeting is shared with another company, so it was neither read nor shown there. Hand it in for a channel of your own workspace.';

interface Reading {
  workspaceId: string;
  transcriptId: string;
  signal: AbortSignal;
}

/**
 * Reads a transcript: parsed, hidden what is private, recognised if it repeats another, understood, and its items
 * proposed. Does what is still to be done, so it may run again after it was killed anywhere.
 */
export async function readTranscript(deps: TranscriptDeps, reading: Reading): Promise<void> {
  const row = await find(deps, reading);
  if (row?.state === 'reading') await readOnce(deps, row, reading.signal);
}

const find = async ({ database }: TranscriptDeps, { workspaceId, transcriptId }: Reading) =>
  await database.tenant(workspaceId, (tx) => lockTranscript(tx, transcriptId));

async function readOnce(deps: TranscriptDeps, row: TranscriptRow, signal: AbortSignal): Promise<void> {
  if (await isForOthers(deps, row)) return;
  const file = await readFile(deps, row);
  if (!file) return;
  const meeting = await takeFile(deps, row, file);
  if (!meeting) return;
  const { workspace_id: workspaceId, transcript_id: transcriptId } = row;
  try {
    await understand(deps, meeting, file, signal);
  } catch (error) {
    if (isTransient(error)) throw error;
    deps.log.error({ err: error, transcriptId }, 'a transcript could not be understood');
    await settleReading(
      deps,
      { workspaceId, transcriptId },
      { state: 'failed', problem: humanMessageOf(error) },
    );
  }
}

/** Slack's own ways refuse such a channel; a note taker or the API may still name one. */
async function isForOthers(deps: TranscriptDeps, row: TranscriptRow): Promise<boolean> {
  const { workspace_id: workspaceId, transcript_id: transcriptId, channel_id: channelId } = row;
  if (channelId === null || !(await deps.isShared({ workspaceId, channelId }))) return false;
  await settleReading(
    deps,
    { workspaceId, transcriptId },
    { state: 'rejected', problem: sharedChannel, ...withoutOriginal },
  );
  return true;
}

async function understand(
  deps: TranscriptDeps,
  { row, earlier }: Taken,
  file: ReadFile,
  signal: AbortSignal,
): Promise<void> {
  const { workspace_id: workspaceId, transcript_id: transcriptId } = row;
  const around = await deps.database.tenant(workspaceId, async (tx) => ({
    remembered: await loadSpokenNames(tx),
    places: await knownPlaces(tx, row),
    kept: await loadKeptIssues(tx, row.earlier_id),
  }));
  let progress: { done: number; of: number } = { done: 0, of: 1 };
  const show = async (now: NonNullable<TranscriptView['progress']>) =>
    await settleReading(deps, { workspaceId, transcriptId }, { progress: JSON.stringify(now) });
  const extract = await deps.understand({
    workspaceId,
    turns: file.turns,
    ...(file.shapes ? { page: { title: row.title, shapes: file.shapes } } : {}),
    participants: file.participants.map((person) => person.name),
    heldAt: file.heldAt ?? row.created_at,
    workspace: {
      catalog: around.places.catalog,
      openIssues: async (words) => await findOpenIssues(deps, workspaceId, words),
    },
    signal,
    onProgress: async (done, of) => {
      progress = { done, of };
      await show(progress);
    },
    onWaiting: async (until) => await show({ ...progress, modelUntil: until.toISOString() }),
  });
  const actions = earlier
    ? keepDifferences(extract.actions, { before: earlier.turns, after: file.turns }, earlier.actions)
    : extract.actions;
  const surroundings = {
    meetingTitle: row.title,
    people: {
      users: around.places.catalog?.users ?? [],
      remembered: around.remembered,
      participants: file.participants,
    },
    places: around.places,
  };
  const turnOf = new Map(file.turns.map((turn) => [turn.i, turn]));
  const proposed = proposeItems(actions, turnOf, surroundings);
  const likely = await findLikelyIssues(
    deps,
    workspaceId,
    proposed.map(({ fields, extracted }) => ({
      title: fields.title,
      identifier: extracted.candidates?.likelySame,
    })),
  );
  const met = meetKeptIssues(
    proposed.map(({ extracted }) => extracted),
    around.kept,
  );
  const at = deps.clock.now();
  const items = proposed.map(
    ({ extracted, fields }, position): NewItem => ({
      ...proposalOf(met[position] ?? null, likely[position] ?? null),
      item_id: newId(),
      workspace_id: workspaceId,
      transcript_id: transcriptId,
      position,
      extracted: JSON.stringify(extracted),
      fields: JSON.stringify(fields),
      changed_at: at,
    }),
  );
  await settleReading(
    deps,
    { workspaceId, transcriptId },
    {
      state: 'reviewing',
      extract: JSON.stringify(Extract.parse(extract)),
      progress: null,
      problem: null,
      ...(deps.retentionDays === 0 ? withoutOriginal : {}),
    },
    items,
  );
}

/** An item whose issue an undo left in Linear is linked to it, so that no twin is made. */
function proposalOf(
  met: MetIssue | null,
  likely: IssueBrief | null,
): Pick<NewItem, 'state' | 'likely' | 'issue' | 'issue_id'> {
  if (met?.certain)
    return { state: 'linked', likely: null, issue: JSON.stringify(met.issue), issue_id: met.issue.issueId };
  const near = met?.issue ?? likely;
  return { state: 'proposed', likely: near && JSON.stringify(near) };
}
