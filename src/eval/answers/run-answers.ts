import { performance } from 'node:perf_hooks';
import type { Config } from '../../config/config.ts';
import type { Answer } from '../../contracts/answers.ts';
import { type Answering, type HandedIn, openAnswering } from '../../house/open-answering.ts';
import type { Asked } from './asked.ts';
import { type Question, readMeeting, readQuestions, writeVtt } from './read-questions.ts';
import { type AnswersSummary, summariseAnswers } from './summarise-answers.ts';

export interface AnswersResult {
  asked: Asked[];
  summary: AnswersSummary;
  /** Meetings whose turns the reader counts otherwise than the corpus: their citations cannot be compared. */
  otherwiseCounted: string[];
}

/** What the product answers to questions about meetings, by rules or by the configured model. */
export async function evaluateAnswers(
  config: Config,
  directory: string,
  { model, onAsked }: { model: boolean; onAsked?: (asked: Asked) => void },
): Promise<AnswersResult> {
  const questions = await readQuestions(directory);
  const ids = [...new Set(questions.map(({ meeting }) => meeting))].toSorted();
  await using answering = await openAnswering(config, { model });
  const handed = new Map<string, HandedIn>();
  const otherwiseCounted: string[] = [];
  for (const id of ids) {
    const meeting = await readMeeting(directory, id);
    const taken = await answering.handIn({
      name: id,
      title: meeting.title,
      text: writeVtt(meeting),
      heldAt: meeting.date ?? null,
    });
    if (taken.turns !== meeting.turns.length) otherwiseCounted.push(id);
    handed.set(id, taken);
  }
  const asked: Asked[] = [];
  for (const question of questions)
    for (const { way, of } of waysToAsk(question, ids)) {
      const one = await askOnce(answering, question, way, of, handed);
      asked.push(one);
      onAsked?.(one);
    }
  return { asked, summary: summariseAnswers(asked), otherwiseCounted };
}

/** Where meetings come from, by the beginning of their ids: those of one series speak of the same things. */
const seriesOf = (meeting: string): string => meeting.split('-')[0] ?? meeting;

/** Each question goes to its own meeting, to all, and to the next one of its series and the next one of another. */
function waysToAsk({ meeting }: Question, ids: readonly string[]): { way: Asked['way']; of: string[] }[] {
  const at = ids.indexOf(meeting);
  const others = [...ids.slice(at + 1), ...ids.slice(0, at)];
  const near = others.find((other) => seriesOf(other) === seriesOf(meeting));
  const far = others.find((other) => seriesOf(other) !== seriesOf(meeting));
  return [
    { way: 'own', of: [meeting] },
    { way: 'all', of: [] },
    ...(near ? [{ way: 'near' as const, of: [near] }] : []),
    ...(far ? [{ way: 'far' as const, of: [far] }] : []),
  ];
}

async function askOnce(
  answering: Answering,
  question: Question,
  way: Asked['way'],
  of: readonly string[],
  handed: ReadonlyMap<string, HandedIn>,
): Promise<Asked> {
  const idOf = (name: string): string => handed.get(name)?.transcriptId ?? '';
  const began = performance.now();
  const answer = await answering.answer(question.question, of.map(idOf));
  const ms = performance.now() - began;
  const spans = cited(answer).flatMap(({ turns }) => (turns ? [turns.to - turns.from + 1] : []));
  return {
    id: question.id,
    meeting: question.meeting,
    way,
    found: answer.state === 'found',
    overlaps: cited(answer).some(
      ({ turns }) =>
        turns?.transcriptId === idOf(question.meeting) &&
        question.cited_turns.some(([first, last]) => turns.from <= last && turns.to >= first),
    ),
    span: spans.length > 0 ? spans.reduce((sum, span) => sum + span, 0) / spans.length : null,
    passages: spans.length,
    ms,
  };
}

function cited({ sentences, passages }: Answer): Answer['passages'] {
  const numbers = new Set(sentences.flatMap((sentence) => sentence.passages));
  return passages.filter(({ n }) => numbers.has(n));
}
