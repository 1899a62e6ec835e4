import type { IncomingMessage } from 'node:http';
import type { Hall } from '../../gateway/hall.ts';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { newId, sha256 } from '../../kit/ids.ts';
import type { Log } from '../../kit/log.ts';
import { readNote } from '../../vendors/notetakers/note-schema.ts';
import { verifyNote } from '../../vendors/notetakers/verify-webhook.ts';
import { type NoteSecrets, provingSecrets, readNoteAddress } from './note-address.ts';
import { headerOf, readRawBody } from './read-raw-body.ts';

/** A recording that a note taker says is ready. */
export interface Recording {
  workspaceId: string;
  vendor: 'fireflies';
  recordingId: string;
  channelId: string | null;
}

interface TakingNotes {
  hall: Hall;
  clock: Clock;
  log: Log;
  secrets: { noteTakers?: NoteSecrets | undefined };
  leaveFetch(recording: Recording): Promise<void>;
}

/** A signed body is taken for a day: note takers repeat for hours, and a repetition is known by its key. */
const windowMs = 24 * 3_600_000;

/**
 * What a note taker sends to its address. A transcript goes to its room at once, which keeps it sealed: it is never
 * stored as it came. The same body again is the same transcript.
 *
 * @throws LookoutError not_found, unauthenticated, bad_input
 */
export async function takeNote(
  { hall, clock, log, secrets, leaveFetch }: TakingNotes,
  request: IncomingMessage,
  path: string,
): Promise<void> {
  const own = secrets.noteTakers;
  if (!own || !/^\/webhooks\/(?:krisp|fathom|fireflies|zapier)\//.test(path))
    throw new LookoutError('not_found', 'no such door');
  const place = readNoteAddress(own.addresses, path);
  if (!place) throw new LookoutError('unauthenticated', 'the address was not made here');
  const { vendor, workspaceId, channelId } = place;
  const rawBody = await readRawBody(request);
  const now = clock.now();
  const header = (name: string) => headerOf(request, name);
  verifyNote(vendor, { rawBody, header, secrets: provingSecrets(own, place), now });
  const text = rawBody.toString('utf8');
  const note = readNote(vendor, parseJson(text));
  switch (note.kind) {
    case 'transcript': {
      const calls = hall.as({ workspaceId, requestId: newId() });
      const id = headerOf(request, 'webhook-id')?.slice(0, 150) ?? sha256(rawBody);
      await calls.transcript.receive({
        source: vendor,
        text,
        contentType: 'application/json',
        channelId,
        key: `${vendor} ${id}`,
      });
      return;
    }
    case 'recording':
      if (note.sentAt && !(Math.abs(now.getTime() - note.sentAt.getTime()) <= windowMs))
        throw new LookoutError('unauthenticated', 'the webhook is too old');
      return await leaveFetch({ workspaceId, vendor: note.vendor, recordingId: note.recordingId, channelId });
    case 'unsupported':
      log.debug({ vendor, type: note.type.slice(0, 80) }, 'a note taker said something nobody asked for');
      return;
    default:
      note satisfies never;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LookoutError('bad_input', 'the webhook is no JSON', { cause: error });
  }
}
