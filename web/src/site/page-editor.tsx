import { useQueryClient } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/event-effects.ts';
import { PAGE_MODES, type PageMode, type Site, type SitePage } from '../api/types.ts';
import { useSandboxSignals } from '../state/signals.tsx';
import { useToast } from '../ui/toast.tsx';
import { MODE_LABELS } from './page-modes.ts';
import { useComposerTarget } from './use-composer-target.ts';

interface PageEditorProps {
  site: Site;
  page: SitePage;
  box: RefObject<HTMLTextAreaElement | null>;
  /** Undefined while nothing was typed, so that a change made elsewhere shows through. */
  edit: string | undefined;
  onEdit: (text: string | undefined) => void;
  onLeave: () => void;
}

export function PageEditor({ site, page, box, edit, onEdit, onLeave }: PageEditorProps) {
  const cache = useQueryClient();
  const toast = useToast();
  const target = useComposerTarget();
  const { onPageSaved } = useSandboxSignals();
  const source = edit ?? page.content;
  const url = site.base + page.path;
  const changed = edit !== undefined && edit !== page.content;

  const save = async (body: { content?: string; mode?: PageMode }, said: string) => {
    try {
      await api.savePage({ path: page.path, ...body });
      await cache.invalidateQueries({ queryKey: keys.site() });
      if (body.content !== undefined) {
        onEdit(undefined);
        onPageSaved(body.content);
      }
      toast.note(said);
    } catch (error) {
      toast.error(error);
    }
  };

  return (
    <div className="editor">
      <div className="editor-head">
        <a href={url} target="_blank" rel="noreferrer noopener">
          {url} ↗
        </a>
        <span className="muted">
          {page.hits} {page.hits === 1 ? 'visit' : 'visits'}
        </span>
      </div>
      <textarea
        ref={box}
        className="field source"
        aria-label="Page source"
        rows={14}
        spellCheck={false}
        value={source}
        onChange={(event) => onEdit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save({ content: source }, `${page.path} saved.`);
          }
        }}
      />
      <div className="editor-row">
        <button
          type="button"
          className="btn btn-primary"
          disabled={!changed}
          onClick={() => void save({ content: source }, `${page.path} saved.`)}
        >
          Save page
        </button>
        <button
          type="button"
          className="btn"
          onClick={() => {
            target.append(url);
            onLeave();
          }}
        >
          Use in a message
        </button>
      </div>
      <label className="editor-mode">
        <span>Break it</span>
        <select
          className="field"
          value={page.mode}
          onChange={(event) => {
            const mode = event.target.value as PageMode;
            void save({ mode }, `${page.path}: ${MODE_LABELS[mode].toLowerCase()}.`);
          }}
        >
          {PAGE_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {MODE_LABELS[mode]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
