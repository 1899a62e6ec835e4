import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/event-effects.ts';
import { useSite } from '../api/queries.ts';
import { SidePanel } from '../panels/side-panel.tsx';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { findPrice } from './find-price.ts';
import { Guide } from './guide.tsx';
import { PageEditor } from './page-editor.tsx';

const KIND_LABELS = { html: 'page', feed: 'feed', json: 'JSON', pdf: 'PDF', status: 'status' };

interface SitePanelProps {
  onClose: () => void;
  onLeave: () => void;
}

/** Selects the price in the source and scrolls the editor to it. */
function selectPrice(box: HTMLTextAreaElement): void {
  const price = findPrice(box.value);
  box.focus();
  if (!price) return;
  box.setSelectionRange(price.start, price.end);
  const line = box.value.slice(0, price.start).split('\n').length - 1;
  const lines = box.value.split('\n').length;
  box.scrollTop = Math.max(0, (line / lines) * box.scrollHeight - box.clientHeight / 2);
  box.scrollIntoView({ block: 'nearest' });
}

export function SitePanel({ onClose, onLeave }: SitePanelProps) {
  const { data: site, error } = useSite();
  const cache = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  const [path, setPath] = useState('/pricing');
  /** What was typed and not saved yet, by page. */
  const [edits, setEdits] = useState<Record<string, string | undefined>>({});
  const box = useRef<HTMLTextAreaElement>(null);
  const page = site?.pages.find((one) => one.path === path) ?? site?.pages[0];

  const showPrice = () => {
    setPath('/pricing');
    requestAnimationFrame(() => box.current && selectPrice(box.current));
  };
  const reset = async () => {
    const sure = await confirm({
      title: { type: 'plain_text', text: 'Reset the pages?' },
      text: { type: 'plain_text', text: 'Every page goes back to how it was at the start.' },
      confirm: { type: 'plain_text', text: 'Reset' },
    });
    if (!sure) return;
    try {
      await api.resetSite();
      setEdits({});
      await cache.invalidateQueries({ queryKey: keys.site() });
    } catch (failure) {
      toast.error(failure);
    }
  };

  return (
    <SidePanel name="web" title="A small web you can edit" closeLabel="Close the web panel" onClose={onClose}>
      <div className="site-body">
        {error ? <p className="notice">{error.message}</p> : null}
        {site ? <Guide site={site} onShowPrice={showPrice} onLeave={onLeave} /> : null}
        <fieldset className="pages">
          <legend>Pages</legend>
          {site?.pages.map((one) => (
            <button
              key={one.path}
              type="button"
              className="page"
              aria-pressed={one.path === page?.path}
              onClick={() => setPath(one.path)}
            >
              <span className="page-path">{one.path}</span>
              <span className="muted">{KIND_LABELS[one.kind] ?? one.kind}</span>
              {one.mode === 'ok' ? null : (
                <span className="badge badge-broken">{one.mode.replace('_', ' ')}</span>
              )}
            </button>
          ))}
        </fieldset>
        {site && page ? (
          <PageEditor
            key={page.path}
            site={site}
            page={page}
            box={box}
            edit={edits[page.path]}
            onEdit={(text) => setEdits((now) => ({ ...now, [page.path]: text }))}
            onLeave={onLeave}
          />
        ) : null}
        <button type="button" className="btn btn-quiet" onClick={() => void reset()}>
          Reset all pages
        </button>
      </div>
    </SidePanel>
  );
}
