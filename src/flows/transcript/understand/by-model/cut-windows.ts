import type { Turn } from '../../../../contracts/transcript.ts';
import { splitSentences } from '../split-units.ts';

interface Segment {
  turn: number;
  speaker: string;
  text: string;
}

export interface Window {
  segments: Segment[];
  /** Turns that are this window's own; earlier ones are repeated from the window before, for understanding. */
  firstTurn: number;
  lastTurn: number;
}

/** About 4,000 tokens of English: small enough that a model reads all of it with care. */
const windowWords = 2_500;
const overlapWords = 300;
/** A turn without end is shown in parts. */
const segmentWords = 400;

/** A meeting in overlapping windows of whole turns. */
export function cutWindows(turns: readonly Turn[]): Window[] {
  const windows: Window[] = [];
  let segments: Segment[] = [];
  let words = 0;
  let firstTurn: number | undefined;
  const close = () => {
    const last = segments.at(-1);
    if (!last || firstTurn === undefined) return;
    windows.push({ segments, firstTurn, lastTurn: last.turn });
    segments = tailOf(segments);
    words = segments.reduce((sum, { text }) => sum + countWords(text), 0);
    firstTurn = undefined;
  };
  for (const segment of turns.flatMap(toSegments)) {
    const own = countWords(segment.text);
    if (words + own > windowWords && firstTurn !== undefined) close();
    firstTurn ??= segment.turn;
    segments.push(segment);
    words += own;
  }
  close();
  return windows;
}

function tailOf(segments: readonly Segment[]): Segment[] {
  let words = 0;
  const from = segments.findLastIndex(({ text }) => {
    words += countWords(text);
    return words > overlapWords;
  });
  return segments.slice(from + 1);
}

function toSegments({ i, speaker, text }: Turn): Segment[] {
  if (countWords(text) <= segmentWords) return [{ turn: i, speaker, text }];
  const segments: Segment[] = [];
  let part: string[] = [];
  let words = 0;
  for (const sentence of splitSentences(text)) {
    const own = countWords(sentence);
    if (words > 0 && words + own > segmentWords) {
      segments.push({ turn: i, speaker, text: part.join(' ') });
      part = [];
      words = 0;
    }
    part.push(sentence);
    words += own;
  }
  return part.length > 0 ? [...segments, { turn: i, speaker, text: part.join(' ') }] : segments;
}

const countWords = (text: string): number => text.split(/\s+/).length;
