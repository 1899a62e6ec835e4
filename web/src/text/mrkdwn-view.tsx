import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { Fragment, type ReactNode, useMemo } from 'react';
import { emojiFor } from './emoji.ts';
import type { Inline } from './inline.ts';
import { BroadcastMention, ChannelMention, DateText, TextLink, UserMention } from './mentions.tsx';
import { parseInline, parseMrkdwn } from './mrkdwn.ts';

function renderInline(node: Inline): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return <strong>{renderAll(node.children)}</strong>;
    case 'italic':
      return <em>{renderAll(node.children)}</em>;
    case 'strike':
      return <del>{renderAll(node.children)}</del>;
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return <TextLink url={node.url}>{node.label}</TextLink>;
    case 'user':
      return <UserMention id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />;
    case 'usergroup':
      return <span className="mention">{node.label ?? node.id}</span>;
    case 'broadcast':
      return <BroadcastMention range={node.range} />;
    case 'date':
      return <DateText {...node} />;
    case 'emoji':
      return <EmojiText name={node.name} />;
  }
}

function renderAll(nodes: Inline[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the tree is rebuilt whole from its text
  return nodes.map((node, index) => <Fragment key={index}>{renderInline(node)}</Fragment>);
}

export function EmojiText({ name }: { name: string }) {
  const sign = emojiFor(name);
  return sign ? (
    <span className="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {sign}
    </span>
  ) : (
    `:${name}:`
  );
}

/** Slack's mrkdwn as React elements; foreign text only ever becomes text nodes. */
export function Mrkdwn({ text }: { text: string }) {
  const parts = useMemo(() => parseMrkdwn(text), [text]);
  return (
    <div className="mrkdwn">
      {parts.map((part, index) => {
        const key = `${index}-${part.kind}`;
        if (part.kind === 'preformatted') return <pre key={key}>{part.text}</pre>;
        if (part.kind === 'quote') return <blockquote key={key}>{renderAll(part.children)}</blockquote>;
        return <p key={key}>{renderAll(part.children)}</p>;
      })}
    </div>
  );
}

/** A plain_text object: nothing but emoji names is interpreted. */
export function PlainText({ text }: { text: string }) {
  const pieces = text.split(/(:[a-z0-9_+-]+:)/);
  return pieces.map((piece, index) => {
    const name = /^:([a-z0-9_+-]+):$/.exec(piece)?.[1];
    const sign = name && emojiFor(name);
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are rebuilt whole from their text
    return <Fragment key={index}>{sign ? sign : piece}</Fragment>;
  });
}

/** Block Kit's text object in running text (labels, options), without paragraphs. */
export function TextInline({ text }: { text: PlainTextElement | MrkdwnElement | undefined }) {
  if (!text) return null;
  return text.type === 'mrkdwn' ? renderAll(parseInline(text.text)) : <PlainText text={text.text} />;
}

/** Block Kit's text object as a block of its own. */
export function TextBlock({ text }: { text: PlainTextElement | MrkdwnElement }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} />;
  return (
    <div className="mrkdwn">
      <p>
        <PlainText text={text.text} />
      </p>
    </div>
  );
}
