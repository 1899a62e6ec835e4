import { strToU8, zipSync } from 'fflate';

/** A turn as tests make it up: times in milliseconds. */
export interface SampleTurn {
  speaker: string;
  startMs: number;
  endMs: number;
  text: string;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const two = (value: number): string => String(value).padStart(2, '0');

const clock = (ms: number, mark = '.'): string =>
  `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}${mark}${String(ms % 1000).padStart(3, '0')}`;

/** `1:02:03` or `2:03`, as headings write it. */
const short = (ms: number): string => {
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
};

/** `0:1:5.32`: nothing filled up with zeros. */
const bare = (ms: number): string =>
  `${Math.floor(ms / 3_600_000)}:${Math.floor(ms / 60_000) % 60}:${Number(((ms % 60_000) / 1000).toFixed(3))}`;

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cueFile = (
  turns: readonly SampleTurn[],
  cue: (turn: SampleTurn, index: number) => string,
  head = 'WEBVTT\n\n',
): string => `${head}${turns.map(cue).join('\n\n')}\n`;

/** Text files of each format, written by hand after what the tools export. */
export const renderers: Record<string, (turns: readonly SampleTurn[]) => string> = {
  zoom_vtt: (turns) =>
    cueFile(
      turns,
      (turn, index) =>
        `${index + 1}\n${clock(turn.startMs)} --> ${clock(turn.endMs)}\n${turn.speaker}: ${turn.text}`,
    ).replaceAll('\n', '\r\n'),
  voice_vtt: (turns) =>
    cueFile(
      turns,
      (turn) =>
        `${clock(turn.startMs)} --> ${clock(turn.endMs)}\n<v ${escapeMarkup(turn.speaker)}>${escapeMarkup(turn.text)}</v>`,
      'WEBVTT\n\nNOTE made for a test\n\n',
    ),
  teams_vtt: (turns) =>
    cueFile(
      turns,
      (turn, index) =>
        `1b4e28ba-2fa1-11d2-883f-0016d3cca427/${index}-0\n${clock(turn.startMs)} --> ${clock(turn.endMs)}\n<v ${escapeMarkup(turn.speaker)}>${escapeMarkup(turn.text)}</v>`,
    ),
  teams_graph_vtt: (turns) =>
    cueFile(
      turns,
      (turn) =>
        `${bare(turn.startMs)} --> ${bare(turn.endMs)}\n<v ${escapeMarkup(turn.speaker)}>${escapeMarkup(turn.text)}</v>`,
    ),
  srt: (turns) =>
    cueFile(
      turns,
      (turn, index) =>
        `${index + 1}\n${clock(turn.startMs, ',')} --> ${clock(turn.endMs, ',')}\n${turn.speaker}: ${turn.text}`,
      '',
    ),
  otter_txt: (turns) =>
    `${turns.map((turn) => `${turn.speaker}  ${short(turn.startMs)}  \n${turn.text}\n`).join('\n')}\nTranscribed by https://otter.ai\n`,
  teams_docx_txt: (turns) =>
    `Harbour crane-20260304_100000-Meeting Transcript\n4 March 2026, 10:00am\n12m 3s\n\n${turns[0]?.speaker} started transcription\n\n${turns.map((turn) => `${turn.speaker}   ${short(turn.startMs)}\n${turn.text}\n`).join('\n')}\n${turns[0]?.speaker} stopped transcription\n`,
  krisp_txt: (turns) =>
    `${turns.map((turn) => `${turn.speaker} | ${short(turn.startMs)}\n${turn.text}`).join('\n')}\n`,
  plain_txt: (turns) => turns.map((turn) => `${turn.speaker}: ${turn.text}`).join('\n'),
  meet_txt: (turns) =>
    `Mar 4, 2026\nHarbour crane - Transcript\nAttendees\n${[...new Set(turns.map((turn) => turn.speaker))].join(', ')}\nTranscript\n\n00:00:00\n \n${turns.map((turn) => `${turn.speaker}: ${turn.text}`).join('\n')}\n\n\nTranscription ended after 01:00:00\n`,
};

/** A Word document with one paragraph for each text; line breaks inside become breaks. */
export function docx(paragraphs: readonly string[], before = ''): Uint8Array {
  const body = paragraphs
    .map(
      (text) =>
        `<w:p><w:r>${text
          .split('\n')
          .map((line) => `<w:t xml:space="preserve">${escapeMarkup(line)}</w:t>`)
          .join('<w:br/>')}</w:r></w:p>`,
    )
    .join('');
  const xml = `<?xml version="1.0"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(xml) });
}
