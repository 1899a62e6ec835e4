import { type Judgement, judgeByModel, type ModelJudgeOptions } from './judge-by-model.ts';
import { type JudgeInput, judgeByRules } from './judge-by-rules.ts';

/**
 * The verdict on a comparison. Without candidates, or when a typed condition is not met, code says silent and no
 * model is called; otherwise the model judges if there is one, and the rules if not.
 */
export async function judge(input: JudgeInput, options?: ModelJudgeOptions): Promise<Judgement> {
  const byRules = judgeByRules(input);
  const decidedByCode =
    input.candidates.length === 0 || (input.condition !== null && byRules.outcome === 'silent');
  if (!options || decidedByCode)
    return { verdict: byRules, usage: { inputTokens: 0, outputTokens: 0 }, overBudget: false };
  return judgeByModel(input, options);
}
