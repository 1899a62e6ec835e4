import type { ReactNode } from 'react';
import type { Site } from '../api/types.ts';
import { useNavigate } from '../state/navigation.tsx';
import { useSandboxSignals } from '../state/signals.tsx';
import { displayName, useWorkspace } from '../state/workspace.tsx';
import { useComposerTarget } from './use-composer-target.ts';

function Step({ number, done, children }: { number: number; done: boolean; children: ReactNode }) {
  return (
    <li className={done ? 'step step-done' : 'step'}>
      <span className="step-sign" aria-hidden="true">
        {done ? '✓' : number}
      </span>
      <div>
        {children}
        {done ? <span className="visually-hidden"> (done)</span> : null}
      </div>
    </li>
  );
}

interface GuideProps {
  site: Site;
  onShowPrice: () => void;
  /** On a narrow screen the panel covers the channel, so it gives way. */
  onLeave: () => void;
}

/** Three steps from nothing to an alert, for someone who opens this page for the first time. */
export function Guide({ site, onShowPrice, onLeave }: GuideProps) {
  const target = useComposerTarget();
  const navigate = useNavigate();
  const { app } = useWorkspace();
  const { sentRequest, editedPage, alertSeen } = useSandboxSignals();
  const name = app ? displayName(app) : 'Lookout';
  const request = `@${name} tell me when the Pro plan's price changes on ${site.base}/pricing`;
  return (
    <ol className="guide" aria-label="Getting started">
      <Step number={1} done={sentRequest}>
        <p>Ask for it in a channel:</p>
        <p className="guide-quote">{request}</p>
        <button
          type="button"
          className="btn"
          onClick={() => {
            target.write(request);
            onLeave();
          }}
        >
          Put it in the composer
        </button>
      </Step>
      <Step number={2} done={editedPage}>
        <p>Change the price below, and save.</p>
        <button type="button" className="btn" onClick={onShowPrice}>
          Show me the price
        </button>
      </Step>
      <Step number={3} done={alertSeen !== undefined}>
        <p>See the alert in the thread. No need to wait: press “Check now” on the card.</p>
        {alertSeen ? (
          <button
            type="button"
            className="btn"
            onClick={() => {
              navigate({ kind: 'channel', channel: alertSeen.channel, thread: alertSeen.thread });
              onLeave();
            }}
          >
            Open the thread
          </button>
        ) : null}
      </Step>
    </ol>
  );
}
