import type { Forge } from '../forge.ts';
import { isObjectArray, stringOr } from '../json.ts';
import { limits } from '../limits.ts';
import { SlackError } from '../slack-error.ts';
import { findMessage } from '../workspace.ts';
import { type ApiMethods, list, optionalText, structured, text } from './api-method.ts';
import { joinedChannel } from './conversation-access.ts';

/** Under agent_view these need only chat:write; assistant:write is the older scope for the same. */
const scopes = ['chat:write', 'assistant:write'];
const sessionStatuses = ['active', 'processing', 'suspended', 'closed'];

/** Shows the status line in a thread; Slack clears it by itself after two minutes. */
function showStatus(
  forge: Forge,
  channel: string,
  threadTs: string,
  status: string,
  loadingMessages: string[],
): void {
  forge.bus.emit({
    type: 'status',
    channel,
    thread_ts: threadTs,
    status,
    ...(loadingMessages.length > 0 ? { loading_messages: loadingMessages } : {}),
  });
  if (status === '') return;
  forge.clock
    .sleep(limits.statusLifeMs, forge.lifetime)
    .then(() => forge.bus.emit({ type: 'status', channel, thread_ts: threadTs, status: '' }))
    // Rejects only when the sandbox closes.
    .catch(() => undefined);
}

export const assistantMethods: ApiMethods = {
  'assistant.threads.setStatus': {
    token: 'bot',
    scopes,
    run: ({ forge, args }) => {
      const channel = joinedChannel(forge, text(args, 'channel_id', 'channel_not_found'));
      const threadTs = text(args, 'thread_ts', 'invalid_thread_ts');
      if (!findMessage(channel, threadTs)) throw new SlackError('invalid_thread_ts');
      if (args.status === undefined) text(args, 'status');
      const loading = list(args, 'loading_messages');
      if (loading.length > limits.loadingMessages) throw new SlackError('invalid_arguments');
      showStatus(forge, channel.id, threadTs, optionalText(args, 'status') ?? '', loading);
      return {};
    },
  },
  'assistant.threads.setSuggestedPrompts': {
    token: 'bot',
    scopes,
    run: ({ forge, args }) => {
      const channel = joinedChannel(forge, text(args, 'channel_id', 'channel_not_found'));
      const prompts = structured(args, 'prompts');
      if (!isObjectArray(prompts) || prompts.length === 0 || prompts.length > limits.suggestedPrompts) {
        throw new SlackError('invalid_arguments');
      }
      channel.suggestedPrompts = prompts.map((prompt) => ({
        title: stringOr(prompt.title, ''),
        message: stringOr(prompt.message, ''),
      }));
      if (channel.suggestedPrompts.some(({ title, message }) => !title || !message))
        throw new SlackError('invalid_arguments');
      forge.bus.emit({ type: 'prompts', channel: channel.id, prompts: channel.suggestedPrompts });
      return {};
    },
  },
  'assistant.threads.setTitle': {
    token: 'bot',
    scopes,
    run: ({ forge, args }) => {
      const channel = joinedChannel(forge, text(args, 'channel_id', 'channel_not_found'));
      if (!findMessage(channel, text(args, 'thread_ts', 'invalid_thread_ts')))
        throw new SlackError('invalid_thread_ts');
      text(args, 'title');
      return {};
    },
  },
  'agents.sessions.setStatus': {
    token: 'bot',
    scopes,
    run: ({ forge, args }) => {
      const channel = joinedChannel(forge, text(args, 'channel_id', 'channel_not_found'));
      const status = text(args, 'status');
      if (!sessionStatuses.includes(status)) throw new SlackError('invalid_arguments');
      if ((optionalText(args, 'title') ?? '').length > limits.sessionTitle)
        throw new SlackError('invalid_arguments');
      const threadTs = optionalText(args, 'thread_ts');
      if (threadTs) showStatus(forge, channel.id, threadTs, status === 'processing' ? 'is working…' : '', []);
      return {};
    },
  },
  'agents.sessions.rename': {
    token: 'bot',
    scopes,
    run: ({ forge, args }) => {
      joinedChannel(forge, text(args, 'channel_id', 'channel_not_found'));
      if (text(args, 'title').length > limits.sessionTitle) throw new SlackError('invalid_arguments');
      return {};
    },
  },
};
