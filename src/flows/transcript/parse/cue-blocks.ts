import { readTime } from './read-time.ts';

/** A cue as it stands in WebVTT, SubRip or Teams' older documents: times and lines, not yet who speaks. */
export interface CueBlock {
  id: string | undefined;
  startMs: number | undefined;
  endMs: number | undefined;
  /** The times as written, to tell the layouts apart. */
  timing: string;
  lines: string[];
}

export interface CueBlocks {
  blocks: CueBlock[];
  repaired: number;
  notUnderstood: string[];
}

const time = String.raw`-?\d{1,3}(?::\d{1,3}){1,2}(?:[.,]\d{1,9})?`;
/** Also with a broken arrow: `->`, or an arrow character. */
const exactTiming = new RegExp(String.raw`^\s*(${time})\s*(?:-{1,3}>|[→–—]>?)\s*(${time})(?:\s|$)`);
/** A true arrow between two short things is a timing line however broken the times are. */
const brokenTiming = /^\s*(\S{0,24})\s*-->\s*(\S{0,24})(?:\s|$)/;
const longestTiming = 300;

const matchTiming = (line: string): RegExpExecArray | undefined =>
  line.length > longestTiming ? undefined : (exactTiming.exec(line) ?? brokenTiming.exec(line) ?? undefined);

export const isTiming = (line: string): boolean => line.length <= longestTiming && exactTiming.test(line);

const isBlank = (line: string): boolean => line.trim() === '';
/** What may stand right above a timing line without a blank line before it: a number or an id without spaces and with a digit. */
const looksLikeId = (line: string): boolean => /^\s*(?=\S*\d)[\w/.:-]{1,80}\s*$/.test(line);

/** Reads blocks of cues from `lines`, from line `from` on. Comments, styles and regions are left out; times that make no sense are dropped and counted, the text stays. */
export function readCueBlocks(lines: readonly string[], from: number): CueBlocks {
  const found: CueBlocks = { blocks: [], repaired: 0, notUnderstood: [] };
  let at = from;
  while (at < lines.length) {
    if (isBlank(lines[at] ?? '')) at += 1;
    else if (/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(lines[at] ?? '')) at = skipBlock(lines, at);
    else at = readBlock(lines, at, found);
  }
  return found;
}

function skipBlock(lines: readonly string[], at: number): number {
  while (at < lines.length && !isBlank(lines[at] ?? '')) at += 1;
  return at;
}

/** One run of lines between blank lines; it may hold several cues when blank lines were lost. */
function readBlock(lines: readonly string[], at: number, found: CueBlocks): number {
  const end = skipBlock(lines, at);
  let loose: string[] = [];
  let cue: CueBlock | undefined;
  for (; at < end; at += 1) {
    const line = lines[at] ?? '';
    const match = matchTiming(line);
    if (!match) {
      (cue ? cue.lines : loose).push(line);
      continue;
    }
    const above = cue ? cue.lines : loose;
    const id = !cue || looksLikeId(above.at(-1) ?? '') ? above.pop() : undefined;
    if (!cue) keepLoose(above, found);
    loose = [];
    cue = openCue(match, id, found);
    found.blocks.push(cue);
  }
  if (!cue) keepLoose(loose, found);
  return end;
}

/** Text without times: a blank line inside a cue's text is the usual reason, so it belongs to the cue before. */
function keepLoose(lines: readonly string[], found: CueBlocks): void {
  if (lines.length === 0) return;
  const last = found.blocks.at(-1);
  if (last) {
    last.lines.push(...lines);
    found.repaired += 1;
  } else found.notUnderstood.push(...lines);
}

function openCue(match: RegExpExecArray, id: string | undefined, found: CueBlocks): CueBlock {
  const startMs = readTime(match[1] ?? '');
  let endMs = readTime(match[2] ?? '');
  const backwards = startMs !== undefined && endMs !== undefined && endMs < startMs;
  const exact = match[0].includes('-->');
  if (startMs === undefined || endMs === undefined || backwards || !exact) found.repaired += 1;
  if (backwards) endMs = undefined;
  return { id: id?.trim(), startMs, endMs, timing: match[0], lines: [] };
}
