import { readTime } from './read-time.ts';
import type { Cue, Reading, TextFormat } from './reading.ts';
import { tidyName } from './speaker-names.ts';

const cloud = /^(\d{1,2}:\d{2}:\d{2})\t\s?([^\t]{1,120}?):\t(.*)$/;
const desktop = /^(\d{1,2}:\d{2}:\d{2})\s+From\s+(\S.{0,120}?)\s+[Tt]o\s+(\S.{0,120}?)\s*:\s*(.*)$/;

/** Zoom's chat beside a meeting: what people typed, each message with its time. Longer messages go on in the next lines. */
export const zoomChat: TextFormat = {
  confidence: (file) => {
    const filled = file.lines.slice(0, 300).filter((line) => line.trim() !== '');
    const messages = filled.filter((line) => readMessage(line)).length;
    return messages > 0 && readMessage(filled[0] ?? '') && messages * 4 >= filled.length ? 0.98 : 0;
  },
  read: (file) => {
    const cues: Cue[] = [];
    for (const line of file.lines) {
      const message = readMessage(line);
      const open = cues.at(-1);
      if (message) cues.push(message);
      else if (open && line.trim() !== '') open.text += `\n${line.trim()}`;
    }
    return {
      format: 'zoom_chat',
      cues,
      warnings: ['This is the chat beside a meeting: what was typed, not what was said.'],
    } satisfies Reading;
  },
};

function readMessage(line: string): Cue | undefined {
  const match = cloud.exec(line) ?? desktop.exec(line);
  if (!match) return undefined;
  const startMs = readTime(match[1] ?? '');
  return {
    speaker: tidyName(match[2] ?? ''),
    text: match.at(-1) ?? '',
    ...(startMs === undefined ? {} : { startMs }),
  };
}
