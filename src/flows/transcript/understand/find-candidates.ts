import type { Turn } from '../../../contracts/transcript.ts';
import type { Candidate } from './candidate.ts';
import type { Language } from './cues.ts';
import { expandCue } from './expand-cue.ts';
import { readShape } from './meeting-shape.ts';
import type { People } from './people.ts';
import { sayWhat } from './say-what.ts';
import { type Answered, weighCue } from './score-cue.ts';
import { splitUnits, type Unit } from './split-units.ts';
import { takeOver } from './take-over.ts';
import { tidySpeech } from './tidy-speech.ts';

export interface Reading {
  units: readonly Unit[];
  chair: string;
  candidates: readonly Candidate[];
}

/** Every cue of a meeting with its score. */
export function findCandidates(turns: readonly Turn[], language: Language, people: People): Reading {
  const units = splitUnits(turns);
  const shape = readShape(units, language);
  const answers = readAnswers(turns, language);
  const candidates: Candidate[] = [];
  for (const unit of units) {
    for (const found of language.findCues(unit, people).flatMap((cue) => expandCue(cue, people))) {
      const cue = takeOver(found, unit, candidates);
      const { answered, reply, next, previous } = answers(unit);
      const { score, reasons } = weighCue(cue, {
        unit,
        language,
        people,
        shape,
        answered,
        units: units.length,
      });
      candidates.push({
        unit,
        cue: sayWhat(cue, unit, units),
        score,
        reasons,
        answered,
        reply,
        next,
        previous,
      });
    }
  }
  return { units, chair: shape.chair, candidates };
}

/** @param head the same words without fillers, which a "no" is among */
function answerOf(raw: string, head: string, language: Language): Answered {
  if (language.acceptance.test(raw)) return 'accepted';
  if (language.refusal.test(raw)) return 'refused';
  if (language.acceptance.test(head)) return 'accepted';
  return language.weakAcceptance.test(raw) ? 'nodded' : 'open';
}

/** What the next one or two others answer; only when the unit ends its turn's talk or the answer is plain. */
function readAnswers(turns: readonly Turn[], language: Language) {
  const at = new Map(turns.map((turn, index) => [turn.i, index]));
  const heads = turns.map((turn) => turn.text.slice(0, 80).toLowerCase());
  const tidyHeads = new Map<number, string>();
  const headOf = (index: number): string => {
    let head = tidyHeads.get(index);
    if (head === undefined) {
      head = tidySpeech(heads[index] ?? '').toLowerCase();
      tidyHeads.set(index, head);
    }
    return head;
  };
  return (unit: Unit): Pick<Candidate, 'answered' | 'reply' | 'next' | 'previous'> => {
    const index = at.get(unit.turn) ?? 0;
    const nextIndex = index + 1 < turns.length ? index + 1 : -1;
    const raw = heads[nextIndex] ?? '';
    const head = nextIndex < 0 ? '' : headOf(nextIndex);
    const answered = nextIndex < 0 ? 'open' : answerOf(raw, head, language);
    return {
      answered,
      reply: answered === 'accepted' || answered === 'nodded' ? (turns[nextIndex]?.text ?? '') : '',
      next: turns[nextIndex]?.speaker ?? '',
      previous: turns[index - 1]?.speaker ?? '',
    };
  };
}
