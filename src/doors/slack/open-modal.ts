import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { infoView, loadingView } from './modal-views.ts';
import { translateError } from './translate-error.ts';

/**
 * Opens a modal at once and fills it when what belongs in it is known; a trigger lives three seconds.
 * What goes wrong is said in it.
 */
export async function openModal(
  { client, triggerId }: { client: WebClient; triggerId: string },
  title: string,
  fill: () => Promise<ModalView>,
): Promise<void> {
  const { views } = client;
  const opened = await views.open({ trigger_id: triggerId, view: loadingView(title) });
  const viewId = opened.view?.id;
  if (!viewId) return;
  let view: ModalView;
  try {
    view = await fill();
  } catch (error) {
    view = infoView(title, translateError(error).humanMessage);
  }
  await views.update({ view_id: viewId, view });
}
