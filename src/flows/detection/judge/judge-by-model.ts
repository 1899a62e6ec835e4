import type { Verdict } from '../../../contracts/detection.ts';
import type { Clock } from '../../../kit/clock.ts';
import { codeOf, LookoutError } from '../../../kit/errors.ts';
import type { ChatModel, Usage } from '../../../vendors/llm/chat-model.ts';
import { type Answer, askWithRepair } from './ask-model.ts';
import { type JudgeInput, judgeByRules, reasonToTell, tell } from './judge-by-rules.ts';
import { type ModelJudgement, userPrompt } from './model-prompt.ts';
import { byImportance, quoteOf, quotesKept } from './quote-hunks.ts';
import { silent } from './silent-verdict.ts';
import { hunkQuoted, unbackedNumbers } from './verify-evidence.ts';
import { excerpt } from './write-sentence.ts';

export interface Judgement {
  verdict: Verdict;
  usage: Usage;
  /** The model would have been asked, but may not be: the rules decided. */
  overBudget: boolean;
}

export interface ModelJudgeOptions {
  model: ChatModel;
  clock: Clock;
  /** After this long without a usable answer the change goes out labelled unjudged. */
  deadlineMs: number;
  signal?: AbortSignal;
  /** Earlier answers to the very same question, and leave to ask a new one. */
  accounts?: Accounts;
}

export interface Accounts {
  /** What the model answered to this question before. */
  recall(question: string): Promise<ModelJudgement | undefined>;
  /** Whether there is money left to ask. */
  mayAsk(): Promise<boolean>;
  /** Keeps what was paid for, before anything else can go wrong. */
  remember(question: string, answer: ModelJudgement | undefined, usage: Usage): Promise<void>;
}

/** A sentence is one line of a message. */
const longestSentence = 280;

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
  const question = userPrompt({
    request: input.request,
    hunks: shown,
    moved: input.hunks.filter((hunk) => hunk.op === 'moved'),
    conditionMet,
    ...(input.before && input.after ? { around: { before: input.before, after: input.after } } : {}),
  });
  const check = (judgement: ModelJudgement) => problemOf(judgement, input);
  const known = await options.accounts?.recall(question);
  let answer: Answer | undefined = known && { judgement: known, problem: check(known) };
  if (!answer) {
    const broke: Judgement = { verdict: byRules, usage, overBudget: true };
    if (options.accounts && !(await options.accounts.mayAsk())) return broke;
    try {
      answer = await askUntilDeadline(question, options, usage, check);
    } catch (error) {
      if (codeOf(error) === 'over_budget') return broke;
      throw error;
    } finally {
      await options.accounts?.remember(question, answer?.judgement, usage);
    }
  }
  options.signal?.throwIfAborted();
  const verdict = answer ? verdictOf(answer, input, byRules, conditionMet) : unjudged(input, byRules);
  return { verdict, usage, overBudget: false };
}

function verdictOf(
  { judgement, problem }: Answer,
  input: JudgeInput,
  byRules: Verdict,
  conditionMet: boolean,
): Verdict {
  if (!judgement.matters && !conditionMet)
    return { ...silent('not_about_request', byImportance(input.candidates)), judgedBy: 'model' };
  const base = byRules.outcome === 'alert' ? byRules : alertAnyway(input);
  if (problem || !judgement.matters) return { ...base, severity: judgement.severity, judgedBy: 'model' };
  const quoted = judgement.quotes.flatMap((text) => hunkQuoted(text, input.candidates) ?? []);
  return {
    ...base,
    reason: conditionMet ? 'condition_met' : base.reason,
    kind: judgement.kind,
    severity: judgement.severity,
    sentence: excerpt(judgement.sentence, longestSentence),
    quotes: [...new Set(quoted)].slice(0, quotesKept).map(quoteOf),
    judgedBy: 'model',
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

async function askUntilDeadline(
  question: string,
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
    return await Promise.race([askWithRepair(question, { ...options, signal, usage, check }), late]);
  } finally {
    done.abort(new LookoutError('timeout', 'the judge is done'));
  }
}

/** The rules' view of an alert when the judge has none: every candidate, so that nothing is dropped. */
const alertAnyway = ({ candidates }: JudgeInput): Verdict => tell(reasonToTell(candidates), candidates);

function unjudged(input: JudgeInput, byRules: Verdict): Verdict {
  const base = byRules.outcome === 'alert' ? byRules : alertAnyway(input);
  return {
    ...base,
    reason: 'judge_failed',
    confidence: Math.min(base.confidence, 0.5),
    judgedBy: 'unjudged',
  };
}
