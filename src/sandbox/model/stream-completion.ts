import type { ServerResponse } from 'node:http';
import { isObject, isObjectArray, type Json } from '../slack/json.ts';

/** Characters a chunk brings: small enough that words and fields are cut as a real stream cuts them. */
const chunkLength = 12;

/** Sends a completion as server-sent events, piece by piece, as OpenAI streams one. */
export function streamCompletion(
  response: ServerResponse,
  whole: Json,
  { withUsage, cutAfter }: { withUsage: boolean; cutAfter?: string },
): void {
  const head = { id: whole.id, object: 'chat.completion.chunk', created: whole.created, model: whole.model };
  const write = (body: Json): void => {
    response.write(`data: ${JSON.stringify({ ...head, ...body })}\n\n`);
  };
  const say = (delta: Json, finish: unknown = null): void =>
    write({ choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] });
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const choice = isObjectArray(whole.choices) ? (whole.choices[0] ?? {}) : {};
  const message = isObject(choice.message) ? choice.message : {};
  const field = typeof message.refusal === 'string' ? 'refusal' : 'content';
  const text = cutAfter ?? String(message[field] ?? '');
  say({ role: 'assistant', content: '' });
  for (let at = 0; at < text.length; at += chunkLength) say({ [field]: text.slice(at, at + chunkLength) });
  if (cutAfter !== undefined) {
    // What was written goes out before the connection breaks.
    setImmediate(() => response.destroy());
    return;
  }
  say({}, choice.finish_reason);
  if (withUsage) write({ choices: [], usage: whole.usage });
  response.end('data: [DONE]\n\n');
}
