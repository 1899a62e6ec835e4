import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatModel } from '../../../vendors/llm/chat-model.ts';
import { createOpenAIClient, openAIChatModel } from '../../../vendors/llm/openai.ts';

/** What was asked of the forged model, as it arrived. */
export interface AskedOf {
  system: string;
  user: string;
}

export type ModelReply = (response: ServerResponse, asked: AskedOf) => void;

const send = (response: ServerResponse, status: number, body: unknown, headers: object = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const completion = (message: object, finish = 'stop') => ({
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'forged',
  choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: null, ...message } }],
  usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
});

/** The replies a server of this protocol can give. */
export const reply = {
  json:
    (answer: object): ModelReply =>
    (response) =>
      send(response, 200, completion({ content: JSON.stringify(answer), refusal: null })),
  /** An answer made from what was asked. */
  from:
    (answer: (asked: AskedOf) => object): ModelReply =>
    (response, asked) =>
      send(response, 200, completion({ content: JSON.stringify(answer(asked)), refusal: null })),
  text:
    (content: string, finish?: string): ModelReply =>
    (response) =>
      send(response, 200, completion({ content, refusal: null }, finish)),
  refusal: ((response) =>
    send(response, 200, completion({ refusal: 'I cannot help with that' }))) as ModelReply,
  error:
    (status: number, code?: string, headers?: object): ModelReply =>
    (response) =>
      send(response, status, { error: { message: 'no', type: 'x', code } }, headers),
  cut: ((response) => response.destroy()) as ModelReply,
  never: (() => undefined) as ModelReply,
};

export interface ForgedModel extends AsyncDisposable {
  /** The product's own model client, talking to the forged server. */
  model: ChatModel;
  asked: AskedOf[];
  /** The replies to come, in order; the last one repeats. */
  script(...replies: ModelReply[]): void;
}

/** An OpenAI-compatible server on this machine that answers as it is told to. */
export async function forgeModel(): Promise<ForgedModel> {
  const asked: AskedOf[] = [];
  let replies: ModelReply[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      messages: { role: string; content: string }[];
    };
    const said = (role: string) => body.messages.find((message) => message.role === role)?.content ?? '';
    const question = { system: said('system'), user: said('user') };
    asked.push(question);
    const next = replies.length > 1 ? replies.shift() : replies[0];
    (next ?? reply.error(500))(response, question);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = createOpenAIClient({ apiKey: 'k', baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
  return {
    model: openAIChatModel(client, 'forged'),
    asked,
    script: (...next) => {
      asked.length = 0;
      replies = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
