import type { Understanding } from '../../contracts/assistant.ts';
import { codeOf } from '../../kit/errors.ts';
import type { AssistantDeps } from './ports.ts';
import type { Situation } from './situation.ts';
import { understandByModel } from './understand-by-model.ts';
import { isPlain, understandByRules } from './understand-by-rules.ts';

/** What a person meant: by the rules when it is plain, else by the model where there is one. Never throws. */
export async function understandMessage(
  { log, model, clock }: Pick<AssistantDeps, 'log' | 'model' | 'clock'>,
  said: Omit<Situation, 'now'>,
): Promise<Understanding> {
  const situation = { ...said, now: clock.now() };
  const byRules = understandByRules(situation);
  // A plain order needs no model: it would only be slower.
  if (!model || isPlain(byRules, situation)) return byRules;
  try {
    return await understandByModel(model, situation, byRules);
  } catch (error) {
    log.warn({ err: error, code: codeOf(error) }, 'the model did not understand a message, the rules did');
    return byRules;
  }
}
