import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { LookoutError } from '../../kit/errors.ts';
import type { ChatModel, CompletionRequest } from './chat-model.ts';
import { toLookoutError } from './openai-errors.ts';

export interface OpenAIConfig {
  apiKey: string;
  /** Another server that speaks the same protocol (vLLM, Ollama, a gateway). */
  baseURL?: string;
  /** For one attempt. */
  timeoutMs?: number;
  maxRetries?: number;
  /** The product's egress function, so that the model's address is checked like any other. */
  fetch?: typeof fetch;
}

/** The SDK's own time-out is ten minutes; a judge that slow is no judge. */
const defaultTimeoutMs = 30_000;

export const createOpenAIClient = (config: OpenAIConfig): OpenAI =>
  new OpenAI({
    apiKey: config.apiKey,
    timeout: config.timeoutMs ?? defaultTimeoutMs,
    maxRetries: config.maxRetries ?? 2,
    logLevel: 'off',
    ...(config.baseURL ? { baseURL: config.baseURL } : {}),
    ...(config.fetch ? { fetch: config.fetch } : {}),
  });

/** A chat model over Chat Completions with a JSON schema: the form that compatible servers share. */
export function openAIChatModel(client: OpenAI, model: string): ChatModel {
  return {
    model,
    async complete<T>({ schema, name, system, user, maxTokens, signal, onPartial }: CompletionRequest<T>) {
      const body = {
        model,
        messages: [
          { role: 'system' as const, content: system },
          { role: 'user' as const, content: user },
        ],
        response_format: zodResponseFormat(schema, name),
        ...(maxTokens ? { max_completion_tokens: maxTokens } : {}),
      };
      const options = signal ? { signal } : {};
      const asking = onPartial
        ? client.chat.completions
            .stream({ ...body, stream_options: { include_usage: true } }, options)
            .on('content.delta', ({ parsed }) => onPartial(parsed))
            .finalChatCompletion()
        : client.chat.completions.parse(body, options);
      const completion = await asking.catch((error: unknown) => {
        signal?.throwIfAborted();
        throw toLookoutError(error);
      });
      const message = completion.choices[0]?.message;
      if (message?.refusal) {
        throw new LookoutError('vendor_refused', 'the language model declined to answer', {
          fields: { why: 'refusal' },
        });
      }
      const value = schema.safeParse(message?.parsed);
      if (!value.success) {
        throw new LookoutError('vendor_refused', 'the language model gave no usable answer', {
          cause: value.error,
          fields: { why: 'invalid_output' },
        });
      }
      const usage = {
        inputTokens: completion.usage?.prompt_tokens ?? 0,
        outputTokens: completion.usage?.completion_tokens ?? 0,
      };
      return { value: value.data, usage };
    },
  };
}

export interface WebSearchResult {
  url: string;
  title: string;
  snippet: string;
}

const snippetLength = 240;

/** Finds pages through the Responses API's own web search; servers that only copy Chat Completions answer `vendor_refused`. */
export async function openAIWebSearch(
  client: OpenAI,
  model: string,
  query: string,
  signal?: AbortSignal,
): Promise<WebSearchResult[]> {
  const response = await client.responses
    .create(
      {
        model,
        tools: [{ type: 'web_search', search_context_size: 'low' }],
        input: `Search the web and name the pages that hold this information at its source, official pages first, each with its link and one line on what it holds: ${query}`,
      },
      signal ? { signal } : {},
    )
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      throw toLookoutError(error);
    });
  const found = new Map<string, WebSearchResult>();
  for (const item of response.output) {
    if (item.type !== 'message') continue;
    for (const part of item.content) {
      if (part.type !== 'output_text') continue;
      for (const note of part.annotations) {
        if (note.type !== 'url_citation' || found.has(note.url)) continue;
        const line = part.text.slice(Math.max(0, note.start_index - snippetLength), note.start_index);
        found.set(note.url, {
          url: note.url,
          title: note.title,
          snippet: line
            .slice(line.lastIndexOf('\n') + 1)
            .replace(/[\s([]+$/, '')
            .trimStart(),
        });
      }
    }
  }
  return [...found.values()];
}
