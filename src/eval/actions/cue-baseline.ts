import type { Turn } from '../../contracts/transcript.ts';
import type { PredictedItem } from './score-items.ts';

const cues =
  /\b(?:i'll|i will|we'll|we will|i'm (?:going to|gonna)|you're (?:going to|gonna)|will be|(?:i|we|you) (?:need|have) to|you'll|can you|could you|let's|action item|next meeting|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week))\b/i;
const shortestWords = 6;
const lastShare = 0.1;
const most = 10;

/** What a search for a dozen phrases in the last tenth of a meeting finds: the figure an extractor must beat. */
export function readByCues(turns: readonly Turn[]): PredictedItem[] {
  const from = Math.floor(turns.length * (1 - lastShare));
  return turns
    .slice(from)
    .flatMap((turn) =>
      turn.text
        .split(/(?<=[.?!])\s+/)
        .filter((sentence) => cues.test(sentence) && sentence.split(/\s+/).length >= shortestWords)
        .map((text) => ({ text, assignee: turn.speaker, turn: turn.i })),
    )
    .slice(0, most);
}
