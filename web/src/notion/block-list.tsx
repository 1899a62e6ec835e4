import type { BlockNode } from '../api/notion.ts';
import { groupBlocks } from './group-blocks.ts';
import { NotionText } from './notion-text.tsx';
import { usePageActs } from './page-acts.ts';
import { Todo } from './todo.tsx';

/** Blocks of a page, or of a block that has others inside. */
export function BlockList({ blocks }: { blocks: readonly BlockNode[] }) {
  return groupBlocks(blocks).map(({ type, blocks: run }) => {
    const [first] = run;
    if (!first) return null;
    if (type === 'to_do')
      return (
        <ul key={first.id} className="notion-todos">
          {run.map((block) => (
            <Todo key={block.id} block={block}>
              <Inside block={block} />
            </Todo>
          ))}
        </ul>
      );
    if (type === 'bulleted_list_item' || type === 'numbered_list_item') {
      const List = type === 'bulleted_list_item' ? 'ul' : 'ol';
      return (
        <List key={first.id} className="notion-list">
          {run.map((block) => (
            <li key={block.id}>
              <NotionText items={block.richText} />
              <Inside block={block} />
            </li>
          ))}
        </List>
      );
    }
    return <OneBlock key={first.id} block={first} />;
  });
}

function Inside({ block }: { block: BlockNode }) {
  if (block.children.length === 0) return null;
  return (
    <div className="notion-inside">
      <BlockList blocks={block.children} />
    </div>
  );
}

const headings = { heading_1: 'h4', heading_2: 'h5', heading_3: 'h6' } as const;

function OneBlock({ block }: { block: BlockNode }) {
  const { open } = usePageActs();
  const { type, text } = block;
  const words = <NotionText items={block.richText} />;
  switch (type) {
    case 'heading_1':
    case 'heading_2':
    case 'heading_3': {
      const Heading = headings[type];
      return (
        <>
          <Heading className={type}>{words}</Heading>
          <Inside block={block} />
        </>
      );
    }
    case 'toggle':
      return (
        <details className="notion-toggle">
          <summary>{words}</summary>
          <Inside block={block} />
        </details>
      );
    case 'child_page':
      return (
        <button type="button" className="page" onClick={() => open(block.id)}>
          <span className="page-path">📄 {text || 'Untitled'}</span>
        </button>
      );
    case 'divider':
      return <hr />;
    case 'code':
      return <pre>{text}</pre>;
    case 'quote':
    case 'callout':
      return (
        <blockquote className="notion-quote">
          {words}
          <Inside block={block} />
        </blockquote>
      );
    default:
      return (
        <>
          <p className="notion-words">
            {text === '' && type !== 'paragraph' ? (
              <span className="muted">{type.replaceAll('_', ' ')}</span>
            ) : (
              words
            )}
          </p>
          <Inside block={block} />
        </>
      );
  }
}
