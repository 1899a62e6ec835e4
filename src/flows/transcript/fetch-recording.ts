import { LookoutError } from '../../kit/errors.ts';
import type { TranscriptDeps } from './ports.ts';
import { receiveTranscript } from './receive-transcript.ts';

export interface Recording {
  workspaceId: string;
  vendor: 'fireflies';
  recordingId: string;
  channelId?: string | null | undefined;
}

/** Fetches a recording a note taker said is ready, then goes on as if it had been handed in. Once per recording. */
export async function fetchRecording(
  deps: TranscriptDeps,
  { workspaceId, vendor, recordingId, channelId }: Recording,
  signal: AbortSignal,
): Promise<void> {
  if (!deps.fetchRecording)
    throw new LookoutError('bad_config', `no key for ${vendor}`, {
      humanMessage: 'Fireflies has a transcript ready, but no FIREFLIES_API_KEY is set to fetch it with.',
    });
  const { text, title } = await deps.fetchRecording(recordingId, signal);
  await receiveTranscript(deps, workspaceId, {
    source: vendor,
    text,
    ...(title ? { title } : {}),
    contentType: 'application/json',
    channelId: channelId ?? null,
    threadTs: null,
    by: null,
    key: `${vendor} ${recordingId}`,
  });
}
