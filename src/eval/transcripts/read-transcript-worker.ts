import { readFileSync } from 'node:fs';
import { type ParsedTranscript, parseTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { LookoutError } from '../../kit/errors.ts';

/** A file read in a process of its own, so that time and memory are those of reading and nothing else. */
export interface ReadingReply {
  result:
    | { parsed: ParsedTranscript }
    | { refused: { reason: unknown; humanMessage: string } }
    | { crashed: string };
  ms: number;
  /** Most memory the process has used so far, in MB. */
  peakMb: number;
}

process.on('message', ({ path, fileName }: { path: string; fileName: string }) => {
  const bytes = readFileSync(path);
  const started = performance.now();
  const result = read(bytes, fileName);
  const ms = Math.round(performance.now() - started);
  process.send?.({
    result,
    ms,
    peakMb: peakMb(),
  } satisfies ReadingReply);
});

function read(bytes: Uint8Array, fileName: string): ReadingReply['result'] {
  try {
    return { parsed: parseTranscript({ bytes, fileName }) };
  } catch (error) {
    if (!(error instanceof LookoutError))
      return { crashed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    return { refused: { reason: error.fields.reason, humanMessage: error.humanMessage } };
  }
}

/** Linux starts `maxRSS` of a child at what its parent held; the high-water mark of its own memory does not. */
function peakMb(): number {
  try {
    const [, own] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (own) return Math.round(Number(own) / 1024);
  } catch {
    // No Linux: the figure of the system is all there is.
  }
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
