import type { KnownBlock } from '@slack/types';
import { api } from '../api/client.ts';
import type { Attachment, Message, MessageFile } from '../api/types.ts';
import { Blocks } from '../blocks/block.tsx';
import { SelfContainedSurface } from '../elements/block-host.tsx';
import { useWorkspace } from '../state/workspace.tsx';
import { isLocalPicture } from '../text/entities.ts';
import { TextLink } from '../text/mentions.tsx';
import { EmojiText, Mrkdwn } from '../text/mrkdwn-view.tsx';
import { FileIcon } from '../ui/icons.tsx';

const NO_BLOCKS: KnownBlock[] = [];

function AttachmentView({
  attachment,
  channel,
  ts,
}: {
  attachment: Attachment;
  channel: string;
  ts: string;
}) {
  const color = attachment.color ? `#${attachment.color.replace('#', '')}` : undefined;
  return (
    <div className="attachment" style={color ? { borderColor: color } : undefined}>
      {attachment.pretext ? <Mrkdwn text={attachment.pretext} /> : null}
      {attachment.title ? (
        <strong>
          {attachment.title_link ? (
            <TextLink url={attachment.title_link}>{attachment.title}</TextLink>
          ) : (
            attachment.title
          )}
        </strong>
      ) : null}
      {attachment.blocks ? (
        <SelfContainedSurface surface={{ channel, message_ts: ts }} blocks={attachment.blocks}>
          <Blocks blocks={attachment.blocks} />
        </SelfContainedSurface>
      ) : (
        <Mrkdwn text={attachment.text ?? attachment.fallback ?? ''} />
      )}
    </div>
  );
}

function FileView({ file }: { file: MessageFile }) {
  const name = file.title || file.name || 'File';
  // Slack's own addresses want a token; the sandbox hands the bytes out by the file's id.
  const url = file.id ? api.fileUrl(file.id) : (file.permalink ?? file.url_private);
  const picture = file.mimetype?.startsWith('image/') && file.url_private && isLocalPicture(file.url_private);
  return (
    <li className="file">
      {picture ? (
        <img className="file-picture" src={file.url_private} alt={name} loading="lazy" />
      ) : (
        <FileIcon />
      )}
      <span>
        {url && isLocalPicture(url) ? (
          <a href={url} target="_blank" rel="noreferrer noopener">
            {name}
          </a>
        ) : (
          name
        )}
        {file.size ? <small className="muted"> {Math.max(1, Math.round(file.size / 1024))} KB</small> : null}
      </span>
    </li>
  );
}

function Reactions({ message }: { message: Message }) {
  const { userById } = useWorkspace();
  if (!message.reactions?.length) return null;
  return (
    <ul className="reactions" aria-label="Reactions">
      {message.reactions.map((reaction) => (
        <li key={reaction.name} title={reaction.users.map((id) => userById.get(id)?.name ?? id).join(', ')}>
          <EmojiText name={reaction.name} /> {reaction.count}
        </li>
      ))}
    </ul>
  );
}

/** Everything below a message's head: blocks (or text), attachments, files and reactions. */
export function MessageBody({ message, channel }: { message: Message; channel: string }) {
  const blocks = message.blocks?.length ? message.blocks : NO_BLOCKS;
  return (
    <>
      {blocks.length > 0 ? (
        <SelfContainedSurface surface={{ channel, message_ts: message.ts }} blocks={blocks}>
          <Blocks blocks={blocks} />
        </SelfContainedSurface>
      ) : message.text ? (
        <Mrkdwn text={message.text} />
      ) : null}
      {message.streaming ? <span className="streaming" role="img" aria-label="Still writing" /> : null}
      {message.attachments?.map((attachment, index) => (
        <AttachmentView
          // biome-ignore lint/suspicious/noArrayIndexKey: attachments are known by their place
          key={index}
          attachment={attachment}
          channel={channel}
          ts={message.ts}
        />
      ))}
      {message.files?.length ? (
        <ul className="files" aria-label="Files">
          {message.files.map((file, index) => (
            <FileView key={file.id ?? index} file={file} />
          ))}
        </ul>
      ) : null}
      <Reactions message={message} />
    </>
  );
}
