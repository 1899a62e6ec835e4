import { useSandboxSignals } from '../state/signals.tsx';
import { displayName, useWorkspace } from '../state/workspace.tsx';

/** "Lookout is looking…", while the app says so. */
export function StatusLine({ channel, thread }: { channel: string; thread?: string }) {
  const status = useSandboxSignals().statusOf(channel, thread);
  const { app } = useWorkspace();
  if (!status) return null;
  const name = app ? displayName(app) : 'The app';
  return (
    <p className="status-line" role="status" data-testid="status-line">
      <span className="status-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {/^is |^are /.test(status) ? `${name} ${status}` : status}
    </p>
  );
}
