import type { LinearCatalog } from '../../contracts/linear.ts';
import type { Extract, IssueBrief, Turn } from '../../contracts/transcript.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Seal } from '../../kit/seal.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { MeetingReader } from './reading-threads.ts';
import type { RedactionChoice } from './redact/redact.ts';
import type { BlockShape } from './requirements/block-shape.ts';

/** What the transcript room is given. */
export interface TranscriptDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** Originals are kept sealed. */
  seal: Seal;
  embedder: Embedder;
  understand: Understand;
  reader: MeetingReader;
  /** Whether people of another company are in a channel of Slack. */
  isShared(channel: { workspaceId: string; channelId: string }): Promise<boolean>;
  /** Fetches a recording from Fireflies; absent without a key. */
  fetchRecording?: FetchRecording;
  /** How long an original is kept. 0: until it is read. */
  retentionDays: number;
  /** What is hidden beside money, numbers and secrets. */
  redaction: RedactionChoice;
}

/** Turns to what was decided and promised in them. */
export type Understand = (meeting: Meeting) => Promise<Extract>;

/** A meeting as it is handed to whoever understands it: nothing private is in it. */
export interface Meeting {
  workspaceId: string;
  turns: readonly Turn[];
  /** Set when the turns are the blocks of a page: its requirements are wanted. One shape for each turn. */
  page?: { title: string; shapes: readonly BlockShape[] };
  /** Who was there beside the speakers, as far as the file says. */
  participants: readonly string[];
  heldAt: Date;
  workspace: {
    catalog: LinearCatalog | null;
    /** Open issues near some of what was said. */
    openIssues(words: string): Promise<readonly IssueBrief[]>;
  };
  signal: AbortSignal;
  /** Called as parts of a long meeting are read. */
  onProgress(done: number, of: number): Promise<void>;
  /** The model does not answer, or asks to wait: until when it is waited for. */
  onWaiting(until: Date): Promise<void>;
}

/** A recording as its note taker gives it, in a format that the parser knows. */
export type FetchRecording = (
  recordingId: string,
  signal: AbortSignal,
) => Promise<{ text: string; title: string | null }>;
