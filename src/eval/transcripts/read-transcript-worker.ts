import { readFileSync } from 'node:fs';
import { type ParsedTranscript, parseTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { prepareMeeting } from '../../flows/transcript/prepare-meeting.ts';
import { understandByRules } from '../../flows/transcript/understand/understand-by-rules.ts';
import { LookoutError } from '../../kit/errors.ts';
import { type Prediction, toPrediction } from '../actions/to-prediction.ts';

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

process.on('message', ({ path, ...wanted }: ReadingQuestion) => {
  const bytes = readFileSync(path);
  if (wanted.wantsItems) warmUp();
  const started = performance.now();
  const result = read(bytes, wanted);
  const ms = Math.round(performance.now() - started);
  process.send?.({
    result,
    ms,
    peakMb: peakMb(),
  } satisfies ReadingReply);
});

function read(
  bytes: Uint8Array,
  { fileName, wantsItems }: Omit<ReadingQuestion, 'path'>,
): ReadingReply['result'] {
  try {
    const parsed = parseTranscript({ bytes, fileName });
    return wantsItems ? { parsed, actions: readItems(bytes, fileName) } : { parsed };
  } catch (error) {
    if (!(error instanceof LookoutError))
      return { crashed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    return { refused: { reason: error.fields.reason, humanMessage: error.humanMessage } };
  }
}

let isWarm = false;

/** What a process does once, such as compiling some hundred patterns, is no file's time. */
function warmUp(): void {
  if (!isWarm) readItems(new TextEncoder().encode('Ann: I will call Bo by Friday.\nBo: Fine.\n'), 'a.txt');
  isWarm = true;
}

function readItems(bytes: Uint8Array, fileName: string): Prediction['actions'] {
  const row = { title: '', file_name: fileName, content_type: null, held_at: null };
  const { turns, participants, heldAt } = prepareMeeting({ bytes, row }, { emails: true, phones: true });
  const names = participants.map(({ name }) => name);
  const extract = understandByRules({ turns, participants: names, ...(heldAt ? { heldAt } : {}) });
  return toPrediction(fileName, extract).actions;
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
