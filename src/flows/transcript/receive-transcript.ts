import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import {
  mostTranscriptBytes,
  type TranscriptSource,
  type TranscriptView,
} from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';
import type { Seal, Sealed } from '../../kit/seal.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';
import { insertTranscript } from '../../store/transcripts.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { viewOf } from './view-transcript.ts';

export interface HandedIn {
  source: TranscriptSource;
  /** The body as text, or as base64. */
  text?: string | undefined;
  base64?: string | undefined;
  fileName?: string | undefined;
  contentType?: string | undefined;
  title?: string | undefined;
  /** The page it is of. */
  page?: { id: string; url: string } | undefined;
  heldAt?: string | undefined;
  channelId: string | null;
  threadTs: string | null;
  by: string | null;
  key: string;
}

const dayMs = 86_400_000;

/**
 * Takes a transcript in and leaves the reading to a job. The same key again answers the same transcript.
 *
 * @throws LookoutError `too_large`, or `bad_input` when nothing was handed in
 */
export async function receiveTranscript(
  deps: TranscriptDeps,
  workspaceId: string,
  handedIn: HandedIn,
): Promise<TranscriptView> {
  const original = await sealOriginal(deps.seal, bytesOf(handedIn));
  const transcriptId = stableId('transcript', workspaceId, handedIn.key);
  const now = deps.clock.now();
  return await deps.database.tenant(workspaceId, async (tx) => {
    const isNew = await insertTranscript(tx, {
      transcript_id: transcriptId,
      workspace_id: workspaceId,
      receipt_key: handedIn.key,
      source: handedIn.source,
      title: tidy(handedIn.title),
      file_name: tidy(handedIn.fileName) || null,
      content_type: handedIn.contentType ?? null,
      source_url: handedIn.page?.url ?? null,
      source_id: handedIn.page?.id ?? null,
      held_at: handedIn.heldAt ? new Date(handedIn.heldAt) : null,
      channel_id: handedIn.channelId,
      thread_ts: handedIn.threadTs,
      created_by: handedIn.by,
      created_at: now,
      state: 'reading',
      original_sealed: original.sealed,
      original_sealed_with: original.keyId,
      original_expires_at: new Date(now.getTime() + deps.retentionDays * dayMs),
    });
    if (isNew) {
      await deps.queue.enqueue(tx, 'transcript.read', { workspaceId, transcriptId });
      await showReview(deps.queue, tx, { workspace_id: workspaceId, transcript_id: transcriptId });
    }
    return await viewOf(tx, transcriptId);
  });
}

const tidy = (text = ''): string => truncate(oneLine(cleanText(text)), 300);

function bytesOf({ text, base64 }: HandedIn): Uint8Array {
  const bytes = base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');
  if (text === undefined && base64 === undefined)
    throw new LookoutError('bad_input', 'neither text nor base64', {
      humanMessage: 'There is no transcript in this: send its text, or the file as base64.',
    });
  if (bytes.length > mostTranscriptBytes)
    throw new LookoutError('too_large', 'the transcript is too large', {
      humanMessage: `This has ${Math.round(bytes.length / 1e6)} MB; Lookout reads transcripts of up to ${mostTranscriptBytes / 1e6} MB.`,
    });
  return bytes;
}

// Not on this thread: 20 MB take half a second.
const gzip = promisify<Uint8Array, Buffer>(zlib.gzip);
const gunzip = promisify<Uint8Array, Buffer>(zlib.gunzip);

/** Captions shrink to a quarter. */
const sealOriginal = async (seal: Seal, bytes: Uint8Array): Promise<Sealed> =>
  seal.seal((await gzip(bytes)).toString('base64'));

/** The file as it came in. */
export const openOriginal = async (seal: Seal, sealed: Sealed): Promise<Uint8Array> =>
  await gunzip(Buffer.from(seal.open(sealed.sealed, sealed.keyId), 'base64'));
