import { readFileSync } from 'node:fs';
import { type ParsedTranscript, parseTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Prediction } from '../actions/to-prediction.ts';
import type { ReadItems } from './read-items.ts';

/** A file read in a process of its own, so that time and memory are those of reading and nothing else. */
export interface ReadingReply {
  result:
    | { parsed: ParsedTranscript; actions?: Prediction['actions'] }
    | { refused: { reason: unknown; humanMessage: string } }
    | { crashed: string };
  ms: number;
  /** Most memory the process has used so far, in MB. */
  peakMb: number;
}

export interface ReadingQuestion {
  path: string;
  fileName: string;
  /** Also what the rules make of it, with what is private hidden first, as in the product. */
  wantsItems: boolean;
}

process.on('message', async ({ path, fileName, wantsItems }: ReadingQuestion) => {
  const bytes = readFileSync(path);
  items ??= wantsItems ? openItems() : undefined;
  const readItems = wantsItems ? await items : undefined;
  const started = performance.now();
  const result = read(bytes, fileName, readItems);
  const ms = Math.round(performance.now() - started);
  process.send?.({
    result,
    ms,
    peakMb: peakMb(),
  } satisfies ReadingReply);
});

function read(bytes: Uint8Array, fileName: string, readItems?: ReadItems): ReadingReply['result'] {
  try {
    const parsed = parseTranscript({ bytes, fileName });
    return readItems ? { parsed, actions: readItems(bytes, fileName) } : { parsed };
  } catch (error) {
    if (!(error instanceof LookoutError))
      return { crashed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    return { refused: { reason: error.fields.reason, humanMessage: error.humanMessage } };
  }
}

let items: Promise<ReadItems> | undefined;

/**
 * What reads items, loaded when the first file wants it: all others are measured without it. What a process does once,
 * such as compiling some hundred patterns, is no file's time.
 */
async function openItems(): Promise<ReadItems> {
  const { readItems } = await import('./read-items.ts');
  readItems(new TextEncoder().encode('Ann: I will call Bo by Friday.\nBo: Fine.\n'), 'a.txt');
  return readItems;
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
