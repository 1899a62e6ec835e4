import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/event-effects.ts';
import type { OpenView } from '../api/types.ts';
import { Blocks } from '../blocks/block.tsx';
import { BlockSurface } from '../elements/block-host.tsx';
import { type FormValues, formValues } from '../elements/form-values.ts';
import { useWorkspace } from '../state/workspace.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { missingFields } from './missing-fields.ts';

interface ViewModalProps {
  view: OpenView;
  hidden: boolean;
  depth: number;
}

export function ViewModal({ view, hidden, depth }: ViewModalProps) {
  const { me } = useWorkspace();
  const cache = useQueryClient();
  const [edits, setEdits] = useState<FormValues>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure('');
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'That did not work.');
    } finally {
      setBusy(false);
      await cache.invalidateQueries({ queryKey: keys.views(me) });
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values = formValues(view.blocks, edits);
    const missing = missingFields(view.blocks, values);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    void run(async () => {
      const reply = await api.submitView(view.id, me, values);
      setErrors(reply?.errors ?? {});
    });
  };
  const close = () => void run(async () => void (await api.closeView(view.id, me)));

  if (hidden) return null;
  return (
    <Dialog title={view.title.text} onClose={close}>
      <form className="modal-form" aria-busy={busy} noValidate onSubmit={submit}>
        <div className="dialog-body" data-testid="modal-body">
          {failure ? (
            <p className="notice" role="alert">
              {failure}
            </p>
          ) : null}
          <BlockSurface
            surface={{ view_id: view.id }}
            blocks={view.blocks}
            edits={edits}
            onEdits={setEdits}
            errors={errors}
          >
            <Blocks blocks={view.blocks} />
          </BlockSurface>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="btn" onClick={close}>
            {view.close?.text ?? (depth > 0 ? 'Back' : view.submit ? 'Cancel' : 'Close')}
          </button>
          {view.submit ? (
            <button type="submit" className="btn btn-primary" disabled={busy}>
              {busy ? 'Sending…' : view.submit.text}
            </button>
          ) : null}
        </footer>
      </form>
    </Dialog>
  );
}
