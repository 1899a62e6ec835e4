import { keys } from '../api/event-effects.ts';
import { notionApi, useNotionPage } from '../api/notion.ts';
import { AddLine } from '../panels/add-line.tsx';
import { useToolChange } from '../panels/use-tool-change.ts';
import { TextLink } from '../text/mentions.tsx';
import { BlockList } from './block-list.tsx';
import { type PageActs, PageActsContext } from './page-acts.ts';

interface PageViewProps {
  id: string;
  /** E-mail of who ticks and writes. */
  by: string;
  onOpen: (page: string) => void;
}

export function PageView({ id, by, onOpen }: PageViewProps) {
  const { data: page, error } = useNotionPage(id);
  const run = useToolChange(keys.notionPage(id));
  const acts: PageActs = {
    tick: (block, checked) => run(notionApi.editBlock(by, block, { checked })),
    rewrite: (block, text) => run(notionApi.editBlock(by, block, { text }), 'The to-do is changed.'),
    open: onOpen,
  };
  if (error) return <p className="notice">{error.message}</p>;
  if (!page) return <p className="muted">Opening the page…</p>;
  const title = page.title || 'Untitled';
  const properties = page.properties.filter(({ text }) => text !== '' && text !== page.title);
  return (
    <article className="notion-page" aria-label={title} data-testid="notion-page">
      <h3>{title}</h3>
      <p className="muted">
        <code data-testid="notion-address">{page.url}</code>
      </p>
      {page.editedBy ? <p className="muted">Last edited by {page.editedBy}</p> : null}
      {properties.length > 0 ? (
        <dl className="notion-properties">
          {properties.map(({ name, text }) => (
            <div key={name}>
              <dt className="muted">{name}</dt>
              <dd>{/^https?:/.test(text) ? <TextLink url={text}>{text}</TextLink> : text}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <PageActsContext value={acts}>
        <BlockList blocks={page.blocks} />
      </PageActsContext>
      <AddLine
        label="Another to-do"
        button="Add"
        onAdd={(text) => run(notionApi.addTodo(by, id, text), 'The to-do is on the page.')}
      />
      {page.comments.length > 0 ? (
        <section aria-label="Comments">
          <h4>Comments</h4>
          <ul>
            {page.comments.map(({ id: comment, by: author, text }) => (
              <li key={comment}>
                <strong>{author ?? 'Somebody'}</strong> {text}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  );
}
