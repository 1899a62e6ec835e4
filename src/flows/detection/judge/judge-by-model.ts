import type { Verdict } from '../../../contracts/detection.ts';
import type { Clock } from '../../../kit/clock.ts';
import { isTransient, LookoutError } from '../../../kit/errors.ts';
import type { ChatModel, Usage } from '../../../vendors/llm/chat-model.ts';
import { type JudgeInput, judgeByRules, silent } from './judge-by-rules.ts';
import { ModelJudgement, repairPrompt, systemPrompt, userPrompt } from './model-prompt.ts';
import { byImportance, quoteOf, quotesKept } from './quote-hunks.ts';
import { hunkQuoted, unbackedNumbers } from './verify-evidence.ts';
import { excerpt } from './write-sentence.ts';

export interface Judgement {
  verdict: Verdict;
  usage: Usage;
}

export interface ModelJudgeOptions {
  model: ChatModel;
  clock: Clock;
  /** After this long without a usable answer the change goes out labelled unjudged. */
  deadlineMs: number;
  signal?: AbortSignal;
}

/** A sentence is one line of a message. */
const longestSentence = 280;
const firstPauseMs = 500;
const longestPauseMs = 8_000;

/**
 * Asks the model whether what the rules let through answers the request. The model cannot break a typed condition
 * that code found met, nor quote what is not there: its sentence is used only when its quotes stand word for word in
 * the hunks and back every number. One repair, retries until the deadline, then an unjudged alert; never an exception
 * but the caller's own abort.
 */
export async function judgeByModel(input: JudgeInput, options: ModelJudgeOptions): Promise<Judgement> {
  const byRules = judgeByRules(input);
  const usage: Usage = { inputTokens: 0, outputTokens: 0 };
  const shown = byImportance(input.candidates);
  const conditionMet = input.condition !== null && byRules.reason === 'condition_met';
  const prompt = userPrompt(input.request, shown, conditionMet);
  const answer = await askUntilDeadline(prompt, options, usage, (judgement) => problemOf(judgement, input));
  options.signal?.throwIfAborted();
  if (!answer) return { verdict: unjudged(input, byRules), usage };
  const { judgement, problem } = answer;
  if (!judgement.matters && !conditionMet) {
    return { verdict: { ...silent('not_about_request', shown), judgedBy: 'model' }, usage };
  }
  const base = byRules.outcome === 'alert' ? byRules : alertAnyway(input);
  if (problem || !judgement.matters)
    return { verdict: { ...base, severity: judgement.severity, judgedBy: 'model' }, usage };
  const quoted = judgement.quotes.flatMap((text) => hunkQuoted(text, input.candidates) ?? []);
  const reason = conditionMet ? 'condition_met' : base.reason;
  return {
    verdict: {
      ...base,
      reason,
      kind: judgement.kind,
      severity: judgement.severity,
      sentence: excerpt(judgement.sentence, longestSentence),
      quotes: [...new Set(quoted)].slice(0, quotesKept).map(quoteOf),
      judgedBy: 'model',
    },
    usage,
  };
}

/** What is wrong with an answer's evidence, in words the model can act on; undefined when it holds. */
function problemOf(judgement: ModelJudgement, input: JudgeInput): string | undefined {
  if (!judgement.matters) return undefined;
  if (judgement.sentence.trim() === '') return 'the sentence is empty';
  if (judgement.quotes.length === 0) return 'there are no quotes';
  const missing = judgement.quotes.find((text) => !hunkQuoted(text, input.candidates));
  if (missing !== undefined)
    return `this quote does not stand in the differences: ${JSON.stringify(missing.slice(0, 200))}`;
  const quotes = judgement.quotes.flatMap((text) => hunkQuoted(text, input.candidates) ?? []).map(quoteOf);
  const unbacked = unbackedNumbers(judgement.sentence, quotes, [quotes.length]);
  return unbacked.length > 0
    ? `these numbers of the sentence stand in no quote: ${unbacked.join(', ')}`
    : undefined;
}

interface Answer {
  judgement: ModelJudgement;
  /** Set when the evidence still fails after the repair. */
  problem: string | undefined;
}

async function askUntilDeadline(
  prompt: string,
  options: ModelJudgeOptions,
  usage: Usage,
  check: (judgement: ModelJudgement) => string | undefined,
): Promise<Answer | undefined> {
  const deadline = new AbortController();
  const done = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, deadline.signal]) : deadline.signal;
  const late = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  options.clock.sleep(options.deadlineMs, done.signal).then(
    () => deadline.abort(new LookoutError('timeout', 'the judge model did not answer in time')),
    () => undefined,
  );
  try {
    return await Promise.race([askWithRepair(prompt, options, signal, usage, check), late]);
  } finally {
    done.abort(new LookoutError('timeout', 'the judge is done'));
  }
}

async function askWithRepair(
  prompt: string,
  options: ModelJudgeOptions,
  signal: AbortSignal,
  usage: Usage,
  check: (judgement: ModelJudgement) => string | undefined,
): Promise<Answer | undefined> {
  let problem: string | undefined;
  let pauseMs = firstPauseMs;
  for (let answers = 0; !signal.aborted; ) {
    try {
      const user = problem ? prompt + repairPrompt(problem) : prompt;
      const completed = await options.model.complete({
        schema: ModelJudgement,
        name: 'judgement',
        system: systemPrompt,
        user,
        maxTokens: 1200,
        signal,
      });
      usage.inputTokens += completed.usage.inputTokens;
      usage.outputTokens += completed.usage.outputTokens;
      problem = check(completed.value);
      if (!problem || ++answers > 1) return { judgement: completed.value, problem };
    } catch (error) {
      if (signal.aborted) return undefined;
      if (isTransient(error)) {
        const wanted = error instanceof LookoutError ? error.retryAfterMs : undefined;
        await options.clock.sleep(wanted ?? pauseMs, signal).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      } else if (++answers > 1) {
        return undefined;
      } else {
        problem = 'it did not have the required form';
      }
    }
  }
  return undefined;
}

/** The rules' view of an alert when the judge has none: every candidate, so that nothing is dropped. */
function alertAnyway(input: JudgeInput): Verdict {
  return judgeByRules({ ...input, condition: null, request: '' });
}

function unjudged(input: JudgeInput, byRules: Verdict): Verdict {
  const base = byRules.outcome === 'alert' ? byRules : alertAnyway(input);
  return {
    ...base,
    reason: 'judge_failed',
    confidence: Math.min(base.confidence, 0.5),
    judgedBy: 'unjudged',
  };
}
