import { useOpenViews } from '../api/queries.ts';
import { useWorkspace } from '../state/workspace.tsx';
import { ViewModal } from './view-modal.tsx';

/** The open modal: the top of the app's stack; what lies under it keeps what was typed. */
export function ModalStack() {
  const { me } = useWorkspace();
  const { data: views = [] } = useOpenViews(me);
  return views.map((view, index) => (
    <ViewModal key={view.id} view={view} hidden={index < views.length - 1} depth={index} />
  ));
}
