import type { Config } from '../config/config.ts';
import type { Extract } from '../contracts/transcript.ts';
import { redact } from '../flows/transcript/redact/redact.ts';
import { understandByModel } from '../flows/transcript/understand/by-model/understand-by-model.ts';
import type { RulesInput } from '../flows/transcript/understand/understand-by-rules.ts';
import { systemClock } from '../kit/clock.ts';
import { LookoutError } from '../kit/errors.ts';
import { createLog } from '../kit/log.ts';
import { openLanguage } from './open-language.ts';
import { openWeb } from './open-web.ts';

export interface MeetingModel extends AsyncDisposable {
  understand(input: RulesInput): Promise<Extract>;
}

/** What is hidden beside money, numbers and secrets. */
const hidden = { emails: true, phones: true };
/** For one meeting, as in the product. */
const deadlineMs = 600_000;

/**
 * Reads meetings with the configured model, without a house around it. Parts it cannot read are read by the rules, and
 * `degraded` says so.
 *
 * @throws LookoutError `bad_config` when no model is configured
 */
export async function openMeetingModel(config: Config, signal: AbortSignal): Promise<MeetingModel> {
  if (!config.llm.model)
    throw new LookoutError('bad_config', 'no model is configured', {
      humanMessage:
        'No model is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, or leave out --model.',
    });
  await using stack = new AsyncDisposableStack();
  const web = stack.use(await openWeb(config, { clock: systemClock, log: createLog('error') }));
  const { chat, embedder } = stack.use(openLanguage(config, web.egress));
  const { model } = chat;
  if (!model) throw new LookoutError('internal', 'a configured model was not opened');
  const owned = stack.move();
  return {
    understand: async (input) =>
      // The gate of the product: nothing private goes to a model, of a corpus neither.
      await understandByModel(
        { ...input, turns: redact(input.turns, { rules: hidden }).turns },
        {
          model,
          clock: systemClock,
          deadlineMs,
          signal,
          embed: async (texts) => await embedder.embed(texts),
        },
      ),
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}
