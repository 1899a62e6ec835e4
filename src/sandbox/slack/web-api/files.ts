import { withIds } from '../block-ids.ts';
import { guessMimetype } from '../files.ts';
import type { Forge } from '../forge.ts';
import { isObject, isObjectArray, stringOr } from '../json.ts';
import { addMessage } from '../messages.ts';
import { renderFile } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { botId, botUserId, findMessage, type StoredFile } from '../workspace.ts';
import { type ApiMethods, integer, list, optionalText, structured, text } from './api-method.ts';
import { joinedChannel } from './conversation-access.ts';

function knownFile(forge: Forge, id: string): StoredFile {
  const file = forge.workspace.files.get(id);
  if (!file) throw new SlackError('file_not_found');
  return file;
}

export const fileMethods: ApiMethods = {
  'files.info': {
    token: 'bot',
    scopes: ['files:read'],
    run: ({ forge, args }) => {
      const file = knownFile(forge, text(args, 'file', 'file_not_found'));
      if (!file.complete) throw new SlackError('file_not_found');
      const visible =
        file.user === botUserId ||
        file.channels.some((id) => forge.workspace.channels.get(id)?.members.has(botUserId));
      if (!visible) throw new SlackError('file_not_found');
      return { file: renderFile(forge, file), comments: [], response_metadata: { next_cursor: '' } };
    },
  },
  'files.getUploadURLExternal': {
    token: 'bot',
    scopes: ['files:write'],
    run: ({ forge, args }) => {
      const name = text(args, 'filename');
      if (integer(args, 'length', 0) === 0) text(args, 'length');
      const file: StoredFile = {
        id: forge.ids.next('F'),
        name,
        title: name,
        mimetype: guessMimetype(name),
        createdAt: Math.floor(forge.clock.now().getTime() / 1_000),
        user: botUserId,
        bytes: new Uint8Array(),
        complete: false,
        channels: [],
      };
      forge.workspace.files.set(file.id, file);
      return { upload_url: `${forge.baseUrl()}/upload/v1/${file.id}`, file_id: file.id };
    },
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scopes: ['files:write'],
    run: ({ forge, args }) => {
      const given = structured(args, 'files');
      if (!isObjectArray(given) || given.length === 0) throw new SlackError('invalid_arguments');
      const files = given.map((one) => {
        const file = knownFile(forge, stringOr(one.id, ''));
        if (file.bytes.length === 0) throw new SlackError('file_update_failed');
        file.title = stringOr(one.title, file.title);
        return file;
      });
      const targets = [...list(args, 'channel_id'), ...list(args, 'channels')].map((id) =>
        joinedChannel(forge, id),
      );
      const threadTs = optionalText(args, 'thread_ts');
      const blocks = structured(args, 'blocks');
      for (const channel of targets) {
        if (threadTs !== undefined && !findMessage(channel, threadTs))
          throw new SlackError('thread_not_found');
      }
      for (const file of files) file.complete = true;
      for (const channel of targets) {
        for (const file of files) file.channels.push(channel.id);
        addMessage(forge, channel, {
          user: botUserId,
          bot_id: botId,
          text: optionalText(args, 'initial_comment') ?? '',
          ...(Array.isArray(blocks) ? { blocks: withIds(blocks.filter(isObject)) } : {}),
          files: files.map((file) => file.id),
          thread_ts: threadTs,
        });
      }
      return { files: files.map((file) => renderFile(forge, file)) };
    },
  },
};
