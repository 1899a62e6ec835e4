import type { Config } from '../config/config.ts';
import { createExtractor } from '../flows/content/extract/extract-pool.ts';
import type { ReadingDeps } from '../flows/content/ports.ts';
import { createDifferenceFinder } from '../flows/detection/difference-pool.ts';
import type { JudgingDeps } from '../flows/detection/ports.ts';
import { systemClock } from '../kit/clock.ts';
import { LookoutError } from '../kit/errors.ts';
import { createLog } from '../kit/log.ts';
import { openEmbedded } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { createOfflineEmbedder } from '../vendors/llm/offline-embedder.ts';
import { openLanguage } from './open-language.ts';
import { openWeb } from './open-web.ts';

/** What turns bodies into verdicts, without a house around it: nothing is fetched, kept or sent. */
export interface Engine extends AsyncDisposable {
  extractor: ReadingDeps['extractor'];
  judging: JudgingDeps;
}

/**
 * The engine as the house would build it from this config. `off` judges by rules and the bundled embedder; `model`
 * asks the configured model, within the month's budget, and throws `bad_config` when none is configured.
 */
export async function openEngine(config: Config, judge: 'off' | 'model'): Promise<Engine> {
  await using stack = new AsyncDisposableStack();
  const clock = systemClock;
  const shared = {
    extractor: stack.use(createExtractor({ threads: config.watching.extractThreads ?? 1 })),
    differences: stack.use(createDifferenceFinder()),
  };
  const language =
    judge === 'model' ? await openModel(config, stack) : withoutModel(stack.use(createOfflineEmbedder()));
  const owned = stack.move();
  return {
    extractor: shared.extractor,
    judging: { clock, differences: shared.differences, ...language },
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}

type Language = Pick<JudgingDeps, 'embedder' | 'model' | 'budget' | 'database'>;

const withoutModel = (embedder: NonNullable<Language['embedder']>): Language => ({
  embedder,
  budget: { monthlyUsd: 0, usdPerMillionInput: 0, usdPerMillionOutput: 0 },
  database: {
    tenant: async () => {
      throw new LookoutError('internal', 'accounts are only kept where there is a model');
    },
  },
});

async function openModel(config: Config, stack: AsyncDisposableStack): Promise<Language> {
  if (!config.llm.model)
    throw new LookoutError('bad_config', 'no model is configured', {
      humanMessage:
        'No model is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, or leave out --judge model.',
    });
  const web = stack.use(await openWeb(config, { clock: systemClock, log: createLog('error') }));
  const { chat, embedder, budget } = stack.use(openLanguage(config, web.egress));
  // The month's spending is counted as in the product, but in memory: nobody's real account is touched.
  const database = stack.use(await openEmbedded());
  await migrate(database);
  return { ...chat, embedder, budget, database };
}
