import type { CSSProperties } from 'react';
import type { RichTextItem } from '../api/notion.ts';
import { TextLink } from '../text/mentions.tsx';

function looks({ bold, italic, strikethrough, code, color }: RichTextItem['annotations']): CSSProperties {
  return {
    ...(bold ? { fontWeight: 650 } : {}),
    ...(italic ? { fontStyle: 'italic' } : {}),
    ...(strikethrough ? { textDecoration: 'line-through' } : {}),
    ...(code ? { fontFamily: 'var(--mono)' } : {}),
    ...(color.startsWith('gray') ? { color: 'var(--ink-2)' } : {}),
  };
}

/** Rich text as Notion answers it: links, and the looks that are told apart here. */
export function NotionText({ items }: { items: readonly RichTextItem[] }) {
  return items.map(({ plain_text, href, annotations }, index) => {
    const words = <span style={looks(annotations)}>{plain_text}</span>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text are known by their place
      <span key={index}>{href ? <TextLink url={href}>{words}</TextLink> : words}</span>
    );
  });
}
