import type { Turn } from '../../../contracts/transcript.ts';
import { cleanText } from '../../../kit/text.ts';
import type { Cue } from './reading.ts';
import { tidyName } from './speaker-names.ts';

/**
 * Turns of a meeting: consecutive cues of one speaker become one; cues of nobody stay apart, as nothing says that
 * the same person goes on. Texts are cleaned and on one line; cues without text are left out.
 *
 * @returns the turns, and how many cues had text
 */
export function mergeCues(cues: readonly Cue[]): { turns: Turn[]; cues: number } {
  const runs: { speaker: string; startMs?: number; endMs?: number; texts: string[] }[] = [];
  let count = 0;
  for (const cue of cues) {
    const text = cleanText(cue.text).replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    count += 1;
    const speaker = tidyName(cleanText(cue.speaker));
    const open = runs.at(-1);
    const run = open && speaker !== '' && open.speaker === speaker ? open : { speaker, texts: [] };
    if (run !== open) runs.push(run);
    run.texts.push(text);
    if (run.startMs === undefined && cue.startMs !== undefined) run.startMs = cue.startMs;
    if (cue.endMs !== undefined) run.endMs = Math.max(cue.endMs, run.endMs ?? 0);
  }
  return { turns: runs.map(({ texts, ...run }, i) => ({ i, ...run, text: texts.join(' ') })), cues: count };
}
