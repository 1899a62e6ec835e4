import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextList } from '@slack/types';
import { Fragment, type ReactNode } from 'react';
import { BroadcastMention, ChannelMention, DateText, TextLink, UserMention } from '../text/mentions.tsx';
import { EmojiText } from '../text/mrkdwn-view.tsx';

interface LeafStyle {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  code?: boolean;
  underline?: boolean;
}

function styled(content: ReactNode, style: LeafStyle | undefined): ReactNode {
  let out = content;
  if (style?.code) out = <code>{out}</code>;
  if (style?.bold) out = <strong>{out}</strong>;
  if (style?.italic) out = <em>{out}</em>;
  if (style?.strike) out = <del>{out}</del>;
  if (style?.underline) out = <u>{out}</u>;
  return out;
}

function Leaf({ element }: { element: RichTextElement }): ReactNode {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return <TextLink url={element.url}>{element.text ?? element.url}</TextLink>;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'broadcast':
      return <BroadcastMention range={element.range} />;
    case 'usergroup':
      return <span className="mention">{element.usergroup_id}</span>;
    case 'team':
      return <span className="mention">{element.team_id}</span>;
    case 'emoji':
      return <EmojiText name={element.name} />;
    case 'date':
      return <DateText {...element} />;
    case 'color':
      return (
        <code>
          <span className="color-dot" style={{ backgroundColor: element.value }} aria-hidden="true" />
          {element.value}
        </code>
      );
    default:
      return null;
  }
}

function Leaves({ elements }: { elements: RichTextElement[] }) {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: leaves have no identity of their own
    <Fragment key={index}>
      {styled(<Leaf element={element} />, element.style as LeafStyle | undefined)}
    </Fragment>
  ));
}

function List({ list }: { list: RichTextList }) {
  const Tag = list.style === 'ordered' ? 'ol' : 'ul';
  const start = (list as { offset?: number }).offset;
  return (
    <Tag
      className={`rich-list rich-indent-${Math.min(list.indent ?? 0, 4)}`}
      {...(Tag === 'ol' && start ? { start: start + 1 } : {})}
    >
      {list.elements.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: list items have no identity of their own
        <li key={index}>
          <Leaves elements={section.elements} />
        </li>
      ))}
    </Tag>
  );
}

function Part({ part }: { part: RichTextBlockElement }) {
  switch (part.type) {
    case 'rich_text_list':
      return <List list={part} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Leaves elements={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Leaves elements={part.elements} />
        </pre>
      );
    default:
      return (
        <p>
          <Leaves elements={part.elements} />
        </p>
      );
  }
}

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div className="mrkdwn">
      {block.elements.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity of their own
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
