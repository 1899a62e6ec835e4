import type { Answer, CitedSentence, Passage } from '../../../contracts/answers.ts';
import type { Clock } from '../../../kit/clock.ts';
import { codeOf, LookoutError } from '../../../kit/errors.ts';
import { cleanText, oneLine, truncate } from '../../../kit/text.ts';
import type { ChatModel, Usage } from '../../../vendors/llm/chat-model.ts';
import type { AskedQuestion } from './asked-question.ts';
import { problemOfSentence } from './check-sentence.ts';
import { citePassage, lineFor } from './cite-passage.ts';
import type { Evidence } from './evidence.ts';
import { ModelAnswer, PartialAnswer, systemPrompt, WholeSentence, writeQuestion } from './model-question.ts';

export interface ModelAnswered {
  /** What may be said; empty when nothing holds. */
  answer: Pick<Answer, 'state' | 'sentences' | 'passages'>;
  /** Why it is not all that was wanted: nothing held, or the model stopped in the middle. */
  problem: 'nothing held' | 'stopped' | null;
  usage: Usage;
}

/** People wait for an answer; the passages themselves are better than a minute of nothing. */
const deadlineMs = 45_000;
const mostSentences = 6;

/**
 * An answer in a model's words, sentence by sentence checked against the passages it cites; what does not hold is left
 * out. Sentences are told as they become certain. Throws what the model throws when nothing was told yet, and the
 * caller's abort.
 */
export async function answerByModel(
  { model, clock }: { model: ChatModel; clock: Clock },
  evidence: readonly Evidence[],
  { question, before, onSentence, signal }: AskedQuestion,
): Promise<ModelAnswered> {
  const told = openTold(evidence, question, onSentence);
  const deadline = openDeadline(clock, signal);
  try {
    const { value, usage } = await Promise.race([
      model.complete({
        schema: ModelAnswer,
        name: 'answer',
        system: systemPrompt,
        user: writeQuestion(question, evidence, before),
        maxTokens: 900,
        signal: deadline.signal,
        ...(onSentence ? { onPartial: (partial: unknown) => told.takePartial(partial) } : {}),
      }),
      deadline.passed,
    ]);
    told.take(value);
    const { sentences, passages } = told;
    if (sentences.length > 0)
      return { answer: { state: 'found', sentences, passages }, problem: null, usage };
    const isRefusal = !value.found || value.sentences.length === 0;
    const nothing = { state: 'nothing' as const, sentences, passages };
    return { answer: nothing, problem: isRefusal ? null : 'nothing held', usage };
  } catch (error) {
    signal?.throwIfAborted();
    const { sentences, passages } = told;
    if (sentences.length === 0 || codeOf(error) === 'internal') throw error;
    const usage = { inputTokens: 0, outputTokens: 0 };
    return { answer: { state: 'found', sentences, passages }, problem: 'stopped', usage };
  } finally {
    deadline.end();
  }
}

/** Sentences that hold, in order, with their passages numbered as they come up. */
function openTold(evidence: readonly Evidence[], question: string, onSentence: AskedQuestion['onSentence']) {
  const sentences: CitedSentence[] = [];
  const passages: Passage[] = [];
  const numbers = new Map<string, number>();
  let taken = 0;

  const numberOf = (one: Evidence, sentence: string): number => {
    const line = lineFor(one, sentence);
    const key = JSON.stringify([one.key, line?.quote ?? one.quote]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const passage = citePassage(one, passages.length + 1, line);
    passages.push(passage);
    numbers.set(key, passage.n);
    return passage.n;
  };
  const takeOne = (written: { text: string; passages: readonly number[] }): void => {
    const text = truncate(oneLine(cleanText(written.text)), 600);
    const cited = [...new Set(written.passages)].flatMap((n) => evidence[n - 1] ?? []);
    if (text === '' || cited.length === 0 || cited.length < new Set(written.passages).size) return;
    const grounds = cited.flatMap((one) => [one.text, one.where]);
    if (problemOfSentence(text, grounds, question) !== null || sentences.length >= mostSentences) return;
    const sentence = { text, passages: [...new Set(cited.map((one) => numberOf(one, text)))] };
    sentences.push(sentence);
    onSentence?.(sentence, passages);
  };
  return {
    sentences,
    passages,
    take: (answer: ModelAnswer): void => {
      if (answer.found) for (const one of answer.sentences.slice(taken)) takeOne(one);
    },
    /** All but the last sentence of what is written so far are whole. */
    takePartial: (partial: unknown): void => {
      const read = PartialAnswer.safeParse(partial).data;
      if (!read?.found || !read.sentences) return;
      for (const one of read.sentences.slice(taken, -1)) {
        const whole = WholeSentence.safeParse(one);
        if (!whole.success) return;
        taken += 1;
        takeOne(whole.data);
      }
    },
  };
}

function openDeadline(clock: Clock, abort: AbortSignal | undefined) {
  const stop = new AbortController();
  const done = new AbortController();
  const late = () => new LookoutError('timeout', 'the language model did not answer in time');
  const passed = new Promise<never>((_, reject) => {
    clock.sleep(deadlineMs, done.signal).then(
      () => {
        stop.abort(late());
        reject(late());
      },
      () => undefined,
    );
  });
  return {
    signal: abort ? AbortSignal.any([abort, stop.signal]) : stop.signal,
    passed,
    end: () => done.abort(new LookoutError('timeout', 'the answer is there')),
  };
}
