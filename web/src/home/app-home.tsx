import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { useHome } from '../api/queries.ts';
import { Blocks } from '../blocks/block.tsx';
import { SelfContainedSurface } from '../elements/block-host.tsx';
import { useWorkspace } from '../state/workspace.tsx';
import { useToast } from '../ui/toast.tsx';

/** Tells the app that its home or messages tab was opened, as Slack does each time. */
export function useAppOpened(tab: 'home' | 'messages', wanted: boolean): void {
  const { me } = useWorkspace();
  const toast = useToast();
  useEffect(() => {
    if (wanted) api.openHome(me, tab).catch(toast.error);
  }, [me, tab, wanted, toast]);
}

export function AppHome() {
  const { me } = useWorkspace();
  useAppOpened('home', true);
  const { data: view, error } = useHome(me);
  if (error) return <p className="notice">{error.message}</p>;
  if (!view) return <p className="muted home-empty">The app has not shown its home yet.</p>;
  return (
    <section className="home" aria-label="App home">
      <SelfContainedSurface surface={{ view_id: view.id ?? 'home' }} blocks={view.blocks}>
        <Blocks blocks={view.blocks} />
      </SelfContainedSurface>
    </section>
  );
}
