import type {
  AlertBlock,
  CardBlock,
  ContextBlock,
  ImageBlock,
  PlanBlock,
  SectionBlock,
  TaskCardBlock,
} from '@slack/types';
import { type AnyElement, Element } from '../elements/element.tsx';
import { TextLink } from '../text/mentions.tsx';
import { TextBlock, TextInline } from '../text/mrkdwn-view.tsx';
import { Picture } from './picture.tsx';
import { RichText } from './rich-text.tsx';

export function Section({ block }: { block: SectionBlock }) {
  return (
    <div className="section">
      <div className="section-text">
        {block.text ? <TextBlock text={block.text} /> : null}
        {block.fields ? (
          <div className="section-fields">
            {block.fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields are known by their place
              <TextBlock key={index} text={field} />
            ))}
          </div>
        ) : null}
      </div>
      {block.accessory ? (
        <div className="section-accessory">
          <Element element={block.accessory as AnyElement} />
        </div>
      ) : null}
    </div>
  );
}

export function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements are known by their place
          <Picture key={index} image={element} className="context-image" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements are known by their place
          <TextBlock key={index} text={element} />
        ),
      )}
    </div>
  );
}

export function Image({ block }: { block: ImageBlock }) {
  return (
    <figure className="image">
      {block.title ? <figcaption>{block.title.text}</figcaption> : null}
      <Picture image={block} />
    </figure>
  );
}

const ALERT_SIGN = { default: '•', info: 'ℹ', warning: '▲', error: '✕', success: '✓' };

export function Alert({ block }: { block: AlertBlock }) {
  const level = block.level ?? 'default';
  return (
    <div className={`alert alert-${level}`} role="note">
      <span aria-hidden="true">{ALERT_SIGN[level]}</span>
      <TextBlock text={block.text} />
    </div>
  );
}

export function Card({ block }: { block: CardBlock }) {
  return (
    <div className="card">
      {block.hero_image ? <Picture image={block.hero_image} className="card-hero" /> : null}
      {block.title ? (
        <div className="card-title">
          <TextInline text={block.title} />
        </div>
      ) : null}
      {block.subtitle ? (
        <div className="muted">
          <TextInline text={block.subtitle} />
        </div>
      ) : null}
      {block.body ? <TextBlock text={block.body} /> : null}
      {block.actions ? (
        <div className="actions">
          {block.actions.map((button, index) => (
            <Element key={button.action_id ?? index} element={button} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

const TASK_SIGN = { pending: '○', in_progress: '◔', complete: '✓', error: '✕' };

export function TaskCard({ block }: { block: TaskCardBlock }) {
  return (
    <div className={`task task-${block.status}`}>
      <span aria-hidden="true">{TASK_SIGN[block.status]}</span>
      <div>
        <div>{block.title}</div>
        {block.details ? <RichText block={block.details} /> : null}
        {block.output ? <RichText block={block.output} /> : null}
        {block.sources?.map((source) => (
          <div key={source.url}>
            <TextLink url={source.url}>{source.text}</TextLink>
          </div>
        ))}
      </div>
    </div>
  );
}

export function Plan({ block }: { block: PlanBlock }) {
  return (
    <div className="card">
      <div className="card-title">{block.title}</div>
      {(block.tasks ?? []).map((task, index) => (
        <TaskCard key={String(task.task_id ?? index)} block={task as TaskCardBlock} />
      ))}
    </div>
  );
}
