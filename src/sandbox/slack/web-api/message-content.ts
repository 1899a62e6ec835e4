import { withIds } from '../block-ids.ts';
import { isObject, isObjectArray, type Json } from '../json.ts';
import { limits } from '../limits.ts';
import { formatAppText } from '../person-text.ts';
import { SlackError, slackErrorWithMessages } from '../slack-error.ts';
import { blockProblems, markdownLength } from '../validate.ts';
import { optionalText, structured } from './api-method.ts';

export interface MessageContent {
  text: string;
  blocks?: Json[];
  attachments?: Json[];
}

function checkBlocks(blocks: unknown): Json[] {
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const problems = blockProblems(blocks);
  if (problems.length > 0) throw slackErrorWithMessages('invalid_blocks', problems);
  if (markdownLength(blocks) > limits.markdownTotal) throw new SlackError('msg_blocks_too_long');
  return withIds(blocks);
}

function checkAttachments(attachments: unknown): Json[] {
  if (!isObjectArray(attachments)) throw new SlackError('invalid_attachments');
  if (attachments.length > limits.attachments) throw new SlackError('too_many_attachments');
  return attachments.map((attachment, index) => ({
    id: index + 1,
    ...attachment,
    ...(attachment.blocks === undefined ? {} : { blocks: checkBlocks(attachment.blocks) }),
  }));
}

/** Text, blocks and attachments of a posting method, checked as Slack checks them. */
export function readContent(args: Json): MessageContent {
  const given = optionalText(args, 'text');
  const markdown = optionalText(args, 'markdown_text');
  const blocksArg = structured(args, 'blocks', 'invalid_blocks_format');
  const attachmentsArg = structured(args, 'attachments', 'invalid_attachments');
  if (markdown !== undefined && (given !== undefined || blocksArg !== undefined))
    throw new SlackError('markdown_text_conflict');
  if (markdown !== undefined && markdown.length > limits.markdownText) throw new SlackError('msg_too_long');
  const blocks = blocksArg === undefined ? undefined : checkBlocks(blocksArg);
  const attachments = attachmentsArg === undefined ? undefined : checkAttachments(attachmentsArg);
  if (given === undefined && markdown === undefined && !blocks?.length && !attachments?.length)
    throw new SlackError('no_text');
  return {
    text: formatAppText(markdown ?? given ?? '').slice(0, limits.messageTextCut),
    ...(markdown !== undefined ? { blocks: withIds([{ type: 'markdown', text: markdown }]) } : {}),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
  };
}

/** Message metadata, checked; `undefined` when the argument is absent, `null` when it is an empty object. */
export function readMetadata(args: Json): Json | null | undefined {
  const given = structured(args, 'metadata', 'invalid_metadata_format');
  if (given === undefined) return undefined;
  if (!isObject(given)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(given).length === 0) return null;
  if (JSON.stringify(given).length > limits.metadataBytes) throw new SlackError('metadata_too_large');
  if (given.entities !== undefined && given.event_type === undefined) return given;
  if (typeof given.event_type !== 'string' || !isObject(given.event_payload))
    throw new SlackError('invalid_metadata_format');
  return given;
}
