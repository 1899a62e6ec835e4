import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../../kit/clock.ts';
import { readBody, sendJson, urlOf } from '../http.ts';
import { closeServer, listen } from '../listen.ts';
import { isObject, type Json, tryParseJson } from '../slack/json.ts';
import { createModelScript, type ModelAnswer, type ModelRequest, type ModelScript } from './answers.ts';
import { completion, readChat } from './chat.ts';
import { embeddings, readEmbedding } from './embeddings.ts';
import { ModelError } from './model-error.ts';
import { streamCompletion } from './stream-completion.ts';

export interface ForgedModelOptions {
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  clock?: Clock;
  apiKey?: string;
  /** Names it answers to; any when not given. */
  models?: readonly string[];
}

/** A running OpenAI-compatible server that says what a test told it to. */
export interface ForgedModel extends AsyncDisposable {
  /** For `baseURL` of the SDK: ends with /v1. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** What the house needs to know to speak to it. */
  readonly env: { OPENAI_BASE_URL: string; OPENAI_API_KEY: string; EGRESS_ALLOW: string };
  readonly script: ModelScript;
  /** Every request that was well-formed, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** Chat requests for which nothing was scripted; they were refused with 400. */
  readonly unanswered: readonly ModelRequest[];
}

interface Forge {
  clock: Clock;
  apiKey: string;
  models: readonly string[] | undefined;
  script: ModelScript;
  requests: ModelRequest[];
  unanswered: ModelRequest[];
  lifetime: AbortSignal;
}

function failIfAsked(answer: ModelAnswer): void {
  if (answer.kind === 'rate_limited') {
    throw new ModelError(429, 'Rate limit reached for requests.', {
      type: 'requests',
      code: 'rate_limit_exceeded',
      headers: { 'retry-after': String(answer.retryAfterSeconds ?? 1) },
    });
  }
  if (answer.kind === 'server_error') {
    throw new ModelError(500, 'The server had an error while processing your request.', {
      type: 'server_error',
    });
  }
}

const unscripted = (forge: Forge, request: ModelRequest): never => {
  forge.unanswered.push(request);
  throw new ModelError(400, `Nothing is scripted for the form ${request.schemaName ?? '(none)'}.`, {
    code: 'unscripted',
  });
};

interface Streamed {
  streamed: Json;
  withUsage: boolean;
  cutAfter?: string;
}
type Reply = { body: Json } | Streamed | 'cut';

async function answerTo(forge: Forge, request: ModelRequest): Promise<Reply> {
  forge.requests.push(request);
  const isChat = request.path === '/v1/chat/completions';
  const answer = forge.script.take(request);
  if (answer?.delayMs) await forge.clock.sleep(answer.delayMs, forge.lifetime);
  const streams = isChat && request.body.stream === true;
  if (answer?.kind === 'cut' && !(streams && answer.after !== undefined)) return 'cut';
  if (answer) failIfAsked(answer);
  if (!isChat) return { body: embeddings(request) };
  const whole = completion(
    request,
    answer ?? unscripted(forge, request),
    Math.floor(forge.clock.now().getTime() / 1_000),
  );
  if (!streams) return { body: whole };
  const options = isObject(request.body.stream_options) ? request.body.stream_options : {};
  return {
    streamed: whole,
    withUsage: options.include_usage === true,
    ...(answer?.kind === 'cut' ? { cutAfter: answer.after ?? '' } : {}),
  };
}

const modelList = ({ models }: Forge): Json => ({
  object: 'list',
  data: (models ?? []).map((id) => ({ id, object: 'model', created: 0, owned_by: 'sandbox' })),
});

async function handle(forge: Forge, request: IncomingMessage, path: string): Promise<Reply> {
  if (request.headers.authorization !== `Bearer ${forge.apiKey}`) {
    throw new ModelError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
  }
  if (request.method === 'GET' && path === '/v1/models') return { body: modelList(forge) };
  const body = tryParseJson((await readBody(request)).toString());
  if (!isObject(body)) throw new ModelError(400, 'We could not parse the JSON body of your request.');
  if (forge.models && !forge.models.includes(String(body.model))) {
    throw new ModelError(404, `The model \`${String(body.model)}\` does not exist.`, {
      code: 'model_not_found',
    });
  }
  if (path === '/v1/chat/completions') return answerTo(forge, readChat(body));
  if (path === '/v1/embeddings') return answerTo(forge, readEmbedding(body));
  throw new ModelError(404, `Invalid URL (${request.method} ${path})`);
}

async function serve(forge: Forge, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const answer = await handle(forge, request, urlOf(request).pathname);
    if (answer === 'cut') response.destroy();
    else if ('streamed' in answer) streamCompletion(response, answer.streamed, answer);
    else sendJson(response, 200, answer.body);
  } catch (error) {
    if (!(error instanceof ModelError)) {
      response.destroy();
      return;
    }
    const { message, type, code } = error;
    sendJson(response, error.status, { error: { message, type, param: null, code } }, error.headers);
  }
}

/** Starts a forged model server. Embeddings work by themselves; chat completions say what is scripted. */
export async function createForgedModel(options: ForgedModelOptions = {}): Promise<ForgedModel> {
  const ending = new AbortController();
  const forge: Forge = {
    clock: options.clock ?? systemClock,
    apiKey: options.apiKey ?? 'sk-sandbox',
    models: options.models,
    script: createModelScript(),
    requests: [],
    unanswered: [],
    lifetime: ending.signal,
  };
  const server = createServer((request, response) => void serve(forge, request, response));
  const origin = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    baseUrl: `${origin}/v1`,
    apiKey: forge.apiKey,
    env: {
      OPENAI_BASE_URL: `${origin}/v1`,
      OPENAI_API_KEY: forge.apiKey,
      EGRESS_ALLOW: new URL(origin).host,
    },
    script: forge.script,
    requests: forge.requests,
    unanswered: forge.unanswered,
    [Symbol.asyncDispose]: async () => {
      ending.abort(new Error('the forged model is closed'));
      await closeServer(server);
    },
  };
}
