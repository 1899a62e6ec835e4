import type { Answer } from '../../../contracts/answers.ts';
import { codeOf } from '../../../kit/errors.ts';
import type { AnswerDeps } from '../ports.ts';
import { maySpend, noteSpent } from '../spend.ts';
import { answerByModel } from './answer-by-model.ts';
import { answerByRules } from './answer-by-rules.ts';
import type { AskedQuestion } from './asked-question.ts';
import { type Found, findEvidence } from './find-evidence.ts';

export type { AskedQuestion } from './asked-question.ts';

/** Passages shown to a model, and how far from the question they may be: what they are worth it judges itself. */
const mostShown = 12;
const leastShown = 0.2;

/**
 * An answer every sentence of which stands on passages, or `nothing`. By a model where there is one, with each figure
 * and name checked in code; else, and when the model fails, the passages themselves. Throws only the caller's abort
 * and what the database throws.
 */
export async function composeAnswer(deps: AnswerDeps, asked: AskedQuestion): Promise<Answer> {
  const found = await findEvidence(deps, asked);
  asked.signal?.throwIfAborted();
  return (await byModel(deps, asked, found)) ?? plainAnswer(found, null);
}

const plainAnswer = ({ query, evidence, looked }: Found, degraded: string | null): Answer => ({
  ...answerByRules(evidence, query),
  by: 'rules',
  degraded,
  looked,
});

/** Null when there is no model, or nothing to show it. */
async function byModel(deps: AnswerDeps, asked: AskedQuestion, found: Found): Promise<Answer | null> {
  const { model, log } = deps;
  const shown = found.evidence.filter(({ relevance }) => relevance >= leastShown).slice(0, mostShown);
  if (!model || shown.length === 0) return null;
  if (!(await maySpend(deps, asked.workspaceId)))
    return plainAnswer(found, "Answered without the language model: this month's budget for it is used up.");
  try {
    const { answer, problem, usage } = await answerByModel({ model, clock: deps.clock }, shown, asked);
    await noteSpent(deps, asked.workspaceId, usage);
    if (problem === 'nothing held')
      return plainAnswer(
        found,
        'The language model said things that do not stand in what it cited; these are the passages themselves.',
      );
    const degraded = problem === 'stopped' ? 'The language model stopped in the middle of the answer.' : null;
    return { ...answer, by: 'model', degraded, looked: found.looked };
  } catch (error) {
    asked.signal?.throwIfAborted();
    const code = codeOf(error);
    log.warn({ err: error, code }, 'the model did not answer a question, the passages did');
    const why =
      code === 'over_budget'
        ? 'its account has no credit left'
        : code === 'timeout'
          ? 'it did not answer in time'
          : 'it gave no usable answer';
    return plainAnswer(found, `Answered without the language model: ${why}.`);
  }
}
