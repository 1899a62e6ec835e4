import type { Turn } from '../../../../contracts/transcript.ts';
import type { Language } from '../cues.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import { japanese } from './japanese.ts';
import { romanceAndDutch } from './romance-and-dutch.ts';

const languages: readonly Language[] = [english, german, ...romanceAndDutch, japanese];
/** Enough to tell a language, little enough to cost nothing. */
const sampleWords = 4_000;

/** The language most of the meeting is held in, by its small words; English when nothing tells. */
export function pickLanguage(turns: readonly Turn[]): Language {
  const counts = new Map<string, number>();
  let words = 0;
  let kana = 0;
  for (const { text } of turns) {
    if (words > sampleWords) break;
    kana += text.slice(0, 2_000).match(/[\u3040-\u30ff]/g)?.length ?? 0;
    for (const [word] of text
      .slice(0, 20_000)
      .toLowerCase()
      .matchAll(/\p{L}+/gu)) {
      words += 1;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  if (kana > words) return japanese;
  const score = ({ marks }: Language) => marks.reduce((sum, mark) => sum + (counts.get(mark) ?? 0), 0);
  const [best = english, second] = languages.toSorted((a, b) => score(b) - score(a));
  return score(best) > 0 && (!second || score(best) > score(second)) ? best : english;
}
