import { useState } from 'react';
import { useWorkspaceState } from './api/queries.ts';
import { Shell } from './shell.tsx';
import { DraftsProvider } from './state/drafts.tsx';
import { SignalsProvider } from './state/signals.tsx';
import { indexWorkspace, WorkspaceProvider } from './state/workspace.tsx';
import { NowProvider } from './text/view-context.tsx';
import { ConfirmProvider } from './ui/confirm.tsx';

/** Kept per browser tab, so that two tabs can be two people. */
const USER_KEY = 'lookout-sandbox-user';

export function App() {
  const [user, setUser] = useState(() => sessionStorage.getItem(USER_KEY) ?? undefined);
  const { data: state, error } = useWorkspaceState(user);
  const switchUser = (next: string) => {
    sessionStorage.setItem(USER_KEY, next);
    setUser(next);
  };
  if (!state) {
    return (
      <main className="waiting">
        <p role="status">{error ? error.message : 'Opening the workspace…'}</p>
      </main>
    );
  }
  return (
    <WorkspaceProvider state={state}>
      <NowProvider>
        <SignalsProvider appUserId={indexWorkspace(state).app?.id}>
          <DraftsProvider key={state.me}>
            <ConfirmProvider>
              <Shell onSwitchUser={switchUser} />
            </ConfirmProvider>
          </DraftsProvider>
        </SignalsProvider>
      </NowProvider>
    </WorkspaceProvider>
  );
}
