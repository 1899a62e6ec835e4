import { isObject, isObjectArray, type Json, stringOr } from '../slack/json.ts';
import type { ModelAnswer, ModelRequest } from './answers.ts';
import { ModelError } from './model-error.ts';
import { strictSchemaProblem } from './strict-schema.ts';

const textOf = (content: unknown): string => {
  if (typeof content === 'string') return content;
  return isObjectArray(content) ? content.map((part) => stringOr(part.text, '')).join('\n') : '';
};

/** Checks a chat completion's request as OpenAI would. */
export function readChat(body: Json): ModelRequest {
  if (!isObjectArray(body.messages) || body.messages.length === 0) {
    throw new ModelError(400, "Invalid 'messages': empty array. Expected an array with minimum length 1.");
  }
  const format = isObject(body.response_format) ? body.response_format : {};
  const form = isObject(format.json_schema) ? format.json_schema : {};
  const problem = form.strict === true ? strictSchemaProblem(form.schema) : undefined;
  if (problem !== undefined) {
    throw new ModelError(400, `Invalid schema for response_format '${String(form.name)}': ${problem}`);
  }
  return {
    path: '/v1/chat/completions',
    body,
    text: body.messages.map((message) => textOf(message.content)).join('\n'),
    schemaName: stringOr(form.name, undefined),
  };
}

/** About four characters to a token, as for English. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4);

const contentOf = (answer: ModelAnswer): string =>
  answer.kind === 'json' ? JSON.stringify(answer.value) : 'text' in answer ? answer.text : '';

/** A chat completion saying the answer. */
export function completion(request: ModelRequest, answer: ModelAnswer, seconds: number): Json {
  const content = contentOf(answer);
  const refused = answer.kind === 'refusal';
  const usage = { prompt_tokens: tokensOf(request.text), completion_tokens: tokensOf(content) };
  return {
    id: `chatcmpl-${crypto.randomUUID()}`,
    object: 'chat.completion',
    created: seconds,
    model: request.body.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refused ? null : content,
          refusal: refused ? content : null,
        },
        logprobs: null,
        finish_reason: answer.kind === 'truncated' ? 'length' : 'stop',
      },
    ],
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
  };
}
