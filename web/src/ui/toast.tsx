import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { CloseIcon } from './icons.tsx';

interface Toast {
  id: number;
  tone: 'error' | 'note';
  text: string;
}

interface Toaster {
  error: (error: unknown) => void;
  note: (text: string) => void;
  /** Heard and not seen: for what the page shows by itself. */
  announce: (text: string) => void;
}

const ToastContext = createContext<Toaster | undefined>(undefined);
const SHOWN_MS = 8000;
let lastId = 0;

export function useToast(): Toaster {
  const toaster = useContext(ToastContext);
  if (!toaster) throw new Error('useToast outside ToastProvider');
  return toaster;
}

/** Short notes at the edge of the page; announced politely, gone by themselves. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const [announced, setAnnounced] = useState('');
  const shelf = useRef<HTMLDivElement>(null);

  const toaster = useMemo(() => {
    const add = (tone: Toast['tone'], text: string) => {
      lastId += 1;
      const toast = { id: lastId, tone, text };
      setToasts((now) => [...now.slice(-2), toast]);
      setTimeout(() => setToasts((now) => now.filter((other) => other.id !== toast.id)), SHOWN_MS);
    };
    return {
      error: (error: unknown) => add('error', error instanceof Error ? error.message : 'That did not work.'),
      note: (text: string) => add('note', text),
      announce: setAnnounced,
    };
  }, []);

  useEffect(() => {
    const element = shelf.current;
    if (!element) return;
    // Shown anew each time: the last popover shown lies above an open dialog.
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  }, [toasts]);

  return (
    <ToastContext value={toaster}>
      {children}
      <p className="visually-hidden" role="status" data-testid="announced">
        {announced}
      </p>
      <div ref={shelf} popover="manual" className="toasts">
        <div role="status" aria-live="polite">
          {toasts.map((toast) => (
            <div key={toast.id} className={`toast toast-${toast.tone}`} data-testid="toast">
              <span>{toast.text}</span>
              <button
                type="button"
                className="btn btn-bare"
                aria-label="Dismiss"
                onClick={() => setToasts((now) => now.filter((other) => other.id !== toast.id))}
              >
                <CloseIcon />
              </button>
            </div>
          ))}
        </div>
      </div>
    </ToastContext>
  );
}
