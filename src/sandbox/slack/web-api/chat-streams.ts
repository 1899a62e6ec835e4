import { withIds } from '../block-ids.ts';
import type { Forge } from '../forge.ts';
import { isObject, isObjectArray, type Json } from '../json.ts';
import { limits } from '../limits.ts';
import { addMessage, changeMessage } from '../messages.ts';
import { renderMessage } from '../render.ts';
import { SlackError, slackErrorWithMessages } from '../slack-error.ts';
import { blockProblems, chunkProblems } from '../validate.ts';
import { botId, botUserId, type Channel, findMessage, type Message } from '../workspace.ts';
import { type ApiMethods, optionalText, structured, text } from './api-method.ts';
import { joinedChannel, visibleChannel } from './conversation-access.ts';
import { readMetadata } from './message-content.ts';

/** The chunks of a call: its own, and `markdown_text` as one. */
function readChunks(args: Json): Json[] {
  const markdown = optionalText(args, 'markdown_text');
  if (markdown !== undefined && markdown.length > limits.markdownText) throw new SlackError('msg_too_long');
  const chunks = structured(args, 'chunks', 'invalid_chunks') ?? [];
  const problems = chunkProblems(chunks);
  if (problems.length > 0) throw slackErrorWithMessages('invalid_chunks', problems);
  return [
    ...(markdown === undefined ? [] : [{ type: 'markdown_text', text: markdown }]),
    ...(isObjectArray(chunks) ? chunks : []),
  ];
}

const richText = (value: unknown): Json | undefined =>
  typeof value === 'string'
    ? {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: value }] }],
      }
    : undefined;

/** The task card a task_update stands for. */
const taskCard = (chunk: Json): Json => ({
  type: 'task_card',
  task_id: chunk.id,
  title: chunk.title,
  status: chunk.status,
  ...(chunk.details ? { details: richText(chunk.details) } : {}),
  ...(chunk.output ? { output: richText(chunk.output) } : {}),
  ...(chunk.sources ? { sources: chunk.sources } : {}),
});

/** Adds one chunk to the blocks so far: text joins the last text, a task replaces itself by id. */
function applyChunk(blocks: Json[], chunk: Json): Json[] {
  const last = blocks.at(-1);
  switch (chunk.type) {
    case 'markdown_text':
      return last?.type === 'markdown'
        ? [...blocks.slice(0, -1), { ...last, text: `${String(last.text)}${String(chunk.text)}` }]
        : [...blocks, ...withIds([{ type: 'markdown', text: chunk.text }])];
    case 'task_update': {
      const card = taskCard(chunk);
      const known = blocks.findIndex((block) => block.task_id === chunk.id);
      return known === -1
        ? [...blocks, ...withIds([card])]
        : blocks.with(known, { ...blocks[known], ...card });
    }
    case 'plan_update': {
      const known = blocks.findIndex((block) => block.type === 'plan');
      const plan = { type: 'plan', title: chunk.title, tasks: [] };
      return known === -1
        ? [...blocks, ...withIds([plan])]
        : blocks.with(known, { ...blocks[known], title: chunk.title });
    }
    default:
      return [...blocks, ...withIds(Array.isArray(chunk.blocks) ? chunk.blocks : [])];
  }
}

const textOf = (blocks: readonly Json[]): string =>
  blocks
    .filter((block) => block.type === 'markdown')
    .map((block) => String(block.text))
    .join('\n');

function extended(
  message: Pick<Message, 'blocks'>,
  chunks: readonly Json[],
): { blocks: Json[]; text: string } {
  const blocks = chunks.reduce(applyChunk, message.blocks ?? []);
  return { blocks, text: textOf(blocks) };
}

function streamOf(forge: Forge, args: Json): { channel: Channel; message: Message } {
  const channel = visibleChannel(forge, text(args, 'channel', 'channel_not_found'));
  const message = findMessage(channel, text(args, 'ts', 'message_not_found'));
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== botUserId) throw new SlackError('message_not_owned_by_app');
  if (!message.streaming) throw new SlackError('message_not_in_streaming_state');
  return { channel, message };
}

export const chatStreamMethods: ApiMethods = {
  'chat.startStream': {
    token: 'bot',
    scopes: ['chat:write'],
    run: ({ forge, args }) => {
      const channel = joinedChannel(forge, text(args, 'channel', 'channel_not_found'));
      const root = findMessage(channel, text(args, 'thread_ts'));
      if (!root) throw new SlackError('thread_not_found');
      if (channel.kind !== 'im') {
        text(args, 'recipient_team_id', 'missing_recipient_team_id');
        const recipient = text(args, 'recipient_user_id', 'missing_recipient_user_id');
        if (!forge.workspace.people.has(recipient)) throw new SlackError('user_not_found');
      }
      const message = addMessage(forge, channel, {
        user: botUserId,
        bot_id: botId,
        thread_ts: root.thread_ts ?? root.ts,
        streaming: true,
        ...extended({}, readChunks(args)),
      });
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.appendStream': {
    token: 'bot',
    scopes: ['chat:write'],
    run: ({ forge, args }) => {
      const { channel, message } = streamOf(forge, args);
      const chunks = readChunks(args);
      if (chunks.length === 0) throw new SlackError('no_text');
      changeMessage(forge, channel, message, extended(message, chunks), true);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.stopStream': {
    token: 'bot',
    scopes: ['chat:write'],
    run: ({ forge, args }) => {
      const { channel, message } = streamOf(forge, args);
      const { blocks, text: whole } = extended(message, readChunks(args));
      const closing = structured(args, 'blocks', 'invalid_blocks_format');
      if (closing !== undefined) {
        const problems = blockProblems(closing);
        if (problems.length > 0) throw slackErrorWithMessages('invalid_blocks', problems);
      }
      const metadata = readMetadata(args);
      changeMessage(forge, channel, message, {
        text: whole,
        blocks: [...blocks, ...withIds(Array.isArray(closing) ? closing.filter(isObject) : [])],
        streaming: false,
        ...(metadata ? { metadata } : {}),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        message: renderMessage(forge, channel, message, { metadata: true }),
      };
    },
  },
};
