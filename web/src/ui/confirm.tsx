import type { Confirm } from '@slack/types';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { TextBlock } from '../text/mrkdwn-view.tsx';
import { Dialog } from './dialog.tsx';

type Ask = (question: Confirm) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

export function useConfirm(): Ask {
  return useContext(ConfirmContext);
}

/** Shows an element's `confirm` question and resolves with the person's answer. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ question: Confirm; answer: (yes: boolean) => void }>();
  const ask = useCallback<Ask>(
    (question) => new Promise((resolve) => setOpen({ question, answer: resolve })),
    [],
  );
  const settle = (yes: boolean) => {
    open?.answer(yes);
    setOpen(undefined);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {open ? (
        <Dialog
          title={open.question.title?.text ?? 'Are you sure?'}
          role="alertdialog"
          className="dialog-small"
          onClose={() => settle(false)}
        >
          <div className="dialog-body">
            <TextBlock text={open.question.text} />
          </div>
          <footer className="dialog-foot">
            <button type="button" className="btn" onClick={() => settle(false)}>
              {open.question.deny?.text ?? 'Cancel'}
            </button>
            <button
              type="button"
              className={`btn btn-${open.question.style ?? 'primary'}`}
              onClick={() => settle(true)}
            >
              {open.question.confirm?.text ?? 'Yes'}
            </button>
          </footer>
        </Dialog>
      ) : null}
    </ConfirmContext>
  );
}
