import * as z from 'zod';
import type { Config } from '../../config/config.ts';
import type { Clock } from '../../kit/clock.ts';
import { codeOf } from '../../kit/errors.ts';
import { createMailer } from '../../vendors/mail/send-mail.ts';
import type { Language } from '../open-language.ts';
import type { Web } from '../open-web.ts';
import { type Finding, fail, look, off, ok, sayingOf, warn } from './finding.ts';

const Greeting = z.object({ understood: z.boolean() });

/** Model, embeddings, search and mail: each asked for the least it can give. */
export function examineHelpers(
  config: Config,
  clock: Clock,
  language: Language,
  web: Web,
): Promise<Finding>[] {
  return [
    look(clock, 'Model', 'Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL.', async (signal) => {
      const { model } = language.chat;
      if (!model || !config.llm.model)
        return off(
          'none: Lookout works by its own rules',
          'Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.',
        );
      try {
        await model.complete({
          schema: Greeting,
          name: 'greeting',
          system: 'Answer in the given form.',
          user: 'Say that you understood.',
          maxTokens: 50,
          signal,
        });
      } catch (error) {
        if (codeOf(error) !== 'rate_limited') throw error;
        return warn(
          `${config.llm.model.name}: ${sayingOf(error)}`,
          'Look at the limits and the credit of your account.',
        );
      }
      return ok(`${config.llm.model.name} answers in the form it is given`);
    }),
    look(
      clock,
      'Embeddings',
      'Check EMBEDDINGS, and OPENAI_EMBEDDING_MODEL where they come from a server.',
      async () => {
        const { embedder } = language;
        const [vector] = await embedder.embed(['The price of the Pro plan']);
        return vector?.length === embedder.dimensions
          ? ok(`${embedder.model}, ${embedder.dimensions} dimensions`)
          : fail(
              `${embedder.model} gives ${vector?.length ?? 0} dimensions, not ${embedder.dimensions}`,
              'Choose another OPENAI_EMBEDDING_MODEL, or EMBEDDINGS=offline.',
            );
      },
    ),
    look(clock, 'Search', 'Check SEARCH_URL and SEARCH_KEY.', async (signal) => {
      const search = language.search(web.search)?.search;
      if (!search) return off('none: people are asked to name a page', 'Set SEARCH_PROVIDER.');
      const found = await search.search('OpenAI API pricing', { limit: 3, signal });
      return found.length > 0
        ? ok(`${search.name} answers`)
        : warn(`${search.name} answers, but finds nothing`);
    }),
    look(clock, 'Mail', 'Check SMTP_URL.', async () => {
      if (!config.mail) return off('none: alerts by e-mail are not offered', 'Set SMTP_URL and MAIL_FROM.');
      await using mailer = createMailer(config.mail.smtpUrl.reveal(), config.mail.from);
      await mailer.verify();
      return ok('the server takes the login');
    }),
  ];
}
