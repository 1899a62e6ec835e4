import type { ContainerBlock, KnownBlock } from '@slack/types';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { type AnyElement, Element } from '../elements/element.tsx';
import { blockIdOf } from '../elements/form-values.ts';
import { FieldContext } from '../elements/use-element.ts';
import { PlainText } from '../text/mrkdwn-view.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { InputBlock } from './input-block.tsx';
import { RichText } from './rich-text.tsx';
import { Alert, Card, Context, Image, Plan, Section, TaskCard } from './small-blocks.tsx';
import { DataTable, Table } from './tables.tsx';

const MarkdownBlock = lazy(() => import('./markdown-block.tsx'));

function Elements({ elements, className }: { elements: AnyElement[]; className: string }) {
  return (
    <div className={className}>
      {elements.map((element, index) => (
        <Element key={'action_id' in element ? (element.action_id ?? index) : index} element={element} />
      ))}
    </div>
  );
}

function Container({ block }: { block: ContainerBlock }) {
  return (
    <details className="card" open={!block.default_collapsed}>
      <summary>{block.title?.text ?? 'Details'}</summary>
      <Blocks blocks={block.child_blocks as KnownBlock[]} />
    </details>
  );
}

function BlockBody({ block, blockId }: { block: KnownBlock; blockId: string }): ReactNode {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return (
        <h3 className="header-block">
          <PlainText text={block.text.text} />
        </h3>
      );
    case 'divider':
      return <hr />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
      return <Elements className="actions" elements={block.elements as AnyElement[]} />;
    case 'context_actions':
      return <Elements className="actions actions-quiet" elements={block.elements} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'image':
      return <Image block={block} />;
    case 'input':
      return <InputBlock block={block} blockId={blockId} />;
    case 'markdown':
      return (
        <Suspense fallback={<p className="pre-wrap">{block.text}</p>}>
          <MarkdownBlock text={block.text} />
        </Suspense>
      );
    case 'table':
      return <Table block={block} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'alert':
      return <Alert block={block} />;
    case 'card':
      return <Card block={block} />;
    case 'carousel':
      return <Blocks blocks={block.elements} />;
    case 'container':
      return <Container block={block} />;
    case 'task_card':
      return <TaskCard block={block} />;
    case 'plan':
      return <Plan block={block} />;
    default:
      return <p className="muted">This kind of block is not shown here: {block.type}</p>;
  }
}

function PlacedBlock({ block, blockId }: { block: KnownBlock; blockId: string }) {
  const place = useMemo(() => ({ blockId, dispatch: true }), [blockId]);
  return (
    <FieldContext value={place}>
      <ErrorBoundary what="A part of this message">
        <BlockBody block={block} blockId={blockId} />
      </ErrorBoundary>
    </FieldContext>
  );
}

/** A list of Block Kit blocks; needs a BlockSurface above it. */
export function Blocks({ blocks }: { blocks: KnownBlock[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <PlacedBlock key={blockIdOf(block, index)} block={block} blockId={blockIdOf(block, index)} />
      ))}
    </div>
  );
}
