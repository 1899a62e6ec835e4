import type { Priority } from '../../../contracts/transcript.ts';
import type { Language } from './cues.ts';

/** Only what was said: most items have no priority. */
export function readPriority(lower: string, language: Language): Priority {
  if (language.low.test(lower)) return 4;
  if (language.urgent.test(lower)) return 1;
  return language.high.test(lower) ? 2 : 0;
}
