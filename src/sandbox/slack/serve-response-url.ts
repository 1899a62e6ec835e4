import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '../http.ts';
import type { Forge } from './forge.ts';
import { isObject, type Json, tryParseJson } from './json.ts';
import { addMessage, changeMessage, removeMessage } from './messages.ts';
import type { ResponseTarget } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import { readContent } from './web-api/message-content.ts';
import { botId, botUserId, findMessage } from './workspace.ts';

/** Does what an answer to a command or an interaction says: a new message, or a change of the one it came from. */
export function applyResponse(forge: Forge, target: ResponseTarget, answer: Json): void {
  const channel = forge.workspace.channels.get(target.channel);
  if (!channel) throw new SlackError('channel_not_found');
  const original = target.messageTs === undefined ? undefined : findMessage(channel, target.messageTs, true);
  if (answer.delete_original === true && original) {
    removeMessage(forge, channel, original);
    return;
  }
  const content = readContent(answer);
  if (answer.replace_original === true && original) {
    changeMessage(forge, channel, original, {
      text: content.text,
      blocks: content.blocks,
      attachments: content.attachments,
    });
    return;
  }
  addMessage(forge, channel, {
    user: botUserId,
    bot_id: botId,
    ...content,
    thread_ts: typeof answer.thread_ts === 'string' ? answer.thread_ts : target.threadTs,
    ...(answer.response_type === 'in_channel' ? {} : { visibleTo: target.user }),
  });
}

/** `POST /response/<secret>`: at most five answers within thirty minutes. */
export async function serveResponseUrl(
  forge: Forge,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const answer = tryParseJson((await readBody(request)).toString());
  const target = forge.responseUrls.use(path);
  if (typeof target === 'string') return sendJson(response, 404, { ok: false, error: target });
  if (!isObject(answer)) return sendJson(response, 400, { ok: false, error: 'invalid_payload' });
  try {
    applyResponse(forge, target, answer);
    sendJson(response, 200, { ok: true });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    sendJson(response, 400, { ok: false, error: error.error, ...error.extra });
  }
}
