import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useNarrow } from '../state/use-narrow.ts';
import { CloseIcon } from '../ui/icons.tsx';
import { type PanelName, panelId } from './panel-names.ts';

interface SidePanelProps {
  name: PanelName;
  title: string;
  /** Name of the button that closes it. */
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of what stands beside the channel: its head, and Escape to close. */
export function SidePanel({ name, title, closeLabel, onClose, children }: SidePanelProps) {
  const narrow = useNarrow();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It covers the channel then, so the keyboard must not stay behind it.
    if (narrow) close.current?.focus();
  }, [narrow]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Not from something written, or a dialog: Escape there means something smaller.
    const elsewhere = (event.target as HTMLElement).closest('dialog, input, textarea, select');
    if (event.key === 'Escape' && !elsewhere) onClose();
  };
  return (
    <section
      id={panelId(name)}
      className={name === 'web' ? 'site' : 'site site-tool'}
      aria-label={title}
      onKeyDown={onKeyDown}
    >
      <header className="pane-head">
        <h2>{title}</h2>
        <button ref={close} type="button" className="btn btn-bare" aria-label={closeLabel} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </section>
  );
}
