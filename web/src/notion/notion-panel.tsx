import { useNotion } from '../api/notion.ts';
import { ActorSelect } from '../panels/actor-select.tsx';
import { SidePanel } from '../panels/side-panel.tsx';
import { useActor } from '../panels/use-actor.ts';
import { listPages } from './list-pages.ts';
import { PageView } from './page-view.tsx';

interface NotionPanelProps {
  /** The page shown; none has been chosen yet when undefined. */
  chosen: string | undefined;
  onChoose: (page: string) => void;
  onClose: () => void;
}

/** The forged Notion: what pages there are, and one of them as people see it. */
export function NotionPanel({ chosen, onChoose, onClose }: NotionPanelProps) {
  const { data: notion, error } = useNotion();
  const actor = useActor();
  const entries = notion ? listPages(notion) : [];
  const pages = notion?.pages.filter((page) => !page.inTrash) ?? [];
  // Until one is chosen the newest is shown: the page of the meeting, as soon as it is there.
  const open = pages.find((page) => page.id === chosen) ?? pages.at(-1);

  return (
    <SidePanel name="notion" title="Notion" closeLabel="Close the Notion panel" onClose={onClose}>
      <div className="tool-bar">
        <ActorSelect actor={actor} />
      </div>
      {error ? <p className="notice">{error.message}</p> : null}
      <div className="site-body">
        <fieldset className="pages">
          <legend>Pages</legend>
          {entries.map(({ id, title, depth, kind }) =>
            kind === 'page' ? (
              <button
                key={id}
                type="button"
                className="page"
                style={{ paddingInlineStart: 9 + depth * 14 }}
                aria-pressed={id === open?.id}
                onClick={() => onChoose(id)}
              >
                <span className="page-path">{title || 'Untitled'}</span>
              </button>
            ) : (
              <p key={id} className="page-group muted" style={{ paddingInlineStart: 9 + depth * 14 }}>
                {title || 'Untitled'} <small>database</small>
              </p>
            ),
          )}
        </fieldset>
        {open ? <PageView key={open.id} id={open.id} by={actor.by} onOpen={onChoose} /> : null}
      </div>
    </SidePanel>
  );
}
