import type { Config } from '../config/config.ts';
import type { Secret } from '../config/secrets.ts';
import type { ModelBudget } from '../flows/detection/ports.ts';
import type { ChatModel } from '../vendors/llm/chat-model.ts';
import type { Embedder } from '../vendors/llm/embedder.ts';
import { createOfflineEmbedder } from '../vendors/llm/offline-embedder.ts';
import { createOpenAIClient, openAIChatModel, openAIWebSearch } from '../vendors/llm/openai.ts';
import { openAIEmbedder } from '../vendors/llm/openai-embedder.ts';
import type { Egress } from '../vendors/web/egress.ts';
import type { SearchProvider } from '../vendors/web/search.ts';

export interface Language extends AsyncDisposable {
  /** `{ model }`, or nothing when no key and no server of one's own is set. */
  chat: { model?: ChatModel };
  embedder: Embedder;
  budget: ModelBudget;
  /** The provider the config chose, or the model's own search. */
  search(configured: SearchProvider | undefined): { search: SearchProvider } | undefined;
}

/** A dollar figure for the budget when the price of a model is not known to us: on the dear side of small models. */
const assumedPrices = { usdPerMillionInput: 1, usdPerMillionOutput: 4 };

function clientFor(server: { apiKey: Secret | undefined; baseUrl: string | undefined }, egress: Egress) {
  return createOpenAIClient({
    apiKey: server.apiKey?.reveal() ?? 'none', // servers of one's own often want no key, the SDK always one
    fetch: egress.fetch,
    ...(server.baseUrl ? { baseURL: server.baseUrl } : {}),
  });
}

/** The model and the embedder the config asks for; without a key the bundled embedder and no model. */
export function openLanguage(config: Config, egress: Egress): Language {
  const stack = new AsyncDisposableStack();
  const { model, embeddings, monthlyBudgetUsd } = config.llm;
  const client = model && clientFor(model, egress);
  const embedder =
    embeddings.kind === 'offline'
      ? stack.use(createOfflineEmbedder())
      : openAIEmbedder(clientFor(embeddings, egress), embeddings.name);
  const ownSearch: SearchProvider | undefined =
    config.search?.provider === 'openai' && client && model
      ? {
          name: 'openai',
          search: async (query, { limit, signal }) =>
            (await openAIWebSearch(client, model.name, query, signal)).slice(0, limit),
        }
      : undefined;
  return {
    chat: client && model ? { model: openAIChatModel(client, model.name) } : {},
    embedder,
    budget: { monthlyUsd: monthlyBudgetUsd, ...assumedPrices },
    search: (configured) => {
      const search = configured ?? ownSearch;
      return search && { search };
    },
    [Symbol.asyncDispose]: async () => await stack.disposeAsync(),
  };
}
