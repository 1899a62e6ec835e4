import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { codeOf, LookoutError } from '../../kit/errors.ts';
import { cosine } from './cosine.ts';
import { createOpenAIClient, openAIChatModel, openAIWebSearch } from './openai.ts';
import { openAIEmbedder } from './openai-embedder.ts';

interface Seen {
  url: string;
  body: Record<string, unknown>;
}

/** A client whose vendor answers with these, in order. */
function clientFor(...answers: (() => Response)[]) {
  const seen: Seen[] = [];
  const fetchStub = async (url: string | URL | Request, init?: RequestInit) => {
    seen.push({ url: String(url), body: JSON.parse(String(init?.body)) });
    const answer = answers[seen.length - 1] ?? answers.at(-1);
    if (!answer) throw new TypeError('nothing to answer');
    return answer();
  };
  const client = createOpenAIClient({
    apiKey: 'test',
    baseURL: 'http://model.test/v1',
    maxRetries: 0,
    fetch: fetchStub,
  });
  return { client, seen };
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });
const saying = (message: Record<string, unknown>, finish = 'stop') =>
  json({
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        finish_reason: finish,
        message: { role: 'assistant', content: null, refusal: null, ...message },
      },
    ],
    usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
  });

const schema = z.object({ matters: z.boolean() });
const ask = (client: ReturnType<typeof clientFor>['client']) =>
  openAIChatModel(client, 'm').complete({ schema, name: 'judgement', system: 's', user: 'u', maxTokens: 50 });

async function failure(promise: Promise<unknown>): Promise<LookoutError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LookoutError)) throw new Error(`expected a LookoutError, got ${String(error)}`);
  return error;
}

describe('a chat model', () => {
  it('answers in the form asked for and says what it cost', async () => {
    const { client, seen } = clientFor(saying({ content: '{"matters":true}' }));
    expect(await ask(client)).toEqual({
      value: { matters: true },
      usage: { inputTokens: 12, outputTokens: 3 },
    });
    expect(seen[0]?.url).toBe('http://model.test/v1/chat/completions');
    expect(seen[0]?.body).toMatchObject({
      model: 'm',
      response_format: { type: 'json_schema', json_schema: { name: 'judgement', strict: true } },
    });
  });

  it('passes on how long the vendor asks to wait', async () => {
    const { client } = clientFor(json({ error: { message: 'slow down' } }, 429, { 'retry-after': '7' }));
    expect(await failure(ask(client))).toMatchObject({ code: 'rate_limited', retryAfterMs: 7_000 });
  });

  it.each<[string, () => Response, string]>([
    ['a used-up quota', json({ error: { message: 'x', code: 'insufficient_quota' } }, 429), 'over_budget'],
    ['a broken vendor', json({ error: { message: 'x' } }, 503), 'vendor_down'],
    ['a bad key', json({ error: { message: 'x' } }, 401), 'vendor_refused'],
    ['a refusal', saying({ refusal: 'I cannot' }), 'vendor_refused'],
    ['an answer cut short', saying({ content: '{"matt' }, 'length'), 'vendor_refused'],
    ['an answer of another form', saying({ content: '{"other":1}' }), 'vendor_refused'],
    ['an answer that is no JSON', saying({ content: 'Sure! Here you go' }), 'vendor_refused'],
  ])('%s becomes our error', async (_name, answer, code) => {
    expect(codeOf(await failure(ask(clientFor(answer).client)))).toBe(code);
  });

  it('is unreachable when nothing answers', async () => {
    expect(codeOf(await failure(ask(clientFor().client)))).toBe('unreachable');
  });
});

describe('a web search', () => {
  it('gives each cited page once, with the line that cites it', async () => {
    const text = 'Pages:\nOfficial price list (openai.com) more';
    const note = {
      type: 'url_citation',
      url: 'https://openai.com/pricing',
      title: 'Pricing',
      start_index: 28,
      end_index: 40,
    };
    const { client, seen } = clientFor(
      json({
        id: 'r',
        object: 'response',
        output: [
          {
            type: 'message',
            id: 'm',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text, annotations: [note, note] }],
          },
        ],
      }),
    );
    expect(await openAIWebSearch(client, 'm', 'gpt price')).toEqual([
      { url: 'https://openai.com/pricing', title: 'Pricing', snippet: 'Official price list' },
    ]);
    expect(seen[0]?.body.tools).toMatchObject([{ type: 'web_search' }]);
  });
});

describe('the vendor’s embedder', () => {
  const vectors = (...firsts: number[]) =>
    json({
      object: 'list',
      model: 'e',
      data: firsts.map((first, index) => ({
        object: 'embedding',
        index,
        embedding: [first, ...Array(511).fill(0)],
      })),
      usage: { prompt_tokens: 1, total_tokens: 1 },
    });

  it('asks for plain floats of the length we store and gives unit vectors in order', async () => {
    const { client, seen } = clientFor(vectors(3, -2));
    const [one, other] = await openAIEmbedder(client, 'e').embed(['a', '']);
    expect(seen[0]?.body).toMatchObject({ dimensions: 512, encoding_format: 'float', input: ['a', ' '] });
    expect(one?.[0]).toBe(1);
    expect(cosine(one ?? new Float32Array(), other ?? new Float32Array())).toBe(-1);
  });

  it('refuses vectors that do not fit', async () => {
    const { client } = clientFor(vectors(1));
    expect(codeOf(await failure(openAIEmbedder(client, 'e').embed(['a', 'b'])))).toBe('vendor_refused');
  });
});
