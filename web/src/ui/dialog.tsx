import { type ReactNode, useEffect, useId, useRef } from 'react';
import { CloseIcon } from './icons.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  className?: string;
  /** `alertdialog` for questions that interrupt. */
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
}

/**
 * A modal window. The browser's own dialog keeps the focus inside, makes the page behind it inert
 * and gives the focus back afterwards; Escape closes it.
 */
export function Dialog({ title, onClose, className = '', role = 'dialog', children }: DialogProps) {
  const frame = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = frame.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The first field, or the answer that changes nothing; not the cross in the corner.
      dialog
        .querySelector<HTMLElement>('.dialog-body :is(input, textarea, select), .dialog-foot button')
        ?.focus();
    }
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={frame}
      role={role}
      aria-labelledby={titleId}
      aria-modal="true"
      className={`dialog ${className}`}
      onCancel={(event) => {
        // Whoever opened it decides whether it goes; the browser must not close it on its own.
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="btn btn-bare" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </dialog>
  );
}
