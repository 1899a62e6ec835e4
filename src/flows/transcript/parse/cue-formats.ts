import { type CueBlock, type CueBlocks, isTiming, readCueBlocks } from './cue-blocks.ts';
import { splitVoices, stripMarkup } from './cue-markup.ts';
import { labelSpeakers } from './label-speakers.ts';
import type { Cue, Format, Reading, TextFile, TextFormat } from './reading.ts';
import { canBeName, looksLikeName } from './speaker-names.ts';
import { readSpokenJson } from './teams-metadata.ts';

const header = /^\uFEFF?WEBVTT(?:\s|$)/;

/**
 * The family of files made of cues with times: WebVTT in the layouts of Zoom, Teams and players, SubRip, and the
 * older Word transcripts of Teams, which are cues in paragraphs.
 */
export const cueFormats: TextFormat = {
  confidence: (file) => {
    if (header.test(file.lines[0] ?? '')) return 1;
    const seen = file.lines.slice(0, 400);
    const timings = seen.filter(isTiming).length;
    return timings === 0 ? 0 : Math.min(0.95, 0.5 + (timings * 4) / seen.length);
  },
  read: (file) => {
    const isVtt = header.test(file.lines[0] ?? '');
    const found = readCueBlocks(file.lines, isVtt ? endOfHeader(file.lines) : 0);
    const voiced = found.blocks.filter((block) => block.lines.some((line) => line.includes('<v'))).length;
    const cues =
      voiced > 0 ? readVoices(found.blocks) : (readSpoken(found.blocks) ?? readLabels(found.blocks, file));
    return {
      format: nameFormat(
        found,
        { isVtt, isVoiced: voiced > 0, hasSpeakers: cues.some((cue) => cue.speaker) },
        file,
      ),
      cues,
      repaired: found.repaired,
      notUnderstood: found.notUnderstood,
    } satisfies Reading;
  },
};

/** The header is the first line and what follows without a blank line, unless that is already a cue. */
function endOfHeader(lines: readonly string[]): number {
  let at = 1;
  while (
    at < lines.length &&
    lines[at]?.trim() !== '' &&
    !isTiming(lines[at] ?? '') &&
    !isTiming(lines[at + 1] ?? '')
  )
    at += 1;
  return at;
}

const timesOf = (block: CueBlock): Pick<Cue, 'startMs' | 'endMs'> => ({
  ...(block.startMs === undefined ? {} : { startMs: block.startMs }),
  ...(block.endMs === undefined ? {} : { endMs: block.endMs }),
});

const readVoices = (blocks: readonly CueBlock[]): Cue[] =>
  blocks.flatMap((block) => {
    const text = block.lines.join('\n');
    const parts = splitVoices(text) ?? [{ speaker: '', text: stripMarkup(text) }];
    return parts.map((part) => ({ ...part, ...timesOf(block) }));
  });

function readSpoken(blocks: readonly CueBlock[]): Cue[] | undefined {
  if (!blocks[0]?.lines[0]?.trimStart().startsWith('{')) return undefined;
  const cues = blocks.map((block) => readSpokenJson(block.lines.join('\n')));
  if (!cues.some(Boolean)) return undefined;
  return blocks.map((block, index) => ({
    ...(cues[index] ?? { speaker: '', text: block.lines.join(' ') }),
    ...timesOf(block),
  }));
}

function readLabels(blocks: readonly CueBlock[], file: TextFile): Cue[] {
  const named = file.fromDocx || hasNameLines(blocks);
  if (named && blocks.every((block) => block.lines.length !== 1 || canBeName(block.lines[0]?.trim() ?? '')))
    return blocks.map((block) => ({
      speaker: stripMarkup(block.lines[0] ?? ''),
      text: stripMarkup(block.lines.slice(1).join('\n')),
      ...timesOf(block),
    }));
  const labels = labelSpeakers(
    blocks.map((block) => stripMarkup(block.lines.join('\n'))),
    'cues',
  );
  return blocks.map((block, index) => {
    const label = labels.texts[index] ?? { speaker: undefined, text: '' };
    return { speaker: label.speaker ?? '', text: label.text, ...timesOf(block) };
  });
}

/** Names on a line of their own above the words: few different ones, all name-like, each coming back. */
function hasNameLines(blocks: readonly CueBlock[]): boolean {
  const firsts = blocks.map((block) => (block.lines.length > 1 ? (block.lines[0]?.trim() ?? '') : ''));
  const names = new Set(firsts);
  return blocks.length >= 6 && names.size * 3 <= blocks.length && firsts.every(looksLikeName);
}

function nameFormat(
  found: CueBlocks,
  { isVtt, isVoiced, hasSpeakers }: { isVtt: boolean; isVoiced: boolean; hasSpeakers: boolean },
  file: TextFile,
): Format {
  if (file.fromDocx) return 'teams_docx_old';
  const most = (test: (block: CueBlock) => boolean) =>
    found.blocks.filter(test).length * 2 > found.blocks.length;
  if (!isVtt && most((block) => block.timing.includes(','))) return 'srt';
  if (most((block) => block.lines[0]?.trimStart().startsWith('{') === true)) return 'teams_graph_vtt';
  if (isVoiced && found.blocks.some((block) => /(?:^|[\s:])\d[:.]/.test(block.timing)))
    return 'teams_graph_vtt';
  if (isVoiced && most((block) => /^[\da-f]{8}-[\da-f-]{27}\/\d+-\d+$/i.test(block.id ?? '')))
    return 'teams_vtt';
  if (isVoiced) return 'voice_vtt';
  return hasSpeakers ? 'zoom_vtt' : 'vtt';
}
