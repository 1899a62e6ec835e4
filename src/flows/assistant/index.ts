import { implement } from '@orpc/server';
import { assistantContract, type Understanding } from '../../contracts/assistant.ts';
import type { FlowRouter } from '../../contracts/house.ts';
import type { CallContext } from '../../contracts/shared.ts';
import { codeOf } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import type { AssistantDeps } from './ports.ts';
import { understandByModel } from './understand-by-model.ts';
import { isPlain, type Situation, understandByRules } from './understand-by-rules.ts';

export type { AssistantDeps } from './ports.ts';

/** The assistant room: plain language to one of the things Lookout can do. */
export function createAssistantFlow({ log, model }: AssistantDeps): {
  calls: FlowRouter<'assistant'>;
  workers: Workers;
} {
  const os = implement(assistantContract).$context<CallContext>();

  const understand = async (situation: Situation): Promise<Understanding> => {
    const byRules = understandByRules(situation);
    // A plain order needs no model: it would only be slower.
    if (!model || isPlain(byRules, situation)) return byRules;
    try {
      return await understandByModel(model, situation, byRules);
    } catch (error) {
      log.warn({ err: error, code: codeOf(error) }, 'the model did not understand a message, the rules did');
      return byRules;
    }
  };

  return {
    calls: os.router({ understand: os.understand.handler(async ({ input }) => await understand(input)) }),
    workers: {},
  };
}
