import OpenAI from 'openai';
import { LengthFinishReasonError } from 'openai/error';
import { zodResponseFormat } from 'openai/helpers/zod';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createForgedModel, type ForgedModel } from './create-forged-model.ts';

const clientOf = (model: ForgedModel, apiKey = model.apiKey) =>
  new OpenAI({ apiKey, baseURL: model.baseUrl, maxRetries: 0 });

const Verdict = z.object({ matters: z.boolean(), sentence: z.string() });

const ask = (model: ForgedModel, name = 'small') =>
  clientOf(model).chat.completions.parse({
    model: name,
    messages: [
      { role: 'system', content: 'Judge.' },
      { role: 'user', content: 'The price fell.' },
    ],
    response_format: zodResponseFormat(Verdict, 'verdict'),
  });

describe('the scripted answers', () => {
  test('come in the order they were queued, then from the function', async () => {
    await using model = await createForgedModel();
    model.script.next({ kind: 'json', value: { matters: true, sentence: 'first' } });
    model.script.otherwise(({ text }) => ({ kind: 'json', value: { matters: false, sentence: text } }));
    expect((await ask(model)).choices[0]?.message.parsed).toEqual({ matters: true, sentence: 'first' });
    expect((await ask(model)).choices[0]?.message.parsed?.sentence).toBe('Judge.\nThe price fell.');
    expect(model.requests.map((request) => request.schemaName)).toEqual(['verdict', 'verdict']);
  });

  test('can be broken, cut short, refused or late', async () => {
    await using model = await createForgedModel();
    model.script.next(
      { kind: 'text', text: '{"matters": tru' },
      { kind: 'truncated', text: '{"matters": true, "sent' },
      { kind: 'refusal', text: 'I cannot help with that.' },
      { kind: 'json', value: { matters: true, sentence: 'late' }, delayMs: 5 },
    );
    await expect(ask(model)).rejects.toThrow(SyntaxError);
    await expect(ask(model)).rejects.toThrow(LengthFinishReasonError);
    expect((await ask(model)).choices[0]?.message.refusal).toBe('I cannot help with that.');
    expect((await ask(model)).choices[0]?.message.parsed?.sentence).toBe('late');
  });

  test('come in pieces to whoever asks for a stream, and may stop in the middle', async () => {
    await using model = await createForgedModel();
    const value = { matters: true, sentence: 'It fell from 1.25 to 0.90.' };
    const stream = () =>
      clientOf(model).chat.completions.stream({
        model: 'small',
        messages: [{ role: 'user', content: 'The price fell.' }],
        response_format: zodResponseFormat(Verdict, 'verdict'),
        stream_options: { include_usage: true },
      });
    model.script.next({ kind: 'json', value }, { kind: 'cut', after: '{"matters": true, "sente' });
    const seen: string[] = [];
    const whole = await stream()
      .on('content.delta', ({ snapshot }) => seen.push(snapshot))
      .finalChatCompletion();
    expect(seen.length).toBeGreaterThan(3);
    expect(whole.choices[0]?.message.parsed).toEqual(value);
    expect(whole.usage?.completion_tokens).toBeGreaterThan(0);
    const broken: string[] = [];
    const cut = stream().on('content.delta', ({ snapshot }) => broken.push(snapshot));
    await expect(cut.finalChatCompletion()).rejects.toThrow(OpenAI.OpenAIError);
    expect(broken.at(-1)).toBe('{"matters": true, "sente');
  });

  test('can fail as a busy or broken server does', async () => {
    await using model = await createForgedModel();
    model.script.next(
      { kind: 'rate_limited', retryAfterSeconds: 7 },
      { kind: 'server_error' },
      { kind: 'cut' },
    );
    const limited = await ask(model).catch((error: unknown) => error);
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
    expect(limited instanceof OpenAI.APIError && limited.headers?.get('retry-after')).toBe('7');
    await expect(ask(model)).rejects.toThrow(OpenAI.InternalServerError);
    await expect(ask(model)).rejects.toThrow(OpenAI.APIConnectionError);
  });

  test('are missing when nobody wrote them, and the forge says so', async () => {
    await using model = await createForgedModel();
    await expect(ask(model)).rejects.toThrow(/Nothing is scripted for the form verdict/);
    expect(model.unanswered).toHaveLength(1);
  });
});

test('a wrong key, a model nobody has and a form with optional parts are refused', async () => {
  await using model = await createForgedModel({ models: ['small'] });
  model.script.otherwise(() => ({ kind: 'json', value: {} }));
  await expect(clientOf(model, 'sk-wrong').models.list()).rejects.toThrow(OpenAI.AuthenticationError);
  await expect(ask(model, 'large')).rejects.toThrow(OpenAI.NotFoundError);
  const open = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: [],
    additionalProperties: false,
  };
  await expect(
    clientOf(model).chat.completions.create({
      model: 'small',
      messages: [{ role: 'user', content: 'x' }],
      response_format: { type: 'json_schema', json_schema: { name: 'open', strict: true, schema: open } },
    }),
  ).rejects.toThrow(/Missing 'a'/);
  expect((await clientOf(model).models.list()).data.map((one) => one.id)).toEqual(['small']);
});

describe('embeddings', () => {
  const nearness = (a: number[] = [], b: number[] = []) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

  test.each(['float', 'base64'] as const)(
    'as %s put texts that share words near each other',
    async (format) => {
      await using model = await createForgedModel();
      const { data } = await clientOf(model).embeddings.create({
        model: 'text-embedding-3-small',
        input: ['prices of the plans', 'the plans and their price', 'rain in Berlin'],
        encoding_format: format,
      });
      // The SDK gives base64 back as it came when it was asked for by name.
      const [prices, plans, rain] = data.map(({ embedding }): number[] =>
        typeof embedding === 'string'
          ? [...new Float32Array(Uint8Array.from(Buffer.from(embedding, 'base64')).buffer)]
          : embedding,
      );
      expect(prices).toHaveLength(1_536);
      expect(nearness(prices, prices)).toBeCloseTo(1, 4);
      expect(nearness(prices, plans)).toBeGreaterThan(nearness(prices, rain) + 0.3);
    },
  );

  test('have as many dimensions as are asked for, and fail on demand', async () => {
    await using model = await createForgedModel();
    const create = () =>
      clientOf(model).embeddings.create({ model: 'text-embedding-3-small', input: 'a', dimensions: 512 });
    expect((await create()).data[0]?.embedding).toHaveLength(512);
    model.script.nextEmbedding({ kind: 'server_error' });
    await expect(create()).rejects.toThrow(OpenAI.InternalServerError);
  });
});
