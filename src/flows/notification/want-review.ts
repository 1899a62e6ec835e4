import type { JobPayload } from '../../contracts/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { findDeliveryByKey, reviewKey } from '../../store/deliveries.ts';
import { loadReviewReads } from '../../store/review-reads.ts';
import { loadTranscriptView } from '../../store/transcript-views.ts';
import type { NotificationDeps } from './ports.ts';
import { renderReview } from './render/review.ts';
import { pageShown } from './render/review-items.ts';
import { want } from './want-messages.ts';

/**
 * The review of a transcript in its thread, edited in place from then on. The page it shows is kept beside the
 * message, so that an edit of an item does not turn it back. A transcript without a channel is read by whoever asks
 * the API.
 */
export async function wantReview(
  deps: NotificationDeps,
  tx: Tx,
  { workspaceId, transcriptId, page }: JobPayload<'notification.review'>,
): Promise<void> {
  const view = await loadTranscriptView(tx, transcriptId);
  if (!view?.channelId) return;
  const before = await findDeliveryByKey(tx, workspaceId, reviewKey(transcriptId));
  const shown = pageShown(view, page ?? (Number(before?.wanted.page) || 0));
  const around = await loadReviewReads(tx, {
    workspaceId,
    earlierId: view.earlierId,
    state: view.state,
    issueIds: view.items.flatMap(({ issue }) => issue?.issueId ?? []),
  });
  const message = renderReview(view, { ...around, page: shown, now: deps.clock.now() });
  await want(deps, tx, {
    workspaceId,
    key: reviewKey(transcriptId),
    kind: 'review',
    via: 'slack',
    monitorId: null,
    alertId: null,
    target: { channelId: view.channelId, threadTs: view.threadTs },
    wanted: { ...message, page: shown },
    notBefore: null,
    at: deps.clock.now(),
  });
}
