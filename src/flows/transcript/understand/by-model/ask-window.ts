import { type Asking, askModel } from '../../ask-model.ts';
import { ModelReading } from './schema.ts';
import { repairPrompt, systemPrompt } from './write-prompt.ts';

/** One window's question to the model; see `askModel`. */
export const askWindow = async (question: string, asking: Asking): Promise<ModelReading | undefined> =>
  await askModel(
    { schema: ModelReading, name: 'meeting', system: systemPrompt, user: question, repair: repairPrompt },
    asking,
  );
