import * as z from 'zod';
import type { NoteTaker } from './verify-webhook.ts';

/** What a note taker says: here is a transcript, one can be fetched, or something nobody asked for. */
export type Note =
  | { kind: 'transcript' }
  | { kind: 'recording'; vendor: 'fireflies'; recordingId: string; sentAt: Date | null }
  | { kind: 'unsupported'; type: string };

const Krisp = z.object({ data: z.object({ raw_content: z.string().min(1) }) });
const Fathom = z.object({ transcript: z.array(z.unknown()).min(1) });
const Zap = z.object({ transcript: z.string().min(1) });
const FirefliesTranscript = z.object({ sentences: z.array(z.unknown()).min(1) });
/** Both versions of their webhooks: `eventType` and `meetingId`, then `event` and `meeting_id`. */
const FirefliesOld = z.object({
  meetingId: z.string().min(1),
  eventType: z.literal('Transcription completed'),
});
const FirefliesNew = z.object({
  meeting_id: z.string().min(1),
  event: z.literal('meeting.transcribed'),
  timestamp: z.number().optional(),
});

const Typed = z.object({
  event: z.string().optional(),
  eventType: z.string().optional(),
  type: z.string().optional(),
});

/** Reads a verified body. */
export function readNote(vendor: NoteTaker, body: unknown): Note {
  const carries = { krisp: Krisp, fathom: Fathom, zapier: Zap, fireflies: FirefliesTranscript }[vendor];
  if (carries.safeParse(body).success) return { kind: 'transcript' };
  if (vendor === 'fireflies') {
    const ready = FirefliesNew.safeParse(body);
    if (ready.success) {
      const { meeting_id: recordingId, timestamp } = ready.data;
      return {
        kind: 'recording',
        vendor,
        recordingId,
        sentAt: timestamp === undefined ? null : new Date(timestamp),
      };
    }
    const old = FirefliesOld.safeParse(body);
    if (old.success) return { kind: 'recording', vendor, recordingId: old.data.meetingId, sentAt: null };
  }
  const { event, eventType, type } = Typed.catch({}).parse(body);
  return { kind: 'unsupported', type: event ?? eventType ?? type ?? 'unknown' };
}
