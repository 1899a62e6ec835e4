import { humanMessageOf, isTransient, LookoutError } from '../../kit/errors.ts';
import { loadTurns } from '../../store/transcript-turns.ts';
import type { TranscriptRow } from '../../store/transcripts.ts';
import type { TranscriptDeps } from './ports.ts';
import { type ReadFile, RedactionFailed } from './prepare-meeting.ts';
import { openOriginal } from './receive-transcript.ts';
import type { BlockShape } from './requirements/block-shape.ts';
import { settleReading, withoutOriginal } from './settle-reading.ts';

/** What the original says, or what is kept of it once it is gone. Null: it is none, and the thread is told why. */
export async function readFile(deps: TranscriptDeps, row: TranscriptRow): Promise<ReadFile | null> {
  const { workspace_id: workspaceId, transcript_id: transcriptId } = row;
  const { original_sealed: sealed, original_sealed_with: keyId } = row;
  if (!sealed || !keyId) return await readKept(deps, row);
  try {
    const bytes = await openOriginal(deps.seal, { sealed, keyId });
    const read = await deps.reader.readFile({ bytes, row }, deps.redaction);
    if (read.kind === 'file') return read.file;
    deps.log.error({ transcriptId, problem: read.problem }, 'a transcript could not be redacted');
    await settleReading(deps, { workspaceId, transcriptId }, { state: 'failed', problem: read.problem });
    return null;
  } catch (error) {
    const isRefused = error instanceof LookoutError && !isTransient(error);
    if (!isRefused && !(error instanceof RedactionFailed)) throw error;
    deps.log.warn({ err: error, transcriptId }, 'a transcript was not read');
    await settleReading(
      deps,
      { workspaceId, transcriptId },
      isRefused
        ? { state: 'rejected', problem: error.humanMessage, ...withoutOriginal }
        : { state: 'failed', problem: humanMessageOf(error instanceof Error ? error.cause : error) },
    );
    return null;
  }
}

const keptShape: BlockShape = { kind: 'paragraph', depth: 0, done: false };

async function readKept({ database, log }: TranscriptDeps, row: TranscriptRow): Promise<ReadFile | null> {
  const { transcript_id: transcriptId } = row;
  const turns = await database.tenant(row.workspace_id, (tx) => loadTurns(tx, transcriptId));
  if (turns.length === 0 || !row.report) {
    log.error({ transcriptId }, 'a transcript is to be read that is gone');
    return null;
  }
  return {
    turns,
    title: row.title,
    heldAt: row.held_at,
    participants: [],
    report: row.report as unknown as ReadFile['report'],
    receipt: row.receipt,
    // How its blocks stood is gone with the original; their words are not.
    ...(row.source === 'page' ? { shapes: turns.map(() => keptShape) } : {}),
  };
}
