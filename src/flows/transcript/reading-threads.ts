import type { Extract } from '../../contracts/transcript.ts';
import { type Clock, systemClock } from '../../kit/clock.ts';
import { createThreads, type Threads } from '../../kit/threads.ts';
import { doHeavyWork, type HeavyResult, type HeavyWork, type NamedFile } from './heavy-work.ts';
import type { RedactionChoice } from './redact/redact.ts';
import type { RulesInput } from './understand/understand-by-rules.ts';

/** What is read on the spot: about 20 ms, less than a thread takes to start. An hour's meeting is five times as long. */
export const inlineBytes = 12 * 1024;
/** The largest file that is taken, of nothing but words, takes half a minute. */
const deadline = {
  ms: 120_000,
  humanMessage: 'The transcript is too long to be read within two minutes.',
};
/** 200,000 words need 150 MB. */
const threadMemory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/** Reads meetings without holding up the event loop: short ones at once, long ones in a worker thread. */
export interface MeetingReader extends AsyncDisposable {
  /** Parses and hides what is private; `unredacted` when the gate closed. Throws as `parseTranscript`. */
  readFile(
    file: { bytes: Uint8Array; row: NamedFile },
    choice: RedactionChoice,
  ): Promise<Exclude<HeavyResult, { kind: 'rules' }>>;
  understandByRules(input: RulesInput): Promise<Extract>;
}

/** One thread: meetings are read one after the other. `threads: 0` reads everything on the calling thread. */
export function createMeetingReader({
  threads = 1,
  clock = systemClock,
}: {
  threads?: 0 | 1;
  clock?: Clock;
} = {}): MeetingReader {
  const pool: Threads<HeavyWork, HeavyResult> | null =
    threads === 0
      ? null
      : createThreads({
          file: new URL('./heavy-worker.ts', import.meta.url),
          most: threads,
          memory: threadMemory,
          clock,
          deadline,
        });
  const work = async (wanted: HeavyWork, size: number): Promise<HeavyResult> =>
    pool === null || size <= inlineBytes ? doHeavyWork(wanted) : await pool.run(wanted, { fields: { size } });
  return {
    readFile: async ({ bytes, row }, choice) => {
      const { source, title, file_name, content_type, held_at } = row;
      const named = { source, title, file_name, content_type, held_at };
      const result = await work({ kind: 'file', bytes, row: named, choice }, bytes.length);
      if (result.kind === 'rules') throw new Error('a file was read and rules were answered');
      return result;
    },
    understandByRules: async (input) => {
      const characters = input.turns.reduce((sum, { text }) => sum + text.length, 0);
      const result = await work({ kind: 'rules', input }, characters);
      if (result.kind !== 'rules') throw new Error('rules were asked and a file was answered');
      return result.extract;
    },
    [Symbol.asyncDispose]: async () => await pool?.[Symbol.asyncDispose](),
  };
}
